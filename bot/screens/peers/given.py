"""What the group gave, and who pressed for it: every member sees it, and it can be changed until the phase ends."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.domain.ids import RoundId
from bot.i18n import Say, lines, mark
from bot.screens.peers import views
from bot.screens.peers.views import STARS
from bot.services.contests.peers import Heard

_NAMED = 3  # who gave, in the text; the others stand on the buttons


class Given(Screen[Heard]):
    name = "peers.given"
    args = ("round",)
    help: ClassVar[str] = mark("Press a plan to hear it again and change its stars. The group has one voice")

    def load(self, turn: Turn) -> Heard:
        return views.load(turn, RoundId(turn.number("round")))

    def render(self, view: Heard, say: Say) -> Message:
        buttons = [
            Button(f"{index}. {STARS[one.stars]}", Go("peers.stars", {"hearing": one.id}))
            for index, one in enumerate(view.hearings, 1)
            if one.stars in STARS
        ]
        names = list(dict.fromkeys(one.name for one in view.hearings if one.stars and one.name))
        pressed = say("Pressed by: {names}", names=say.names(names[:_NAMED])) if names else ""
        back = [Button(say("◀ Back"), Go("peers.list", {"round": view.contest.round}))]
        ask = say("Change the stars of a plan?") if view.open else say("This phase is over, or has not begun")
        return Message(lines(pressed), [*grid(buttons, 2), back], asks=ask)
