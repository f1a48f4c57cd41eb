"""Who reads confidential words, in which order, and in how many days they answer: administrators say so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Missing, Refused
from bot.store.database import UnitOfWork

DAYS = range(1, 31)  # in which an answer can be asked for
_DAYS, _USUAL = "complaint days", 3


def days(uow: UnitOfWork) -> int:
    """In how many days a reader answers before the next one is told."""
    kept = uow.key_values.get(_DAYS)
    return int(kept) if kept.isascii() and kept.isdecimal() and int(kept) in DAYS else _USUAL


def chain(uow: UnitOfWork, *, without: Collection[PersonId] = ()) -> list[PersonId]:
    """Who may read, the first first: those who were named, else the administrators; only who can be reached.

    `without` are left out: whoever speaks, and who may not read it.
    """
    named = uow.complaints.readers() or sorted(one.id for one in uow.people.with_role(Role.ADMIN))
    reached = uow.people.with_phone(named)
    return [one for one in named if one in reached and one not in without]


def named(uow: UnitOfWork, *, by: Person) -> list[Person]:
    """Whom administrators have named, in order. Raises: Forbidden."""
    _check(by)
    known = {one.id: one for one in uow.people.many(uow.complaints.readers())}
    return [known[one] for one in uow.complaints.readers() if one in known]


def found(uow: UnitOfWork, words: str, *, by: Person) -> list[Person]:
    """People whose name has `words` in it, to name one of them. Raises: Forbidden."""
    _check(by)
    wanted = words.casefold()
    ids = [person for person, name in uow.people.names() if wanted and wanted in name.casefold()]
    return sorted(uow.people.many(ids), key=lambda one: one.name)


def name_reader(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime) -> str:
    """Put somebody behind the other readers; returns their name. Raises: Missing, Forbidden, Refused."""
    _check(by)
    one = uow.people.get(person)
    if one is None or not one.known:
        raise Missing
    if not uow.people.reachable(person):
        raise Refused("{name} has no phone here and would not hear of it", name=one.name)
    before = chain(uow)
    if uow.complaints.name_reader(person):
        _hasten(uow, before, now=now)
        uow.audit.note(by.id, "named a reader of confidential words", f"person {person}", now=now)
    return one.name


def drop_reader(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime) -> None:
    """Somebody reads confidential words no more; what waits for them goes to the next. Raises: Forbidden."""
    _check(by)
    before = chain(uow)
    if uow.complaints.drop_reader(person):
        _hasten(uow, before, now=now)
        uow.audit.note(by.id, "took off a reader of confidential words", f"person {person}", now=now)


def set_days(uow: UnitOfWork, number: int, *, by: Person, now: datetime) -> None:
    """In how many days a reader answers, for words that come from now on. Raises: Forbidden, Refused."""
    _check(by)
    if number not in DAYS:
        raise Refused(
            Counted("An answer comes within {n} day at the most", "An answer comes within {n} days at the most", 30)
        )
    before = days(uow)
    uow.key_values.set(_DAYS, str(number))
    uow.audit.note(by.id, "set the days of confidential words", f"{before} to {number}", now=now)


def _hasten(uow: UnitOfWork, before: Collection[PersonId], *, now: datetime) -> None:
    """What waits for somebody who reads no more is due at once."""
    for one in set(before) - set(chain(uow)):
        uow.complaints.hasten(one, now=now)


def _check(by: Person) -> None:
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
