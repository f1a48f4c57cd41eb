"""The phone number at which somebody may be called: they give it, see it, take it away; only who calls is shown it."""

from __future__ import annotations

import re

from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.store.database import UnitOfWork

WELCOME, CALL = "phone", "call"  # when it was asked for: each once, and "later" is an answer
_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")  # E.164


def keep(uow: UnitOfWork, number: str, *, by: Person) -> None:
    """Keep one's own number, in international form. Raises: Refused."""
    if not _NUMBER.fullmatch(number):
        raise Refused("This is no phone number yet. Write it like 020 5512 3456")
    uow.people.change(by.id, phone=number, asked=_asked(by))


def later(uow: UnitOfWork, *, by: Person) -> None:
    """Somebody does not give a number now: neither the welcome nor "call me" asks once more."""
    uow.people.change(by.id, asked=_asked(by))


def take_away(uow: UnitOfWork, *, by: Person) -> None:
    """Forget one's own number."""
    uow.people.change(by.id, phone="", asked=_asked(by))


def wanted(when: str, *, by: Person) -> bool:
    """Whether to ask for a number: there is none, and it was not asked for `when` (WELCOME or CALL) before."""
    return not by.phone and when not in by.asked.split(",")


def _asked(by: Person) -> str:
    return ",".join(sorted({*by.asked.split(","), WELCOME, CALL} - {""}))
