"""How to use the page that one is on; it never loses one's place."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import aloud
from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import SCREENS, Screen, Turn
from bot.content.pieces import Piece
from bot.i18n import Say, lines, mark
from bot.screens.widgets.ask_button import ask_button

_ANYWHERE = mark("Choose a button, or write. Every old button still works, and nothing you sent is lost")


@dataclass(frozen=True, slots=True)
class HelpView:
    """The page below, and whether somebody is known, who may ask."""

    below: str
    known: bool


class Page(Screen[HelpView]):
    name = "help.page"
    strangers = True

    def load(self, turn: Turn) -> HelpView:
        return HelpView(turn.below, bool(turn.person_or_none and turn.person_or_none.known and not turn.frozen))

    def spoken(self, turn: Turn, view: HelpView) -> Piece | None:
        return aloud.of_help(view.below, turn.catalogues)

    def render(self, view: HelpView, say: Say) -> Message:
        below = SCREENS.get(view.below)
        text = lines(say("💡 How to use this page:"), say((below and below.help) or _ANYWHERE))
        ask = ask_button(say) if view.known else None
        back = Button(say("◀ Back"), Back())
        return Message(text, column([back, ask]), asks=say("Nothing is lost. Back to the page?"))


command(Command("help", Go("help.page", push=True), mark("How to use this page"), order=80))
