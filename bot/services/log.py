"""The log of decisions, read in the chat: staff read what they did themselves, administrators all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.ids import GroupId, PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden
from bot.store.audit import Noted
from bot.store.database import UnitOfWork
from bot.understand import lao

PAGE = 8  # lines of a page
MOST = 6  # people, and groups, who are offered of those that are called so
Number = TypeVar("Number")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose lines, about which group, of which day; None: any."""

    person: PersonId | None = None
    group: GroupId | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the names of today."""

    noted: Noted
    who: str | None  # None: it came by itself


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, the newest first, and below which line the next page begins (0: there is none)."""

    lines: tuple[Line, ...]
    older: int


def read(uow: UnitOfWork, wanted: Wanted, before: int, *, zone: ZoneInfo, by: Person) -> Page:
    """A page of the log below the line `before` (0: the newest). Staff have their own lines. Raises: Forbidden."""
    if Role.ADMIN not in by.roles and Role.STAFF not in by.roles:
        raise Forbidden
    if Role.ADMIN not in by.roles and wanted.person != by.id:
        raise Forbidden("Only an administrator can do this")
    found = uow.audit.page(
        limit=PAGE + 1, before_id=before, person=wanted.person, group=wanted.group, days=_span(wanted.day, zone)
    )
    names = {one.id: one.name for one in uow.people.many([PersonId(row.person_id) for row in found if row.person_id])}
    lines = (Line(row, names.get(PersonId(row.person_id), "") if row.person_id else None) for row in found[:PAGE])
    return Page(tuple(lines), found[PAGE - 1].id if len(found) > PAGE else 0)


@dataclass(frozen=True, slots=True)
class Called:
    """People and groups who are called so: (number, name)."""

    people: tuple[tuple[PersonId, str], ...]
    groups: tuple[tuple[GroupId, str], ...]


def called(uow: UnitOfWork, words: str, *, by: Person) -> Called:
    """Whose lines could be meant; staff have only their own, so that they choose among groups. Raises: Forbidden."""
    if Role.ADMIN not in by.roles and Role.STAFF not in by.roles:
        raise Forbidden
    wanted = lao.fold(words)
    people = uow.people.names() if Role.ADMIN in by.roles and wanted else ()
    groups = uow.groups.names() if wanted else ()
    return Called(_named(people, wanted), _named(groups, wanted))


def _named(found: Iterable[tuple[Number, str]], wanted: str) -> tuple[tuple[Number, str], ...]:
    return tuple((number, name) for number, name in found if wanted in lao.fold(name))[:MOST]


def _span(day: date | None, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    return (
        (datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)) if day else None
    )
