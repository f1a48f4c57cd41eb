"""Roles that are taken away, and phones that are locked out: administrators do it, each is told and noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import PersonId
from bot.domain.notices import Notice
from bot.domain.notices.people import PhoneLocked, ProjectsChosen, RoleDecided, RoleTaken, RoleTakenOf
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import ReviewState
from bot.services import notices, people
from bot.services.questions import questions
from bot.services.reviews import reviews
from bot.store.database import UnitOfWork
from bot.understand import lao, names

MOST = 80  # people who are found; whoever finds more writes more of the name
_OPEN = (ReviewState.ASKED, ReviewState.SCORING)


@dataclass(frozen=True, slots=True)
class Losses:
    """What somebody has in hand by a role, and what stops with it."""

    reviews: int
    questions: int
    links: int


def find(uow: UnitOfWork, words: str, *, by: Person) -> list[Person]:
    """Whoever has these words in their name, without words everybody who has a role; by name. For administrators.

    Raises: Forbidden.
    """
    _check(by)
    if words:
        wanted = lao.fold(words)
        ids = [person for person, name in uow.people.names() if wanted in lao.fold(name)][:MOST]
    else:
        ids = list(dict.fromkeys(one.id for role in Role for one in uow.people.with_role(role)))
    found = [person for person in map(uow.people.get, ids) if person is not None]
    return sorted(found, key=lambda one: (names.order(one.name), one.id))


def open_person(uow: UnitOfWork, person: PersonId, *, by: Person) -> Person:
    """Somebody, for administrators; others are refused. Raises: Missing, Forbidden."""
    _check(by)
    found = uow.people.get(person)
    if found is None:
        raise Missing
    return found


def losses(uow: UnitOfWork, person: Person, role: Role, *, now: datetime) -> Losses:
    """What goes when a role is taken away."""
    expert = role is Role.EXPERT
    links = sum(invite.created_by == person.id for invite in uow.groups.open_invites(now=now))
    asked = len(uow.questions.of_taker(person.id)) if _answers_no_more(person, role) else 0
    return Losses(uow.reviews.open_count(person.id) if expert else 0, asked, links)


def take(uow: UnitOfWork, library: Library, person: PersonId, role: Role, *, by: Person, now: datetime) -> None:
    """Take a role away: reviews and questions in hand go to others, links that they made stop, and they are told.

    Administrators are staff, so that the administrator's role goes first; the last administrator stays.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_person(uow, person, by=by)
    if role not in found.roles:
        raise Stale
    if role is Role.STAFF and Role.ADMIN in found.roles:
        raise Refused("{name} is an administrator. Take that away first", name=found.name)
    if role is Role.ADMIN and uow.people.lock_role(Role.ADMIN) < 2:
        raise Refused("There has to be an administrator. Invite another one first")
    uow.people.put_role(person, role, "taken", now=now)
    if role is Role.STAFF:
        uow.people.change(person, projects=[])  # a role that is given again begins with all
    let_go(uow, library, person, role, now=now)
    uow.audit.note(by.id, f"took away {role}", _with_accounts(uow, person), now=now)
    notices.tell(uow, person, RoleTaken(role), now=now)
    _tell_others(uow, RoleTakenOf(person, by.id, role), person, by, now=now)
    people.refresh_commands(uow, person, now=now)


def let_go(uow: UnitOfWork, library: Library, person: PersonId, role: Role, *, now: datetime) -> None:
    """What somebody has in hand by a role goes to others. Raises: Missing, Forbidden, Stale."""
    found = uow.people.get(person)
    if found is None:
        raise Missing
    if role is Role.EXPERT:
        for review in uow.reviews.of_expert(person):
            if review.state in _OPEN:
                reviews.step_back(uow, review.id, by=found, now=now)
    if _answers_no_more(found, role):
        questions.release(uow, library, person, now=now)


def give(uow: UnitOfWork, person: PersonId, role: Role, *, by: Person, now: datetime) -> None:
    """Give a role to somebody who is known, and who is told: staff or expert; an administrator is invited by a link.

    Raises: Missing, Forbidden, Stale.
    """
    found = open_person(uow, person, by=by)
    if role is Role.ADMIN or role in found.roles or found.frozen or not found.known:
        raise Stale
    uow.people.put_role(person, role, "confirmed", now=now)
    uow.audit.note(by.id, f"gave {role}", _with_accounts(uow, person), now=now)
    notices.tell(uow, person, RoleDecided(role=role), now=now)
    people.refresh_commands(uow, person, now=now)


def look_after(uow: UnitOfWork, person: PersonId, projects: Iterable[str], *, by: Person, now: datetime) -> None:
    """Somebody of the staff sees and acts for the groups of these projects alone; of all where there are none.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_person(uow, person, by=by)
    if Role.STAFF not in found.roles:
        raise Stale
    if Role.ADMIN in found.roles:
        raise Refused("{name} is an administrator, and looks after all projects", name=found.name)
    after = sorted(set(projects))
    if after == sorted(found.projects):
        return
    uow.people.change(person, projects=after)
    before, now_after = (", ".join(one) or "all" for one in (sorted(found.projects), after))
    uow.audit.note(by.id, "chose the projects of", f"person {person}: {before} → {now_after}", now=now)
    notices.tell(uow, person, ProjectsChosen(), now=now)


def lock_out(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime) -> None:
    """No phone speaks for somebody any more, and those that serve nobody else open nothing at all.

    Links of theirs, for them and by them, stop. A new link brings them to a phone again, also to one that was found.

    Raises: Missing, Forbidden, Refused.
    """
    open_person(uow, person, by=by)
    if person == by.id:
        raise Refused("This is your own phone. Another administrator can lock it")
    told = _with_accounts(uow, person)
    for account in uow.people.leave(person):
        if not uow.people.speakers(account):
            uow.people.lock(account, now=now)
    uow.groups.revoke_for(person)
    uow.groups.revoke_by(person)
    uow.audit.note(by.id, "locked out", told, now=now)
    _tell_others(uow, PhoneLocked(person, by.id), person, by, now=now)


def _check(by: Person) -> None:
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")


def _answers_no_more(person: Person, without: Role) -> bool:
    return not (person.roles - {without}) & {Role.EXPERT, Role.STAFF}


def _with_accounts(uow: UnitOfWork, person: PersonId) -> str:
    """The subject of a line of the log that names the accounts."""
    accounts = ", ".join(str(one) for one in uow.people.accounts_of(person))
    return f"person {person}, account {accounts}" if accounts else f"person {person}"


def _tell_others(uow: UnitOfWork, what: Notice, person: PersonId, by: Person, *, now: datetime) -> None:
    others = [one.id for one in uow.people.with_role(Role.ADMIN) if one.id not in (by.id, person)]
    notices.tell_all(uow, others, what, now=now)
