"""The library: plans whose groups let everybody read them once the results are out; a search finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import PlanId
from bot.domain.people import Person
from bot.domain.plans import Plan, Round, RoundState, Submission
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services import search
from bot.services.groups import groups
from bot.services.plans import versions
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.understand.search import Passage

KIND = "plan"  # what a search calls them


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """A plan in the library, as it was sent last, with its group."""

    plan: Plan
    round: Round
    group: Group
    submission: Submission


def listed(uow: UnitOfWork) -> list[SharedPlan]:
    """All plans that everybody may read, the newest first."""
    found = (_whole(uow, plan) for plan in uow.plans.in_library())
    return [one for one in found if one]


def open_shared(uow: UnitOfWork, plan: PlanId, *, by: Person) -> SharedPlan:
    """One plan of the library, for everybody; members and staff also before it is shared.

    Raises: Missing, Forbidden.
    """
    found = uow.plans.get(plan)
    whole = _whole(uow, found) if found else None
    if whole is None:
        raise Missing
    out = whole.plan.shared and whole.round.state is RoundState.RELEASED
    if not out and not groups.sees(uow, whole.group.id, by=by):
        raise Forbidden("This group shows its plan only to its own members")
    return whole


def share(uow: UnitOfWork, plan: PlanId, shared: bool, *, by: Person, now: datetime) -> None:
    """The leader says, for the group, whether everybody may read its plan; it can be taken back on any day.

    Refused before the results are out. Raises: Missing, Forbidden, Refused.
    """
    found = uow.plans.get(plan)
    if found is None:
        raise Missing
    member = uow.groups.membership(found.group, by.id)
    if member is None or not member.leader:
        raise Forbidden("Only the group leader can do this. You can ask the leader")
    if allowed.round_of(uow, found).state is not RoundState.RELEASED:
        raise Refused("The results are not out yet. You will be told here")
    if found.shared != shared:
        uow.plans.share(plan, shared)
        uow.audit.note(by.id, "shared" if shared else "withdrew", f"plan {plan}", now=now)
        search.changed(uow)


@search.source
def passages(uow: UnitOfWork, library: Library) -> Iterator[Passage]:
    """What the plans of the library say, for a search."""
    for one in listed(uow):
        yield Passage(KIND, str(one.plan.id), 0, one.plan.title, 2.0)
        for answer in versions.of_submission(one.submission).answers.values():
            for part in answer.parts:
                for sentence in search.sentences(part.text):
                    yield Passage(KIND, str(one.plan.id), 0, sentence, 1.0)


def _whole(uow: UnitOfWork, plan: Plan) -> SharedPlan | None:
    group, round_ = uow.groups.get(plan.group), uow.rounds.get(plan.round)
    latest = uow.submissions.latest(plan.id)
    return SharedPlan(plan, round_, group, latest) if group and round_ and latest else None
