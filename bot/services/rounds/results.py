"""The results of a round as one group sees its own, and as staff see all before they place plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.domain.contests import Contest, Phase
from bot.domain.ids import GroupId, PersonId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Plan, Round, RoundState
from bot.domain.reviews import Reading
from bot.domain.rounds import Rules
from bot.services import of_all
from bot.services.contests import contests
from bot.services.groups import groups
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView
from bot.services.reviews import decisions
from bot.services.reviews.judged import Judged, Mark
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork
from bot.store.reviews import Given


@dataclass(frozen=True, slots=True)
class Results:
    """What a plan got; `out`: its group may know it. `shares`: how many other plans have the same rank."""

    whole: PlanView
    out: bool
    first: tuple[str, ...]
    position: int | None
    shares: int
    part: str = ""  # with which others it competes: "" with all
    starred: bool = False  # other groups gave the plan stars, which its own may see

    @property
    def judged(self) -> Judged:
        return self.whole.judged

    @property
    def weakest_first(self) -> tuple[Mark, ...]:
        """The questions of the score sheet in the order in which they are worth reading."""
        return tuple(sorted(self.judged.marks, key=lambda mark: mark.mean))


def open_results(uow: UnitOfWork, library: Library, plan: int, *, by: Person) -> Results:
    """For the group's members and staff. Before the results are out nothing of them is in it; a member who looks at
    them later has seen them.

    Raises: Missing, Forbidden.
    """
    found = of_plan(uow, plan_view.open_plan(uow, library, plan, by=by))
    if found.out and uow.groups.membership(found.whole.plan.group, by.id):
        uow.reviews.open_results(found.whole.plan.id, by.id)
    return found


def of_plan(uow: UnitOfWork, whole: PlanView) -> Results:
    """The same for the program itself, without asking who wants it."""
    found, plan = whole.round, whole.plan
    out = found.tells(plan.state) and bool(rounds.sent([plan]))
    position = plan.position if out and not found.unranked else None
    contest = uow.contests.get(found.id) if out else None
    same = [one.id for one in uow.plans.placed(found.id, position)] if position else []
    parts = contests.parts(uow, contest, {plan.id, *same}) if contest else {}
    part = parts.get(plan.id, "")
    shares = sum(parts.get(one, "") == part for one in same)
    starred = contest is not None and contest.reached(Phase.RELEASED) and uow.pitches.starred(plan.id)
    return Results(whole, out, _first(uow, found, contest), position, max(shares - 1, 0), part, starred)


def _first(uow: UnitOfWork, found: Round, contest: Contest | None) -> tuple[str, ...]:
    """The groups on the first position, with the part in which they have it, once the results are released."""
    if contest is None or not (contest.rules.own_winners or contest.rules.own_places):
        return tuple(rounds.first(uow, found.id))
    if found.state is not RoundState.RELEASED:
        return ()
    plans = rounds.sent(uow.plans.placed(found.id, 1))
    named, parts = rounds.groups_of(uow, plans), contests.parts(uow, contest, [plan.id for plan in plans])
    return tuple(
        f"{named[plan.group].name} ({parts[plan.id]})" if parts[plan.id] else named[plan.group].name
        for plan in plans
        if plan.group in named
    )


def newest(uow: UnitOfWork, person: PersonId) -> PlanId | None:
    """The plan of somebody's group whose results came last, else the group's newest one that was sent."""
    group = groups.mine(uow, person)
    sent = uow.plans.sent_of(group.id) if group else []
    return (_out(uow, sent) or sent)[0].id if sent else None


def unseen(uow: UnitOfWork, group: GroupId, person: PersonId) -> Plan | None:
    """The plan of a group whose results came last, as long as this member has not opened them."""
    out = _out(uow, uow.plans.sent_of(group))
    return out[0] if out and not uow.reviews.opened(out[0].id, person) else None


def _out(uow: UnitOfWork, sent: Sequence[Plan]) -> list[Plan]:
    return [plan for plan in sent if (found := uow.rounds.get(plan.round)) and found.tells(plan.state)]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the experts who have decided gave a plan: (name, points, decision) of each, and the mean of the points."""

    readers: tuple[tuple[str, int, str], ...] = ()
    points: float | None = None  # None: nobody has decided


def scored(
    uow: UnitOfWork, plans: Iterable[Plan], rules: Rules, *, by: Person, now: datetime
) -> Mapping[PlanId, Scored]:
    """What each plan got for its newest version, for staff who place them; of a plan that they review themselves
    they see it once their own decision is final. Raises: Forbidden.
    """
    of_all.check(by=by)
    wanted, asked = list(plans), defaultdict[PlanId, list[Given]](list)
    for one in uow.reviews.of_newest([plan.id for plan in wanted]):
        asked[one.review.plan].append(one)
    return {plan.id: _scored(asked[plan.id], rules, by.id, now) for plan in wanted}


def _scored(asked: Sequence[Given], rules: Rules, reader: PersonId, now: datetime) -> Scored:
    asked = [one for one in asked if one.review.kind is not Reading.ADVICE] or asked  # what decides, where it has begun
    done = [one for one in asked if decisions.final(one.review, rules, now=now)]
    if not done or any(one.review.expert == reader and one not in done for one in asked):
        return Scored()
    readers = tuple((one.name, one.points, one.review.decision) for one in done)
    return Scored(readers, round(sum(one.points for one in done) / len(done), 1))
