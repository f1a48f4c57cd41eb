"""What stands behind the last key of the large keyboard."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, mark
from bot.screens.home.views import ANYWHERE, Reader, behind, reader


class More(Screen[Reader]):
    """Everything that has no key of its own."""

    name = "home.more"
    help: ClassVar[str] = mark("Everything that has no large button below. Choose where to go")

    def load(self, turn: Turn) -> Reader:
        return reader(turn)

    def render(self, view: Reader, say: Say) -> Message:
        rows = [[Button(say(key), ANYWHERE[key]) for key in row] for row in behind(view)]
        return Message(Html(), rows, asks=say("What would you like to do?"))
