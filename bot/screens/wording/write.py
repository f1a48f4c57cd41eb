"""Writing down what a voice said, or translating an answer."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.wordings import SAID
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.widgets.answers import helped
from bot.screens.widgets.unprinted import noted
from bot.screens.wording.views import SHOWN, PieceView, asked_line, load_piece, piece_gone, piece_name, play_piece
from bot.services.plans import wordings


class Write(Screen[PieceView]):
    name = "wording.write"
    args = ("plan", "step", "piece", "kind")
    asks = True
    appends = True
    help: ClassVar[str] = mark("Write it in your own words. Your name stands beside it, and others can mend it")

    def load(self, turn: Turn) -> PieceView:
        return load_piece(turn, turn.word("kind"))

    def render(self, view: PieceView, say: Say) -> Message:
        piece = view.piece
        last = view.history[-1] if view.history and view.history[-1].text else None
        text = paragraphs(
            bold(asked_line(view.kind, say)),
            piece_name(piece, say, SHOWN),
            helped([last], say, SHOWN, all_languages=True) if last else "",
            "" if view.current else piece_gone(say),
        )
        rows = column(
            [
                Button(say("🔊 Play or show it"), Tap("play")) if piece.spoken else None,
                Button(say("🗑 Undo"), Tap("undo")) if view.history else None,
                Button(say("◀ Back"), Go("wording.piece", view.here)),
            ]
        )
        again = say("If it is not right, write it anew. The earlier words are kept")
        return Message(text, rows, asks=again if last else _how(view, say))

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        return play_piece(turn, view, "wording.write", {**view.here, "kind": view.kind})

    def tap_undo(self, turn: Turn, view: PieceView) -> None:
        wordings.undo(turn.uow, view.plan, view.piece, view.kind, by=turn.person, now=turn.now)

    def on_answer(self, turn: Turn, view: PieceView, answer: Answer) -> Go:
        put = wordings.append if turn.continues else wordings.write
        words = only_text(answer)
        put(turn.uow, view.plan, view.piece, view.kind, words, by=turn.person, now=turn.now)
        note = noted(turn.say("✅ Saved. Your name stands beside it"), words, turn.say)
        return Go("wording.piece", view.here, note=note)


def _how(view: PieceView, say: Say) -> Html:
    if view.kind == SAID:
        return say("Listen, then write what was said. You can send it in several messages")
    return say("Write it in {language}. You can send it in several messages", language=say.tongue(view.kind))
