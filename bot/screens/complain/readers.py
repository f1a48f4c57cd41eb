"""Who reads confidential words, in which order and in how many days: for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer
from bot.domain.people import ADMINS, Person, Role
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services import search
from bot.services.complaints import readers

_DAYS = (1, 3, 7, 14)


@dataclass(frozen=True, slots=True)
class ReadersView:
    people: tuple[Person, ...]
    days: int


class Readers(Screen[ReadersView]):
    name = "complain.readers"
    roles: ClassVar[frozenset[Role]] = ADMINS
    asks = True
    help: ClassVar[str] = mark(
        "Write a name to add somebody. The first one reads; who does not answer in time is passed"
    )

    def load(self, turn: Turn) -> ReadersView:
        return ReadersView(tuple(readers.named(turn.uow, by=turn.person)), readers.days(turn.uow))

    def render(self, view: ReadersView, say: Say) -> Message:
        names = lines(*(f"{index}. {one.name}" for index, one in enumerate(view.people, 1)))
        time = say.plural(
            "Whoever does not answer within {n} day is passed, and the next is told",
            "Whoever does not answer within {n} days is passed, and the next is told",
            view.days,
        )
        text = paragraphs(
            bold(say("👤 Who reads confidential words")),
            names or say("Nobody is named yet: administrators read them"),
            lines(time, say("Write a name to add somebody")),
        )
        off = (Button(say("🗑 {name}", name=one.name), Tap("off", (one.id,))) for one in view.people)
        days = [Button(say.plural("{n} day", "{n} days", n), Tap("days", (n,))) for n in _DAYS if n != view.days]
        return Message(text, [*column(off), days, [Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: ReadersView, answer: Answer) -> Go:
        if not (packed := search.packed(only_text(answer))):
            raise Refused("Please write the name")
        return Go("complain.name", {"words": packed})

    def tap_off(self, turn: Turn, view: ReadersView) -> Go:
        readers.drop_reader(turn.uow, PersonId(turn.choice()), by=turn.person, now=turn.now)
        return Go(self.name, note=turn.say("It is changed"))

    def tap_days(self, turn: Turn, view: ReadersView) -> Go:
        readers.set_days(turn.uow, turn.choice(), by=turn.person, now=turn.now)
        return Go(self.name, note=turn.say("It is changed"))
