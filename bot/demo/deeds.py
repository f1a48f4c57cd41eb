"""What people of the demo do in a competition, each with the product's own verbs, and how good they find a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.content.programme import Contest as Told
from bot.domain import lots
from bot.domain.contests import Hearing
from bot.domain.ids import AssignmentId, GroupId, PlanId, RoundId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.domain.reviews import Reading, Said
from bot.domain.rounds import Rules
from bot.services import media
from bot.services.contests import contests, peers, pitches, standings, visits
from bot.services.reviews import reviews
from bot.store.database import UnitOfWork

USUAL = 15  # of 30: a plan that nobody has said anything of
_OF, _APART = 30, 9  # points of all, and by which two who judge one plan may differ
_THREE, _TWO = 21, 14  # of 30, from which on a plan gets so many stars
_PLACES = ("14.8100, 106.8300", "14.9500, 107.0200", "15.1200, 106.6400")


@dataclass(frozen=True, slots=True)
class Deeds:
    """What everybody needs: the content, how good plans are, and files that are at Telegram."""

    library: Library
    told: Told
    strong: Mapping[PlanId, int]
    voices: tuple[File, ...]
    photo: File

    def tell(self, uow: UnitOfWork, plan: PlanId, by: Person, now: datetime) -> None:
        """A leader tells about the plan, sends a photo, and throws the dice where that is wanted."""
        for file in (self.voices[plan % len(self.voices)], self.photo):
            pitches.tell(uow, plan, media.receive(uow, file, "", by=by, now=now), by=by, now=now)
        if pitches.open_pitch(uow, plan, by=by).may_throw:
            pitches.throw(uow, plan, 100 + _chance("dice", plan, by.id) * 3, by=by, now=now)

    def hear(self, uow: UnitOfWork, round_id: RoundId, group: GroupId, by: Person, now: datetime) -> None:
        """A leader gives the stars for what the group has not judged yet, the best first."""
        heard = peers.open_heard(uow, round_id, group, by=by)
        felt = {one.id: self._felt(one.plan, group) for one in heard.waiting}
        for one in sorted(heard.waiting, key=lambda each: (-felt[each.id], each.id)):
            self._give(uow, one, felt[one.id], by, now)

    def _give(self, uow: UnitOfWork, one: Hearing, felt: int, by: Person, now: datetime) -> None:
        stars = 3 if felt >= _THREE else 2 if felt >= _TWO else 1
        try:
            with uow.savepoint():
                peers.give(uow, one.id, stars, by=by, now=now)
        except Refused:  # as many 3-stars as there may be are given
            peers.give(uow, one.id, min(stars, 2), by=by, now=now)

    def read(self, uow: UnitOfWork, assignment: AssignmentId, rules: Rules, by: Person, now: datetime) -> None:
        """An expert reads a plan: marks, a strength, a suggestion; advice ends with letting it pass."""
        reviews.accept(uow, assignment, by=by)
        found = reviews.open_review(uow, assignment, by=by)
        plan = found.submission.plan
        felt = self._felt(plan, by.id)
        for criterion in contests.rubric_of(uow, self.library, plan).criteria:
            mark = (felt + _chance(criterion.key, plan, by.id) % 9 - 4) * criterion.best / _OF
            value = min(criterion.best, max(0, round(mark)))
            reviews.score(uow, self.library, assignment, criterion.key, value, by=by, now=now)
        language = self._language(uow, found.group.id)
        for kind, words in ((Said.STRENGTH, self.told.strengths), (Said.SUGGESTION, self.told.suggestions)):
            said = words[_chance(kind, plan, by.id) % len(words)](language)
            reviews.say(uow, assignment, kind, Answer("text", said), by=by, now=now)
        seen = reviews.open_review(uow, assignment, by=by).assignment
        if seen.kind is Reading.ADVICE:
            reviews.decide(uow, self.library, assignment, "approve", rules, by=by, seen=seen.revision, now=now)
        else:
            reviews.save(uow, self.library, assignment, by=by, seen=seen.revision, now=now)

    def visit(self, uow: UnitOfWork, plan: PlanId, now: datetime) -> None:
        """The first expert who may visits a group: points, a photo and the place."""
        experts = uow.people.with_role(Role.EXPERT)
        for by in sorted(experts, key=lambda one: _chance("visit", plan, one.id)):
            try:
                with uow.savepoint():
                    self._visit(uow, plan, by, now)
            except Refused:  # connected with the group
                continue
            return

    def _visit(self, uow: UnitOfWork, plan: PlanId, by: Person, now: datetime) -> None:
        visits.give(uow, plan, min(standings.FIELD_POINTS, max(1, self._felt(plan, "field") // 3)), by=by, now=now)
        visits.show(uow, plan, media.receive(uow, self.photo, "", by=by, now=now), by=by, now=now)
        visits.show(uow, plan, Answer("location", _PLACES[plan % len(_PLACES)]), by=by, now=now)

    def _felt(self, plan: PlanId, who: object) -> int:
        """How good somebody finds a plan, of 30; the same whenever it is asked."""
        return self.strong.get(plan, USUAL) + _chance("felt", plan, who) % _APART - _APART // 2

    def _language(self, uow: UnitOfWork, group: GroupId) -> str:
        members = uow.groups.members(group)
        leader = uow.people.get(next((one for one in members if one.leader), members[0]).person) if members else None
        return leader.language if leader else "lo"


def _chance(kind: str, plan: PlanId, who: object) -> int:
    """0 to 255, the same at every start."""
    return lots.ticket("demo", kind, (plan, who))[0]
