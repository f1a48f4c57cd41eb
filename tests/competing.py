"""A competition for tests: groups with plans that were sent, in villages and districts of their own, and experts."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.contests import Contest, Phase
from bot.domain.ids import AssignmentId, GroupId, PlanId, RoundId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person, Role
from bot.domain.plans import Part
from bot.domain.reviews import Said
from bot.services import media
from bot.services.contests import contests, peers, phases, pitches
from bot.services.plans import drafts, submissions
from bot.services.reviews import reviews
from bot.store.database import UnitOfWork
from tests.planning import DEADLINE, LIBRARY, NOW, person

DISTRICTS = ("1701", "1702", "1703")


@dataclass
class Competition:
    """`leaders[n]` leads `groups[n]`, whose plan is `plans[n]`."""

    uow: UnitOfWork
    mali: Person
    round: RoundId
    groups: list[GroupId] = field(default_factory=list)
    plans: list[PlanId] = field(default_factory=list)
    leaders: list[Person] = field(default_factory=list)
    experts: list[Person] = field(default_factory=list)

    @property
    def now(self) -> Contest:
        found = self.uow.contests.get(self.round)
        assert found is not None
        return found

    def on_to(self, phase: Phase) -> None:
        """Mali begins the phases up to this one."""
        while self.now.phase is not phase:
            phases.advance(self.uow, LIBRARY, self.round, self.now.phase, by=self.mali, now=NOW)

    def tell(self, *, seconds: int = 60, without: tuple[int, ...] = ()) -> None:
        """Each group records its voice and a photo."""
        for number, (plan, leader) in enumerate(zip(self.plans, self.leaders, strict=True)):
            if number in without:
                continue
            for kind, length in (("voice", seconds), ("photo", 0)):
                pitches.tell(self.uow, plan, sent(self.uow, leader, kind, length), by=leader, now=NOW)

    def give(self, stars: dict[int, int], *, without: tuple[int, ...] = ()) -> None:
        """Each group gives every plan that it hears the stars by the plan's number; what has none gets one."""
        for number, leader in enumerate(self.leaders):
            if number in without:
                continue
            for one in self.uow.pitches.of_group(self.groups[number], self.round):
                given = stars.get(self.plans.index(one.plan), 1)
                peers.give(self.uow, one.id, given, by=leader, now=NOW)


def sent(uow: UnitOfWork, by: Person, kind: str, seconds: int = 0) -> Answer:
    """A file that somebody sends."""
    file = File(kind, f"{kind}-{by.id}-{seconds}", seconds=seconds, size=1000)
    return media.receive(uow, file, "", by=by, now=NOW)


def competition(uow: UnitOfWork, count: int = 11, experts: int = 0) -> Competition:
    """So many groups, each with a plan that was sent, in three districts and each in a village of its own."""
    mali = person(uow, 9001, "Mali", Role.STAFF)
    rules = {"state": "open", "form_version": LIBRARY.form.version, "agreement": "none"}
    round_id = uow.rounds.add(name={"lo": "ຮອບ", "en": "Round"}, opens_at=NOW, deadline=DEADLINE, **rules)
    here = Competition(uow, mali, round_id)
    contests.begin(uow, round_id, by=mali, now=NOW)
    for number in range(count):
        leader = person(uow, 5000 + number, f"Leader {number}")
        village = uow.groups.village(DISTRICTS[number % 3], f"Village {number}", state="known")
        values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
        group = uow.groups.add(now=NOW, name=f"Group {number}", **values)
        uow.groups.join(group, leader.id, leader=True, now=NOW)
        plan = drafts.begin(uow, group, by=leader, now=NOW)
        assert plan is not None
        for step in LIBRARY.form.steps:
            drafts.answer(uow, plan, step, Part("text", f"answer {step.number} of {number}"), by=leader, now=NOW)
        submissions.submit(uow, LIBRARY, plan, by=leader, at=NOW, now=NOW)
        here.groups.append(group)
        here.plans.append(plan)
        here.leaders.append(leader)
    here.experts = [person(uow, 7000 + number, f"Expert {number}", Role.EXPERT) for number in range(experts)]
    return here


def read(here: Competition, strength: dict[int, int], *, without: tuple[int, ...] = ()) -> int:
    """Experts do what they were asked: each gives plan n `strength[n]` marks of each question; returns how many."""
    count = 0
    for number, expert in enumerate(here.experts):
        for one in here.uow.reviews.of_expert(expert.id):
            if number in without or not one.kind.decides or one.state not in ("asked", "scoring"):
                continue
            finish(here, one.id, expert, strength.get(here.plans.index(one.plan), 1))
            count += 1
    return count


def finish(here: Competition, assignment: AssignmentId, expert: Person, mark: int) -> None:
    """One reading from the conflict question to the end; totals differ by `mark` × ten."""
    uow = here.uow
    reviews.accept(uow, assignment, by=expert)
    for criterion in LIBRARY.rubric.criteria:
        reviews.score(uow, LIBRARY, assignment, criterion.key, min(mark, criterion.best), by=expert, now=NOW)
    for kind in Said:
        reviews.say(uow, assignment, kind, Answer("text", f"{kind} by {expert.name}"), by=expert, now=NOW)
    found = uow.reviews.get(assignment)
    assert found is not None
    reviews.save(uow, LIBRARY, assignment, by=expert, seen=found.revision, now=NOW)
