"""Reminders of a last day: of the round, or of a plan that came back; each once, never late, quiet once it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.notices.plans import LastDay
from bot.domain.plans import Plan, PlanState, RoundState
from bot.domain.reminders import Told, awake, morning
from bot.services import notices
from bot.services.reminders import holidays, pauses
from bot.services.reminders.holidays import Free
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork

BEFORE = (14, 7, 1, 0)  # days before a last day
MOST = 200  # groups that are told in one look; the others come with the next
_BACK = 60  # days by which holidays may move a reminder to an earlier day


@dataclass(frozen=True, slots=True)
class Due:
    """A group that has something to send by an instant, and since when that is its last day."""

    group: Group
    plan: PlanId | None
    last: datetime
    since: datetime

    @property
    def day(self) -> date:
        """The last day where the group lives."""
        return zones.day(self.last, self.group.zone)


def send_due(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Remind every group whose moment has come, of several that were missed once; returns how many.

    What was said stands in the database, in the transaction that says it: idempotent for two clocks and restarts.
    """
    if not uow.reminders.try_lock():
        return 0
    told, is_free = 0, _free(uow, library, now)
    for due in _all(uow, now):
        come = [days for days, at in moments(library, due, is_free) if due.since < at <= now]
        if come and told < MOST and now <= due.last and pauses.may_ring(uow, library, due.group, now=now) <= now:
            told += _tell(uow, due, come, now)
    return told


def next_at(uow: UnitOfWork, library: Library, *, now: datetime) -> datetime | None:
    """When the next group is reminded."""
    is_free = _free(uow, library, now)
    coming = (at for due in _all(uow, now) for _, at in moments(library, due, is_free) if at > max(now, due.since))
    return min(coming, default=None)


def moments(library: Library, due: Due, is_free: Free) -> list[tuple[int, datetime]]:
    """(days before the last day, instant): at the group's hour, or earlier where that is a holiday or at night."""
    return [(days, _at(library, due, due.day - timedelta(days=days), is_free)) for days in BEFORE]


def _at(library: Library, due: Due, day: date, is_free: Free) -> datetime:
    """The last moment at which something may ring that is not after a day."""
    zone, quiet = due.group.zone, library.reminders
    for earlier in range(_BACK):
        at = awake(morning(day - timedelta(days=earlier), due.group.hour, zone), zone, quiet.quiet, quiet.quiet_until)
        on = zones.day(at, zone)
        if on <= day and not is_free(on):
            return at
    return due.since  # holidays without an end: nothing rings


def _tell(uow: UnitOfWork, due: Due, come: list[int], now: datetime) -> bool:
    of = f"{due.group.id}:{due.plan or 0}:{due.day}"
    keys = {days: f"last:{of}:{days}" for days in come}
    said = uow.nudges.taken(list(keys.values()))
    new = [days for days, key in keys.items() if key not in said]
    if not new:
        return False
    for days in new:
        uow.nudges.once(keys[days], now=now)
    group, what, key = due.group, LastDay(due.group.id, due.plan, due.day), f"{of}:{min(new)}"
    leaders = [leader.person for leader in uow.groups.leaders(group.id)]
    if group.chat is None or group.told is not Told.CHAT:
        notices.tell_all(uow, leaders, what, now=now, key=key)
    if group.chat is not None and group.told is not Told.PRIVATE:
        notices.tell_chat(uow, group.chat, what, now=now, key=key)
    return True


def _all(uow: UnitOfWork, now: datetime) -> Iterator[Due]:
    """Groups that have not sent the plan of the open round, and plans that came back."""
    open_ = uow.plans.open_round(now=now)
    if open_ is not None and open_.state is RoundState.OPEN and open_.deadline >= now:
        plans = {plan.group: plan for plan in uow.plans.of_round(open_.id)}
        since = max(open_.opens_at, open_.dated_at or open_.opens_at)
        for group in uow.groups.all_in_state("active"):
            plan = plans.get(group.id)
            if plan is None or plan.state is PlanState.DRAFT:
                yield Due(group, plan.id if plan else None, open_.deadline, since)
    for plan in uow.plans.came_back(now=now):
        found = _group(uow, plan.group)
        if found is not None and plan.deadline and plan.dated_at:
            yield _of_plan(uow, found, plan, plan.dated_at)


def _of_plan(uow: UnitOfWork, group: Group, plan: Plan, dated: datetime) -> Due:
    """The last day of a plan that came back: they heard of it on the day on which it, or the round's, was set."""
    round_ = allowed.round_of(uow, plan)
    last = plan.last(round_) or dated
    if last != plan.deadline:
        dated = max(dated, round_.dated_at or dated)
    return Due(group, plan.id, last, morning(zones.day(dated, group.zone) + timedelta(days=1), 0, group.zone))


def _group(uow: UnitOfWork, group: GroupId) -> Group | None:
    found = uow.groups.get(group)
    return found if found and found.state == "active" else None


def _free(uow: UnitOfWork, library: Library, now: datetime) -> Free:
    return holidays.free(uow, library, since=now.date() - timedelta(days=_BACK))
