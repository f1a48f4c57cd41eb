"""How to use the page that one is on; it never loses one's place."""

from __future__ import annotations

from bot.chat import aloud
from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.registry import COMMANDS, Command, command
from bot.chat.screen import SCREENS, Screen, Turn
from bot.content.pieces import Piece
from bot.i18n import Say, lines, mark, paragraphs

_ANYWHERE = mark("Choose a button, or write. Every old button still works, and nothing you sent is lost")


class Page(Screen[str]):
    """The view is the name of the page below."""

    name = "help.page"
    strangers = True

    def load(self, turn: Turn) -> str:
        return turn.below

    def spoken(self, turn: Turn, view: str) -> Piece | None:
        return aloud.of_help(view, turn.catalogues)

    def render(self, view: str, say: Say) -> Message:
        below = SCREENS.get(view)
        text = paragraphs(
            lines(say("💡 How to use this page:"), say((below and below.help) or _ANYWHERE)),
            lines(*(f"/{name} – {say(COMMANDS[name].about)}" for name in ("menu", "language", "cancel"))),
        )
        return Message(text, rows=[[Button(say("◀ Back"), Back())]])


command(Command("help", Go("help.page", push=True), mark("How to use this page"), order=80))
