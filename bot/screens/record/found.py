"""The texts that have the words in them that staff looked for, in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.content.pieces import Piece
from bot.i18n import Say, mark, paragraphs
from bot.screens.record.views import Finding, Work, heading
from bot.services import narrations, search

_FOUND = 8  # texts that are shown for typed words


@dataclass(frozen=True, slots=True)
class FoundView:
    work: Work
    words: str
    found: tuple[Piece, ...]


class Found(Finding[FoundView]):
    name = "record.found"
    args = ("language", "words")
    help: ClassVar[str] = mark("Choose the text that you want to speak, or write other words")

    def load(self, turn: Turn) -> FoundView:
        work, words = Work.of(turn), search.unpacked(turn.word("words"))
        return FoundView(work, words, narrations.having(work.pieces, words)[:_FOUND])

    def render(self, view: FoundView, say: Say) -> Message:
        work = view.work
        none = "" if view.found else say("Nothing found yet. Try another word")
        buttons = [Button(work.label(piece, say), work.goes(piece)) for piece in view.found]
        back = Button(say("◀ Back"), Go("record.language", {"language": work.tongue.key}))
        return Message(paragraphs(heading(work, f"🔎 {view.words}", say), none), column([*buttons, back]))
