"""Holidays: the yearly ones of the content and those that staff set; nothing rings on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.people import Person
from bot.domain.refused import Counted, Missing, Refused, Stale
from bot.domain.reminders import Holiday, Hours, working
from bot.services import of_all
from bot.store.database import UnitOfWork
from bot.understand import lao

LONGEST = 60  # days of one holiday: more is a pause, and hardly meant
LONGEST_NAME = 60  # characters; longer ones fit no button

Free = Callable[[date], bool]


def free(uow: UnitOfWork, library: Library, *, since: date) -> Free:
    """Whether a day is a holiday, for days not before `since`."""
    own, yearly = uow.holidays.since(since), library.reminders.holidays

    def is_free(day: date) -> bool:
        return any(one.holds(day) for one in yearly) or any(one.first <= day <= one.last for one in own)

    return is_free


def hours_of(group: Group) -> Hours:
    """The hours by which a group lives."""
    return Hours(group.zone, group.at)


def rings_at(library: Library, hours: Hours, at: datetime, is_free: Free) -> datetime:
    """`at`, or when it is night or a holiday then, the next moment at which something may ring.

    After a night that is the end of the quiet hours, after a holiday the hour of reminders of the next working day. A
    Saturday or Sunday is a working day: farmers' are.
    """
    moved = working(library.reminders.awake(at, hours.zone), hours.zone, hours.at, is_free)
    return library.reminders.awake(moved, hours.zone)


def coming(uow: UnitOfWork, library: Library, *, today: date, language: str) -> list[Holiday]:
    """The holidays of the year that begins today, yearly ones (id 0) included, the next first."""
    last = today + timedelta(days=365)
    yearly = [
        Holiday(date(year, *one.first), date(year, *one.last), one.name(language))
        for one in library.reminders.holidays
        for year in (today.year, today.year + 1)
        if (one.first, one.last) != ((2, 29), (2, 29)) or year % 4 == 0
    ]
    own = uow.holidays.since(today)
    found = [*own, *(one for one in yearly if today <= one.last and one.first <= last)]
    return sorted(found, key=lambda one: (one.first, one.id))


def open_holiday(uow: UnitOfWork, holiday: int, *, by: Person) -> Holiday:
    """A holiday that staff set, for staff. Refused when it is gone. Raises: Missing, Forbidden."""
    of_all.check(by=by)
    found = uow.holidays.get(holiday)
    if found is None:
        raise Missing
    return found


def add(uow: UnitOfWork, first: date, last: date, *, by: Person, today: date, now: datetime) -> int:
    """Nothing rings from `first` to `last`; the same days twice are one holiday. Returns its number.

    Raises: Forbidden, Refused.
    """
    of_all.check(by=by)
    if last < today or last < first:
        raise Refused("This day is over. Write a day that is still to come")
    if (last - first).days >= LONGEST:
        raise Refused(
            Counted(
                "A holiday has up to {n} day. A group can be paused for longer",
                "A holiday has up to {n} days. A group can be paused for longer",
                LONGEST,
            )
        )
    same = next((one.id for one in uow.holidays.since(today) if (one.first, one.last) == (first, last)), None)
    if same is not None:
        return same
    uow.audit.note(by.id, "added", f"holiday {first} – {last}", now=now)
    return uow.holidays.add(first, last, "", now=now)


def rename(uow: UnitOfWork, holiday: int, name: str, *, by: Person) -> None:
    """What the holiday is called. Raises: Missing, Forbidden, Stale, Refused."""
    open_holiday(uow, holiday, by=by)
    tidy = lao.spell(" ".join(name.split()))
    if not tidy:
        raise Stale
    if len(tidy) > LONGEST_NAME:
        raise Refused("This name is too long. Please write a shorter one")
    uow.holidays.rename(holiday, tidy)


def remove(uow: UnitOfWork, holiday: int, *, by: Person, now: datetime) -> bool:
    """These are working days after all. False when it was gone already. Raises: Forbidden."""
    of_all.check(by=by)
    found = uow.holidays.get(holiday)
    if found is None or not uow.holidays.remove(holiday):
        return False
    uow.audit.note(by.id, "removed", f"holiday {found.first} – {found.last}", now=now)
    return True
