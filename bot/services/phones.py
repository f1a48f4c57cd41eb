"""A known person's phones: moved by a link, doubted by the old one, looked at by somebody else, locked out."""

from __future__ import annotations

from datetime import datetime

from bot.domain.groups import InviteKind
from bot.domain.ids import AccountId, PersonId
from bot.domain.moves import Move, MoveState
from bot.domain.notices import Notice
from bot.domain.notices.people import PhoneDoubted, PhoneMoved, PhoneMovedAway, PhoneSettled
from bot.domain.people import OFFICE, Person, Role
from bot.domain.refused import Forbidden, Missing, Stale
from bot.services import invites, notices, people
from bot.store.database import UnitOfWork


def move(uow: UnitOfWork, code: str, account: AccountId, *, now: datetime) -> PersonId:
    """A person speaks through `account` from now on and through no other; their former phone and leaders are told.

    Whoever speaks through it already stays on it; somebody in the middle of the welcome gives way. A phone that is lost
    or stolen is sent nothing: then whoever looks after the person is told, beside the maker of the link.

    Raises: Missing.
    """
    invite = invites.open_invite(uow, code, now=now)
    person = invite.person
    if invite.kind is not InviteKind.PERSON or person is None:
        raise Missing
    before = people.current(uow, account)
    former = [one for one in uow.people.leave(person) if one != account]
    uow.people.unlock(account, now=now)
    uow.people.speak_as(account, person)
    uow.groups.use(code)
    if before is not None and before.id != person and not before.known:
        uow.people.remove(before.id)
    _note(uow, invite.created_by, "moved to a new phone", person, former, account, now=now)
    for old in former if not invite.lost else []:  # whoever holds a stolen phone must not be able to doubt it either
        made = uow.moves.add(person, invite.created_by, old=old, new=account, now=now)
        _tell_phone(uow, old, person, PhoneMovedAway(made), now=now)
    told = [one for one in _leaders(uow, person) if one != person]
    if invite.lost:
        told = list(dict.fromkeys([*told, *lookers(uow, person, invite.created_by)]))
    notices.tell_all(uow, told, PhoneMoved(person), now=now)
    people.refresh_commands(uow, person, now=now)
    return person


def _note(
    uow: UnitOfWork,
    by: PersonId | None,
    verb: str,
    person: PersonId,
    old: list[AccountId],
    new: AccountId | None,
    *,
    now: datetime,
) -> None:
    """One line of the log that names the accounts."""
    before = ", ".join(f"from account {one}" for one in old)
    after = f"to account {new}" if new is not None else ""
    uow.audit.note(by, verb, ", ".join(part for part in (f"person {person}", before, after) if part), now=now)


def _tell_phone(uow: UnitOfWork, account: AccountId, person: PersonId, what: Notice, *, now: datetime) -> None:
    """A notice to one phone, whoever speaks through it now."""
    uow.outbox.put(notices.row(what, account, person), now=now)


# It was not me --------------------------------------------------------------------------------------------------------
def open_move(uow: UnitOfWork, number: int, account: AccountId) -> Move:
    """A move away from this very phone; others are refused. Raises: Missing."""
    found = uow.moves.get(number)
    if found is None or found.old != account:
        raise Missing
    return found


def doubt(uow: UnitOfWork, number: int, account: AccountId, *, now: datetime) -> None:
    """The old phone says that it was not them: nothing moves back, but nobody speaks for the person any more.

    A leader or staff beside the maker of the link look at it. The same tap twice is one. Raises: Missing, Stale.
    """
    found = open_move(uow, number, account)
    if found.state is MoveState.DOUBTED:
        return
    latest = uow.moves.latest(found.person)
    if not found.can_be_doubted(now) or latest is None or latest.new != found.new:
        raise Stale
    uow.moves.settle(number, MoveState.DOUBTED)
    uow.people.change(found.person, frozen=True)
    uow.groups.revoke_for(found.person)
    _note(uow, None, "said it was not them", found.person, [found.old], found.new, now=now)
    told = lookers(uow, found.person, found.maker)
    notices.tell_all(uow, told, PhoneDoubted(number), now=now, key=str(number))


def lookers(uow: UnitOfWork, person: PersonId, maker: PersonId | None) -> list[PersonId]:
    """Who is asked about somebody's phones: leaders of all that they have, without any the administrators and staff.

    Never the person, and not the maker of the link, unless an administrator made it and nobody else is there. Whom no
    message reaches, or who is frozen too, looks at nothing.
    """
    barred = {person, maker}
    leaders = [one for one in _leaders(uow, person) if one not in barred and invites.has_as_much(uow, one, person)]
    admins = [one.id for one in uow.people.with_role(Role.ADMIN) if one.id != person]
    staff = dict.fromkeys([*admins, *(one.id for one in uow.people.with_role(Role.STAFF))])
    others = [one for one in staff if one not in barred]
    return _awake(uow, leaders) or _awake(uow, others) or _awake(uow, admins)


def _awake(uow: UnitOfWork, people: list[PersonId]) -> list[PersonId]:
    """Those whom a message reaches and whose phone nobody doubts."""
    frozen = {one.id for one in uow.people.many(people) if one.frozen}
    reached = uow.people.with_phone(people)
    return [one for one in people if one in reached and one not in frozen]


def open_doubted(uow: UnitOfWork, number: int, *, by: Person) -> Move:
    """A doubted move, for those who may settle it: a leader of all that the person has, or staff.

    Raises: Missing, Forbidden.
    """
    found = uow.moves.get(number)
    if found is None or found.state is MoveState.DONE:
        raise Missing
    may = by.id != found.maker and (
        (by.roles & OFFICE and not by.own_projects) or invites.has_as_much(uow, by.id, found.person)
    )
    if by.id == found.person or not (may or by.id in lookers(uow, found.person, found.maker)):
        raise Forbidden("Somebody else looks at this, who did not make the link")
    return found


def settle(uow: UnitOfWork, number: int, *, by: Person, back: bool, now: datetime) -> None:
    """The new phone is theirs, or the old one speaks for them again (`back`); both are told.

    Raises: Missing, Forbidden, Stale.
    """
    found = open_doubted(uow, number, by=by)
    if found.state is not MoveState.DOUBTED:
        raise Stale
    uow.moves.settle(number, MoveState.UNDONE if back else MoveState.CONFIRMED)
    right, wrong = (found.old, found.new) if back else (found.new, found.old)
    if back:
        uow.people.leave(found.person)
        uow.people.speak_as(right, found.person)
    uow.people.change(found.person, frozen=False)
    uow.outbox.let_go(found.person, right, now=now)
    verb = "gave the old phone back to" if back else "confirmed the new phone of"
    _note(uow, by.id, verb, found.person, [wrong], right, now=now)
    _tell_phone(uow, right, found.person, PhoneSettled(number, True), now=now)
    _tell_phone(uow, wrong, found.person, PhoneSettled(number, False), now=now)
    people.refresh_commands(uow, found.person, now=now)


def _leaders(uow: UnitOfWork, person: PersonId) -> list[PersonId]:
    """The leaders of the groups that somebody is in."""
    groups = [place.group for place in uow.groups.of_person(person)]
    return list(dict.fromkeys(leader.person for group in groups for leader in uow.groups.leaders(group)))
