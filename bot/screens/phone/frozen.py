"""What a phone shows while it speaks for nobody: it was locked out, or two phones say that they are one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, lines, mark

_LOCKED = mark("This phone is locked here")
_ASK = mark("Ask the administrator for a link")


@dataclass(frozen=True, slots=True)
class FrozenView:
    name: str  # "" on a phone that was locked out
    shared: bool


class Frozen(Screen[FrozenView]):
    name = "phone.frozen"
    strangers = True
    frozen = True
    help: ClassVar[str] = mark("This phone has to wait until somebody has looked. Nothing that you wrote is lost")

    def load(self, turn: Turn) -> FrozenView | Go:
        if not turn.frozen:
            return Go("home.menu")
        if turn.person_or_none is None:
            return FrozenView("", False)
        return FrozenView(turn.person.name, turn.uow.people.shared(turn.account))

    def render(self, view: FrozenView, say: Say) -> Message:
        if not view.name:
            english = "" if say.language == "en" else lines(_LOCKED, _ASK)
            return Message(lines(english, say(_LOCKED)), asks=say(_ASK))
        text = lines(
            say("Two phones say that they are {name}. Somebody calls you and asks", name=view.name),
            say("Until then nothing can be done here. Nothing is lost"),
        )
        other = Button(say("👥 I am somebody else"), Go("speakers.ask", push=True)) if view.shared else None
        return Message(text, column([other]), asks=Html())
