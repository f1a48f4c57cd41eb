"""Reminders of a last day: of the round, or of a plan that came back; each once, never late, quiet once it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.notices.plans import LastDay
from bot.domain.plans import Plan, Round
from bot.domain.reminders import MIDNIGHT, Told, morning
from bot.services import notices
from bot.services.reminders import holidays, pauses
from bot.services.reminders.holidays import Free
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.store.last_days import last_day

BEFORE = (14, 7, 1, 0)  # days before a last day
MOST = 25  # groups that are told in one transaction; the others come with the next
AT_ONCE = 100  # groups that are read at a time
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
    for due in chain(_unwarned(uow, library, is_free, now), _came_back(uow, now)):
        come = _come(library, due, is_free, now)
        if come and now <= due.last and pauses.may_ring(uow, library, due.group, now=now) <= now:
            told += _tell(uow, due, come, now)
        if told == MOST:
            break
    return told


def _come(library: Library, due: Due, is_free: Free, now: datetime) -> list[int]:
    """The moments that have come: so many days before the last day."""
    return [days for days, at in moments(library, due, is_free) if due.since < at <= now]


def next_at(uow: UnitOfWork, library: Library, *, now: datetime) -> datetime | None:
    """When the next group is reminded."""
    is_free = _free(uow, library, now)
    everyone = chain((due for _, due in _in_each_way(uow, now)), _came_back(uow, now))
    coming = (at for due in everyone for _, at in moments(library, due, is_free) if at > max(now, due.since))
    return min(coming, default=None)


def moments(library: Library, due: Due, is_free: Free) -> list[tuple[int, datetime]]:
    """(days before the last day, instant): at the group's hour, or earlier where that is a holiday or at night."""
    return [(days, _at(library, due, due.day - timedelta(days=days), is_free)) for days in BEFORE]


def _at(library: Library, due: Due, day: date, is_free: Free) -> datetime:
    """The last moment at which something may ring that is not after a day."""
    zone = due.group.zone
    for earlier in range(_BACK):
        clock = due.group.at if day == due.day else due.group.later
        at = library.reminders.awake(morning(day - timedelta(days=earlier), clock, zone), zone)
        on = zones.day(at, zone)
        if on <= day and not is_free(on):
            return at
    return due.since  # holidays without an end: nothing rings


def _tell(uow: UnitOfWork, due: Due, come: list[int], now: datetime) -> bool:
    of = f"{due.group.id}:{due.plan or 0}:{due.day}"
    keys = {days: last_day(of, days) for days in come}
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


def _open(uow: UnitOfWork, now: datetime) -> list[tuple[Round, datetime]]:
    """The rounds whose last day comes, and since when that is their last day."""
    found = (one for one in uow.rounds.all_open(now=now) if one.deadline >= now)
    return [(one, max(one.opens_at, one.dated_at or one.opens_at)) for one in found]


def _in_each_way(uow: UnitOfWork, now: datetime) -> Iterator[tuple[Round, Due]]:
    """One of the groups for each zone and hour by which they live, with each open round."""
    for found, since in _open(uow, now):
        for group in uow.groups.in_each_way():
            yield found, Due(group, None, found.deadline, since)


def _unwarned(uow: UnitOfWork, library: Library, is_free: Free, now: datetime) -> Iterator[Due]:
    """Groups that have not sent the plan of an open round for them, and were not told of a moment that has come."""
    for round_, one in _in_each_way(uow, now):
        come, after = _come(library, one, is_free, now), 0
        while come:
            found = uow.last_days.unwarned(round_, one.group, one.day, come, after_id=after, limit=AT_ONCE)
            for key, plan in found:
                after = key
                group = uow.groups.get(key)
                if group and (plan or uow.rounds.open_now(group, now=now) == round_):  # it begins no other round's
                    yield Due(group, plan, round_.deadline, one.since)
            if len(found) < AT_ONCE:
                break


def _came_back(uow: UnitOfWork, now: datetime) -> Iterator[Due]:
    """Plans that came back."""
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
    return Due(group, plan.id, last, morning(zones.day(dated, group.zone) + timedelta(days=1), MIDNIGHT, group.zone))


def _group(uow: UnitOfWork, group: GroupId) -> Group | None:
    found = uow.groups.get(group)
    return found if found and found.state == "active" else None


def _free(uow: UnitOfWork, library: Library, now: datetime) -> Free:
    return holidays.free(uow, library, since=now.date() - timedelta(days=_BACK))
