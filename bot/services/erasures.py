"""Somebody is erased at their wish: asked, taken back within a day, called to mind before its end, carried out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain import erased, erasures
from bot.domain.erased import Gone
from bot.domain.erasures import Erasure
from bot.domain.ids import PersonId
from bot.domain.notices.erasures import Erased, ErasureAsked, ErasureSoon, LeaderErased
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services import notices, roles, search
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane

UNLINK = "unlink"  # the job that removes files from the disk
ERASED = "erased"  # the key of the list that is kept beside back-ups (domain/erased.py)


def open_wish(uow: UnitOfWork, person: PersonId, *, by: Person) -> Erasure | None:
    """The wish of a person, for themselves and for administrators. Raises: Missing, Forbidden."""
    _check(uow, person, by)
    return uow.erasures.get(person)


def leads_alone(uow: UnitOfWork, person: PersonId) -> list[str]:
    """The names of the groups of others that nobody else leads."""
    found = (uow.groups.get(place.group) for place in uow.groups.of_person(person) if place.leader)
    alone = (group for group in found if group and len(uow.groups.leaders(group.id)) < 2)
    return [group.name for group in alone if len(uow.groups.members(group.id)) > 1]


def ask(uow: UnitOfWork, person: PersonId, zone: ZoneInfo, *, by: Person, now: datetime) -> Erasure:
    """A person is erased in a day unless they change their mind; an administrator may write the wish down for them.

    The last administrator invites another one first. Raises: Missing, Forbidden, Refused.
    """
    _check(uow, person, by)
    _not_the_last(uow, person)
    known = uow.erasures.get(person)
    if known is not None:
        return known
    due = erasures.due(now, zone)
    wish = Erasure(person, now, due, due - erasures.BEFORE, reminded=False)
    uow.erasures.wish(wish)
    uow.audit.note(by.id, "asked to erase", f"person {person}", now=now)
    if person != by.id:
        notices.tell(uow, person, ErasureAsked(), now=now, key=now.isoformat())
    return wish


def keep(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime) -> bool:
    """They have changed their mind; False where there was nothing to take back. Raises: Missing, Forbidden."""
    _check(uow, person, by)
    if not uow.erasures.keep(person):
        return False
    uow.audit.note(by.id, "asked not to erase", f"person {person}", now=now)
    return True


def carry_out_due(uow: UnitOfWork, library: Library, back_ups: int, *, now: datetime) -> int:
    """Call one wish to mind, or carry one out; returns how many. `back_ups`: days for which they hold it.

    Nobody is erased who was not told, however long the system was off. Raises: Missing, Forbidden, Stale.
    """
    wish = uow.erasures.to_remind(now=now)
    if wish is not None:
        _remind(uow, wish, now=now)
        return 1
    wish = uow.erasures.due(now=now)
    if wish is None:
        return 0
    erase(uow, library, wish.person, back_ups, now=now)
    return 1


def _remind(uow: UnitOfWork, wish: Erasure, *, now: datetime) -> None:
    """The word before the end; where it comes late, the end does so too."""
    uow.erasures.reminded(wish.person, due_at=max(wish.due_at, now + erasures.BEFORE))
    notices.tell(uow, wish.person, ErasureSoon(), now=now, key=wish.asked_at.isoformat())


def erase(uow: UnitOfWork, library: Library, person: PersonId, back_ups: int, *, now: datetime) -> None:
    """Take a person out of everything; what they had in hand goes to others, their phone and staff are told.

    Raises: Missing, Forbidden, Stale.
    """
    found = uow.people.get(person)
    if found is None:
        return
    for role in sorted(found.roles, key=lambda one: one is Role.STAFF):
        roles.let_go(uow, library, person, role, now=now)
    groups = [place.group for place in uow.groups.of_person(person) if place.leader]
    uow.complaints.hasten(person, now=now)
    phones = uow.people.leave(person)
    alone = [phone for phone in phones if not uow.people.speakers(phone)]
    _note(uow, [person, *uow.erasing.entries(person)], now)
    paths = uow.erasing.erase(person, found.name, phones=phones, alone=alone)
    if paths:
        uow.jobs.add(UNLINK, now=now, key=f"{person} {now.isoformat()}", paths=paths)
    search.changed(uow)
    uow.audit.note(None, "erased", "person –", now=now)
    for phone in alone:
        uow.outbox.put(notices.row(Erased(back_ups), phone, lane=Lane.NOTICE), now=now)
    staff = [one.id for one in uow.people.with_role(Role.STAFF)]
    for group in groups:
        if not uow.groups.leaders(group) and uow.groups.members(group):
            notices.tell_all(uow, staff, LeaderErased(group), now=now)


# Beside back-ups ------------------------------------------------------------------------------------------------------
def gone(uow: UnitOfWork) -> list[Gone]:
    """Everybody who was ever erased here, as numbers."""
    return erased.read(uow.key_values.get(ERASED))


def _note(uow: UnitOfWork, entries: Iterable[PersonId], now: datetime) -> None:
    """Also the entries that had become one with theirs: an old back-up knows them apart."""
    known = erased.read(uow.key_values.lock(ERASED))
    uow.key_values.set(ERASED, erased.written([*known, *(Gone(now, entry) for entry in entries)]))


def erase_again(uow: UnitOfWork, library: Library, listed: Iterable[Gone], made_at: datetime, *, now: datetime) -> int:
    """In what was restored of an archive: whoever was erased after it was made is erased again, and nobody is told
    twice. Returns how many. Raises: Missing, Forbidden, Stale.
    """
    listed, above, count = list(listed), uow.outbox.newest_row(), 0
    known = erased.read(uow.key_values.lock(ERASED))
    uow.key_values.set(ERASED, erased.written([*known, *listed]))
    for one in erased.since(listed, made_at):
        if uow.people.get(PersonId(one.person)) is not None:
            erase(uow, library, PersonId(one.person), 0, now=now)
            count += 1
    uow.outbox.drop_notices(above=above, now=now)
    return count


def _check(uow: UnitOfWork, person: PersonId, by: Person) -> None:
    if person != by.id and Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
    if uow.people.get(person) is None:
        raise Missing


def _not_the_last(uow: UnitOfWork, person: PersonId) -> None:
    if Role.ADMIN in uow.people.roles(person) and uow.people.lock_role(Role.ADMIN) < 2:
        raise Refused("There has to be an administrator. Invite another one first")
