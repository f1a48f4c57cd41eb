"""The last day of a plan that came back: outages move it, staff undo that or lengthen it, and the group hears of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import rounds, zones
from bot.domain.ids import PlanId, RoundId
from bot.domain.notices.plans import BACK, LONGER, MOVED, OwnDay
from bot.domain.people import Person, Role
from bot.domain.plans import Plan, PlanState, Round
from bot.domain.refused import Forbidden, Refused, Stale
from bot.domain.rounds import Verb
from bot.services import notices
from bot.services.groups import groups
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork


def first(uow: UnitOfWork, plan: Plan, round_: Round, days: int, *, now: datetime) -> datetime:
    """The last day of a plan that comes back now: the end of the day after so many, and never before the round's."""
    zone = zone_of(uow, plan)
    return max(zones.end(zones.day(now, zone) + timedelta(days=days), zone), round_.deadline)


def in_time(uow: UnitOfWork, at: datetime, round_id: RoundId | None = None) -> list[Plan]:
    """The plans that came back, of a round or of all, and could still be sent at an instant."""
    return [plan for plan in uow.plans.came_back(now=at) if round_id in (None, plan.round)]


def make_up(
    uow: UnitOfWork, begun: datetime, away: timedelta, *, now: datetime, round_id: RoundId | None = None
) -> None:
    """Nobody could send a plan from `begun` on for so long: those that came back have as much more time.

    Days are whole, as those of rounds are, which have moved already.
    """
    for one in in_time(uow, begun, round_id):
        plan = uow.plans.lock(one.id)
        if plan is None or plan.deadline is None or plan.state is not PlanState.RETURNED:
            continue
        lost = plan.lost + round(away.total_seconds())
        moved = rounds.later(plan.deadline, plan.planned, timedelta(seconds=lost), zone_of(uow, plan))
        uow.plans.move_deadline(plan, moved, lost, now=now)
        if moved > plan.deadline:
            _tell_later(uow, plan, moved, MOVED, now=now)


def put_back_all(uow: UnitOfWork, round_id: RoundId, *, now: datetime) -> None:
    """What outages moved of a round's plans is undone, where that day is still to come."""
    for one in in_time(uow, now, round_id):
        plan = uow.plans.lock(one.id)
        if plan and plan.planned and plan.planned > now and plan.state is PlanState.RETURNED:
            uow.plans.set_deadline(plan.id, plan.planned, now=now)
            _tell_later(uow, plan, plan.planned, BACK, now=now)


# Staff ----------------------------------------------------------------------------------------------------------------
def open_to_lengthen(uow: UnitOfWork, plan: PlanId, *, by: Person) -> tuple[Plan, datetime]:
    """A plan that came back, and its last day, for staff. Raises: Missing, Forbidden, Stale, Refused."""
    known = uow.plans.get(plan)
    if Role.STAFF not in by.roles or (known and not groups.office(uow, known.group, by=by)):
        raise Forbidden
    found, round_ = allowed.demand(uow, Verb.LENGTHEN, plan)
    last = found.last(round_)
    if last is None:
        raise Stale  # it came back before plans had a last day of their own, and may be sent on any day
    return found, last


def lengthen(uow: UnitOfWork, plan: PlanId, day: date, *, by: Person, now: datetime) -> datetime:
    """A plan that came back may be sent until the end of a later day, which is returned; its members hear of it.

    Refused unless that day is later than its last day. Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(plan)
    found, last = open_to_lengthen(uow, plan, by=by)
    zone = zone_of(uow, found)
    deadline = zones.end(day, zone)
    if deadline <= max(last, now):
        raise Refused("This day cannot be chosen. Choose {day} or later", day=earliest(last, zone, now=now))
    uow.plans.set_deadline(plan, deadline, now=now)
    uow.audit.note(by.id, f"set the last day {day} of", f"plan {plan}", now=now)
    tell(uow, plan, LONGER, at=now.isoformat(), now=now)
    return deadline


def put_back(uow: UnitOfWork, plan: PlanId, *, by: Person, now: datetime) -> datetime:
    """The last day of a plan is again the one that it was given; what outages moved is undone, its members hear of it.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(plan)
    found, _ = open_to_lengthen(uow, plan, by=by)
    if found.planned is None:
        raise Stale
    if found.planned <= now:
        raise Refused("This day is gone already. Choose a later day")
    uow.plans.set_deadline(plan, found.planned, now=now)
    uow.audit.note(by.id, "put back the deadline of", f"plan {plan}", now=now)
    tell(uow, plan, BACK, at=now.isoformat(), now=now)
    return found.planned


def earliest(last: datetime, zone: ZoneInfo, *, now: datetime) -> date:
    """The first day to which a last day can be moved."""
    return max(zones.day(last, zone) + timedelta(days=1), zones.day(now, zone))


def zone_of(uow: UnitOfWork, plan: Plan) -> ZoneInfo:
    """Where the group lives."""
    group = uow.groups.get(plan.group)
    return group.zone if group else zones.zone_of(zones.DEFAULT)


# The group ------------------------------------------------------------------------------------------------------------
def tell(uow: UnitOfWork, plan: PlanId, why: str, *, at: str, now: datetime) -> None:
    """Tell a plan's members, and the group's chat, that its last day was changed `at` an instant; idempotent."""
    found = uow.plans.get(plan)
    group = uow.groups.get(found.group) if found else None
    if found is None or group is None:
        return
    what, key = OwnDay(plan=plan, why=why), f"{plan}:{why}:{at}"
    notices.tell_all(uow, [member.person for member in uow.groups.members(group.id)], what, now=now, key=key)
    if group.chat:
        notices.tell_chat(uow, group.chat, what, now=now, key=key)


def _tell_later(uow: UnitOfWork, plan: Plan, deadline: datetime, why: str, *, now: datetime) -> None:
    """In a job, for many plans move at once; where the round's day is what counts, its own news says so."""
    round_ = uow.rounds.get(plan.round)
    if round_ is not None and deadline > round_.deadline:
        at = now.isoformat()
        uow.jobs.add("own day", now=now, key=f"{plan.id} {why} {at}", plan=plan.id, why=why, at=at)
