"""Locking somebody's phone out at once."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Person, Role
from bot.i18n import Say, lines, mark
from bot.services import roles


class Lock(Screen[Person]):
    name = "people.lock"
    args = ("member",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("If a phone is stolen, lock it. Then make a link to a new phone")

    def load(self, turn: Turn) -> Person:
        return roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person)

    def render(self, view: Person, say: Say) -> Message:
        text = lines(
            say("Lock the phone of {name}?", name=view.name),
            say("It opens nothing any more, and all links that {name} made stop", name=view.name),
            say("Nothing that {name} wrote is lost. A link brings {name} to another phone", name=view.name),
        )
        return Message(text, column([Button(say("🔒 Lock it now"), Tap("lock")), Button(say("◀ Not now"), Back())]))

    def tap_lock(self, turn: Turn, view: Person) -> Back:
        roles.lock_out(turn.uow, view.id, by=turn.person, now=turn.now)
        return Back(note=turn.say("🔒 The phone of {name} is locked", name=view.name))
