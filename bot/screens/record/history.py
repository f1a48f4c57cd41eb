"""Every recording of a text that was ever kept; an earlier one can be put back."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Turn
from bot.i18n import Html, Say, lines, mark, paragraphs, safe
from bot.screens.record.views import PiecePage, PieceView, recording_line, restored
from bot.store.narrations import Narration

_EARLIER = 8  # recordings of a text that its history lists


class History(PiecePage):
    name = "record.history"
    help: ClassVar[str] = mark("Press a recording to hear it. One that is not heard now can be put back")

    def render(self, view: PieceView, say: Say) -> Message:
        shown = view.history[:_EARLIER]
        listed = (
            Html(f"{say.number(number)}. {safe(_sign(one))}{recording_line(one, say)}")
            for number, one in enumerate(shown, 1)
        )
        rows = [
            row(
                Button(say("▶️ Hear {n}", n=number), Tap("play", (one.id,))),
                Button(say("↩️ Use {n}", n=number), Tap("restore", (one.id,))) if one.state != "kept" else None,
            )
            for number, one in enumerate(shown, 1)
        ]
        back = Button(say("◀ Back"), Go("record.piece", view.args))
        return Message(paragraphs(self.head(view, say), lines(*listed)), [*rows, [back]])

    def tap_restore(self, turn: Turn, view: PieceView) -> Go:
        return restored(turn, view)


def _sign(one: Narration) -> str:
    return {"kept": "✅ ", "removed": "🗑 "}.get(one.state, "")
