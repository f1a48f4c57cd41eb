"""Naming one of the people whom a typed name fits to read confidential words."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer
from bot.domain.people import ADMINS, Person, Role
from bot.domain.refused import Refused
from bot.i18n import Say, mark
from bot.services import search
from bot.services.complaints import readers

_SHOWN = 8  # people on buttons; whoever has more namesakes writes more of the name


class Name(Screen[tuple[Person, ...]]):
    """The view is who has such a name."""

    name = "complain.name"
    args = ("words",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    asks = True
    help: ClassVar[str] = mark("Tap who shall read confidential words, or write another name")

    def load(self, turn: Turn) -> tuple[Person, ...]:
        words = search.unpacked(turn.word("words")) if turn.word("words") else ""
        return tuple(readers.found(turn.uow, words, by=turn.person)[:_SHOWN])

    def render(self, view: tuple[Person, ...], say: Say) -> Message:
        people = (Button(f"👤 {one.name}", Tap("name", (one.id,))) for one in view)
        ask = say("Who shall read confidential words?") if view else say("Nobody is called so here")
        return Message(ask, column([*people, Button(say("◀ Back"), Go("complain.readers"))]))

    def on_answer(self, turn: Turn, view: tuple[Person, ...], answer: Answer) -> Go:
        if not (packed := search.packed(only_text(answer))):
            raise Refused("Please write the name")
        return Go(self.name, {"words": packed})

    def tap_name(self, turn: Turn, view: tuple[Person, ...]) -> Go:
        name = readers.name_reader(turn.uow, PersonId(turn.choice()), by=turn.person, now=turn.now)
        return Go("complain.readers", note=turn.say("{name} reads confidential words now", name=name))
