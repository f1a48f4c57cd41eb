"""A group that rests for a festival or a flood: nothing rings until a day, or until somebody says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.notices.groups import GroupPaused
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.domain.reminders import morning
from bot.services import notices
from bot.services.groups import groups
from bot.services.reminders import holidays
from bot.store.database import UnitOfWork
from bot.store.pauses import Pause

LONGEST = 365  # days; a longer one is "until somebody resumes"


def current(uow: UnitOfWork, group: Group, *, now: datetime) -> Pause | None:
    """The pause that holds at `now`."""
    found = uow.pauses.of(group.id)
    return found if found and found.holds(group.today(now)) else None


def pause(uow: UnitOfWork, library: Library, group: GroupId, until: date | None, *, by: Person, now: datetime) -> None:
    """Nothing rings before the day `until`, or until somebody resumes. The leader's, and staff's.

    Raises: Forbidden, Refused.
    """
    found = groups.open_to_lead(uow, group, by=by)
    today = found.today(now)
    if until is not None and until <= today:
        raise Refused("This day is over. Write a day that is still to come")
    if until is not None and (until - today).days > LONGEST:
        raise Refused("This day is far away. Write a day within a year, or pause without an end")
    before = current(uow, found, now=now)
    if before and before.until == until:
        return
    if before:
        _release(uow, library, found, before, now=now)
        uow.pauses.prolong(group, until)
    else:
        uow.pauses.put(group, until, now=now)
    uow.audit.note(by.id, "paused", f"group {group}" + (f" until {until}" if until else ""), now=now)
    _tell(uow, found, by, now=now)


def resume(uow: UnitOfWork, library: Library, group: GroupId, *, by: Person, now: datetime) -> bool:
    """Reminders come again; what waited comes as one summary. False when the group was not paused.

    Raises: Forbidden.
    """
    found = groups.open_to_lead(uow, group, by=by)
    pause = current(uow, found, now=now)
    if pause is None:
        return False
    _release(uow, library, found, pause, now=now)
    uow.pauses.end(group, now=now)
    uow.audit.note(by.id, "resumed", f"group {group}", now=now)
    _tell(uow, found, by, now=now)
    return True


def ends_at(library: Library, group: Group, until: date, is_free: holidays.Free) -> datetime:
    """When what a pause kept back may ring that ends on a day."""
    hours = holidays.hours_of(group)
    return holidays.rings_at(library, hours, morning(until, hours.at, hours.zone), is_free)


def may_ring(uow: UnitOfWork, library: Library, group: Group, *, now: datetime) -> datetime:
    """When a group may be asked something: now, or after its night, a holiday or its pause.

    A pause without an end is looked at again the next morning.
    """
    hours = holidays.hours_of(group)
    today = zones.day(now, hours.zone)
    is_free = holidays.free(uow, library, since=today - timedelta(days=1))
    pause = current(uow, group, now=now)
    if pause is None:
        return holidays.rings_at(library, hours, now, is_free)
    return ends_at(library, group, pause.until or today + timedelta(days=1), is_free)


def _release(uow: UnitOfWork, library: Library, group: Group, pause: Pause, *, now: datetime) -> None:
    """What the pause kept back may ring from now on; if the group is paused still, the clock keeps it back again."""
    hours = holidays.hours_of(group)
    is_free = holidays.free(uow, library, since=zones.day(now, hours.zone))
    end = ends_at(library, group, pause.until, is_free) if pause.until else None
    kept = [row.id for row in uow.reminders.of_group(group.id) if row.state == "held" or row.due_at == end]
    uow.reminders.postpone(kept, holidays.rings_at(library, hours, now, is_free))


def _tell(uow: UnitOfWork, group: Group, by: Person, *, now: datetime) -> None:
    """The leaders who did not do it themselves, and the group's chat."""
    leaders = [leader.person for leader in uow.groups.leaders(group.id) if leader.person != by.id]
    notices.tell_all(uow, leaders, GroupPaused(group=group.id, by=by.name), now=now)
    if group.chat is not None:
        notices.tell_chat(uow, group.chat, GroupPaused(group=group.id, by=by.name), now=now)
