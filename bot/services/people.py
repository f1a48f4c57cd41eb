"""Becoming known: language, consent, name, the questions that may be skipped, and roles."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import AccountId, PersonId
from bot.domain.notices.people import RoleDecided
from bot.domain.people import Account, Person, Role, RoleState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.store.database import UnitOfWork

LONGEST_NAME = 60  # characters; longer ones fit no button
NOTICE = 2  # version of the privacy notice (screens/welcome/words.py, KEPT); 1 was kept nowhere
QUESTIONS = ("sex", "youth", "ethnic")  # asked once each; "not said" is an answer
ANSWERS = {"sex": ("woman", "man", ""), "youth": ("yes", "no", "")}


def speaker(uow: UnitOfWork, account: Account, *, now: datetime) -> Person | None:
    """Who speaks through an account; None for a stranger."""
    return uow.people.get(account.person) if account.person else None


def current(uow: UnitOfWork, account: AccountId) -> Person | None:
    """The same after something changed in this transaction."""
    person = uow.people.person_of(account)
    return uow.people.get(person) if person else None


def speak(uow: UnitOfWork, account: AccountId, person: PersonId) -> None:
    """On a phone that several people use, this one speaks from now on. Refused for whom it does not serve.

    Raises: Missing.
    """
    if person not in {one.id for one in uow.people.speakers(account)}:
        raise Missing("This person does not use this phone any more")
    uow.people.speak_as(account, person)


def take_off(uow: UnitOfWork, account: AccountId, person: PersonId, *, by: Person, now: datetime) -> None:
    """Somebody does not use a shared phone any more; the person stays. The last one stays on it. By who uses it too.

    Raises: Forbidden, Stale.
    """
    if account not in uow.people.accounts_of(by.id):
        raise Forbidden
    if person == by.id or not uow.people.shared(account):
        raise Stale
    if uow.people.leave(person, account):
        uow.audit.note(by.id, "took off a shared phone", f"person {person}", now=now)


def choose_language(uow: UnitOfWork, account: AccountId, language: str, *, now: datetime) -> PersonId:
    """Set the language of whoever speaks; a stranger becomes a person without a name."""
    person = uow.people.person_of(account)
    if person is None:
        person = uow.people.add(now=now, language=language)
        uow.people.speak_as(account, person)
    else:
        uow.people.change(person, language=language)
        refresh_commands(uow, person, now=now)
    return person


def choose_listening(uow: UnitOfWork, listens: bool, *, by: PersonId) -> None:
    """Keep whether somebody wants texts read aloud."""
    uow.people.change(by, listens=listens)


def choose_light(uow: UnitOfWork, light: bool, *, by: PersonId) -> None:
    """Keep whether media are only announced and fetched on a tap."""
    uow.people.change(by, light=light)


def consent(uow: UnitOfWork, *, by: PersonId, now: datetime) -> None:
    """The person agrees that name, group and answers are kept, as the present privacy notice says."""
    uow.people.change(by, consented_at=now, consent_version=NOTICE)


def decline(uow: UnitOfWork, *, by: PersonId) -> None:
    """The person does not agree: nothing of them is kept."""
    uow.people.remove(by)


def rename(uow: UnitOfWork, name: str, *, by: PersonId) -> str:
    """Keep a name and return it as it is kept. Refused when it is empty or over 60 characters. Raises: Refused."""
    tidy = tidy_name(name)
    uow.people.change(by, name=tidy)
    return tidy


def tidy_name(name: str) -> str:
    """A person's name as it is kept. Refused when it is empty or over 60 characters. Raises: Refused."""
    tidy = " ".join(name.split())
    if not tidy or tidy.startswith("/"):
        raise Refused("Please write your name")
    if len(tidy) > LONGEST_NAME:
        raise Refused("This name is too long. Please write a shorter one")
    return tidy


def answer_about(uow: UnitOfWork, person: Person, question: str, answer: str) -> None:
    """Keep an answer to one of the questions that may be skipped; "" means "not said". Raises: Stale."""
    if question not in QUESTIONS or answer not in ANSWERS.get(question, (answer,)):
        raise Stale
    asked = {*person.asked.split(","), question} - {""}
    uow.people.change(person.id, asked=",".join(sorted(asked)), **{question: answer[:LONGEST_NAME]})


def next_question(person: Person) -> str:
    """The next question about the person that was not put yet, "" when all were."""
    asked = person.asked.split(",")
    return next((question for question in QUESTIONS if question not in asked), "")


def welcome(uow: UnitOfWork, person: PersonId, account: AccountId, *, admins: frozenset[int], now: datetime) -> None:
    """Somebody has become known: one of the configured `admins` is an administrator from now on."""
    if account in admins and configured(uow, person):
        grant_admin(uow, person, now=now)


def configured(uow: UnitOfWork, person: PersonId) -> bool:
    """Whether somebody whose account is configured becomes an administrator: not where the role was taken away.

    Unless nobody has it any more: the configuration is the way back in.
    """
    return uow.people.role_state(person, Role.ADMIN) != RoleState.TAKEN or not uow.people.with_role(Role.ADMIN)


def grant_admin(uow: UnitOfWork, person: PersonId, *, now: datetime) -> None:
    """Make somebody an administrator, who is staff too."""
    uow.people.put_role(person, Role.ADMIN, "confirmed", now=now)
    uow.people.put_role(person, Role.STAFF, "confirmed", now=now)
    uow.audit.note(person, "became administrator", "", now=now)
    refresh_commands(uow, person, now=now)


def decide_role(uow: UnitOfWork, person: PersonId, role: Role, *, by: Person, confirm: bool, now: datetime) -> bool:
    """An administrator confirms or refuses a role that a link gave; the person is told. False when it was decided.

    Raises: Forbidden.
    """
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
    if uow.people.role_state(person, role) != "waiting":
        return False
    uow.people.put_role(person, role, "confirmed" if confirm else "refused", now=now)
    uow.audit.note(by.id, f"{'confirmed' if confirm else 'refused'} {role}", f"person {person}", now=now)
    notices.tell(uow, person, RoleDecided(role=role), now=now)
    refresh_commands(uow, person, now=now)
    return True


def refresh_commands(uow: UnitOfWork, person: PersonId, *, now: datetime) -> None:
    """Telegram's command menu of a person follows their roles and language."""
    uow.jobs.add("commands", now=now, key=f"{person} {now.isoformat()}", person=person)
