"""One group is not there twice: two entries become one, after a look at what each has, with a way back for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Group, GroupState
from bot.domain.ids import GroupId
from bot.domain.notices.groups import MovedTo
from bot.domain.people import OFFICE, Person
from bot.domain.plans import Plan, PlanState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.store.unions import Union


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two has."""

    group: Group
    members: int
    leaders: tuple[str, ...]
    plans: int


@dataclass(frozen=True, slots=True)
class Look:
    """Both before they are joined, and how many people are in both."""

    kept: Side
    gone: Side
    both: int


def look(uow: UnitOfWork, kept: GroupId, gone: GroupId, *, by: Person) -> Look:
    """What would be joined; nothing is changed. For staff. Raises: Missing, Forbidden, Refused."""
    if not by.roles & OFFICE:
        raise Forbidden
    first, second = (groups.open_to_lead(uow, one, by=by) for one in (kept, gone))
    if kept == gone or first.state != GroupState.ACTIVE or second.state != GroupState.ACTIVE:
        raise Missing
    people = [{one.person for one in uow.groups.members(group)} for group in (kept, gone)]
    _check_plans(uow, first, second)
    return Look(_side(uow, first), _side(uow, second), len(people[0] & people[1]))


def unite(uow: UnitOfWork, kept: GroupId, gone: GroupId, *, by: Person, now: datetime) -> int:
    """The two are one from now on, and who comes with it is told; returns the number by which it is undone.

    Raises: Missing, Forbidden, Refused.
    """
    for group in sorted((kept, gone)):
        uow.groups.lock(group)  # who says so at the same moment finds that it is done
    look(uow, kept, gone, by=by)
    inside = {one.person for one in uow.groups.members(kept)}
    coming = [one.person for one in uow.groups.members(gone) if one.person not in inside]
    trace = uow.unions.join(kept, gone)
    number = uow.unions.add(now=now, kept_id=kept, gone_id=gone, by_id=by.id, trace=trace)
    uow.audit.note(by.id, "said that two are one", f"group {gone} is group {kept}", now=now)
    notices.tell_all(uow, coming, MovedTo(kept), now=now)
    return number


def undoable(uow: UnitOfWork, group: GroupId, *, now: datetime) -> Union | None:
    """The last time that another entry turned out to be this group, while it can be undone."""
    found = uow.unions.latest(group)
    return found if found is not None and found.can_be_undone(now) else None


def undo(uow: UnitOfWork, number: int, *, by: Person, now: datetime) -> None:
    """They are two groups again, within a day. For staff. Raises: Missing, Forbidden, Stale."""
    if not by.roles & OFFICE:
        raise Forbidden
    found = uow.unions.get(number)
    if found is None:
        raise Missing
    groups.open_to_lead(uow, found.kept, by=by)
    latest = uow.unions.latest(found.kept)
    if not found.can_be_undone(now) or latest is None or latest.id != found.id:
        raise Stale
    uow.unions.undo(found)
    uow.audit.note(by.id, "said that one are two", f"group {found.gone} is not group {found.kept}", now=now)


def _side(uow: UnitOfWork, group: Group) -> Side:
    people = uow.groups.members(group.id)
    plans = sum(not _blank(uow, plan) for plan in uow.plans.all_of_group(group.id))
    return Side(group, len(people), tuple(one.name for one in people if one.leader), plans)


def _check_plans(uow: UnitOfWork, kept: Group, gone: Group) -> None:
    """Of one round there is one plan: an empty one gives way, of two that are written none does. Raises: Refused."""
    mine = {plan.round: plan for plan in uow.plans.all_of_group(kept.id)}
    for plan in uow.plans.all_of_group(gone.id):
        other = mine.get(plan.round)
        if other is None or _blank(uow, plan):
            continue
        if _blank(uow, other):
            raise Refused("{group} has written a plan. Keep that group, and let the other one go", group=gone.name)
        raise Refused("Both groups have written a plan in the same round. They stay two groups")


def _blank(uow: UnitOfWork, plan: Plan) -> bool:
    written = uow.answers.of_plan(plan.id) or uow.actions.of_plan(plan.id) or plan.title
    return plan.state is PlanState.DRAFT and not written
