"""One answer whose words are written down or translated."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.wording.views import (
    SHOWN,
    PieceView,
    asked_line,
    beside_line,
    load_piece,
    piece_gone,
    piece_name,
    play_piece,
    ways_on,
)


class PiecePage(Screen[PieceView]):
    name = "wording.piece"
    args = ("plan", "step", "piece")
    help: ClassVar[str] = mark(
        "Listen or read. Then choose: write down what was said, or translate. Your name is shown"
    )

    def load(self, turn: Turn) -> PieceView:
        return load_piece(turn)

    def render(self, view: PieceView, say: Say) -> Message:
        write = [
            Button(asked_line(kind, say), Go("wording.write", {**view.here, "kind": kind}))
            for kind in view.piece.targets
        ]
        play = Button(say("🔊 Play or show it"), Tap("play")) if view.piece.spoken else None
        helped_ = beside_line(view.wordings, view.piece, say, SHOWN)
        text = paragraphs(
            bold(view.step.title(say.language)),
            piece_name(view.piece, say, SHOWN),
            lines(helped_, "" if view.current else piece_gone(say)),
        )
        all_, back = ways_on(view.plan, say)
        asks = say("What would you like to do?") if helped_ else say("Nobody has helped here yet. Do you help?")
        return Message(text, [*column([play, *write]), back], asks=asks, more=all_)

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        return play_piece(turn, view, "wording.piece", view.here)
