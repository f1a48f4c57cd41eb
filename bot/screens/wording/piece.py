"""One answer whose words are written down or translated."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, mark, paragraphs
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
        return Message(
            paragraphs(
                bold(view.step.title(say.language)),
                "" if view.current else piece_gone(say),
                piece_name(view.piece, say, SHOWN),
                beside_line(view.wordings, view.piece, say, SHOWN) or say("Nobody has helped here yet"),
            ),
            [
                row(Button(say("▶️ Play or show it"), Tap("play")) if view.piece.spoken else None),
                *column(write),
                *ways_on(view.plan, say),
            ],
        )

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        return play_piece(turn, view, "wording.piece", view.here)
