"""How far the recordings of a language are: how many texts of each part can be heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.content.library import Library
from bot.content.pieces import Piece
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.record.views import Finding, Work, progress_line
from bot.screens.record.words import section_title
from bot.services import narrations
from bot.services.narrations import State


@dataclass(frozen=True, slots=True)
class LanguageView:
    work: Work
    library: Library
    following: Piece | None  # the next text that is missing
    empty: bool  # added by staff, and nothing was ever recorded


class OneLanguage(Finding[LanguageView]):
    name = "record.language"
    args = ("language",)
    help: ClassVar[str] = mark(
        "Press the first button: it opens the next text that is missing. You can also choose a part, or write a word"
    )

    def load(self, turn: Turn) -> LanguageView:
        work = Work.of(turn)
        empty = bool(work.tongue.own) and not turn.uow.narrations.used(work.tongue.key)
        return LanguageView(work, turn.library, narrations.following(work.pieces, work.states), empty)

    def render(self, view: LanguageView, say: Say) -> Message:
        work = view.work
        changed = work.count(work.pieces, State.CHANGED)
        text = paragraphs(
            bold(f"🎙 {work.tongue.name(say.language)}"),
            lines(
                progress_line(work, work.pieces, say),
                say("The text has changed since: {n}", n=changed) if changed else "",
            ),
            say("Choose a part, or write a word of the text that you look for"),
        )
        return Message(text, column([*self._buttons(view, say), Button(say("◀ Back"), Go("record.languages"))]))

    def _buttons(self, view: LanguageView, say: Say) -> list[Button | None]:
        work = view.work
        sections = tuple(dict.fromkeys(piece.section for piece in work.pieces))
        return [
            Button(say("🎤 Next missing text"), work.goes(view.following)) if view.following else None,
            *(self._section(view, section, say) for section in sections),
            Button(say("🗑 Take this language away"), Tap("drop")) if view.empty else None,
        ]

    def _section(self, view: LanguageView, section: str, say: Say) -> Button:
        among = view.work.within(section=section)
        title = f"{view.work.sign(among)} {section_title(view.library, section, say)} {view.work.far(among)}".strip()
        args = {"language": view.work.tongue.key}
        parts = {piece.part for piece in among}
        inside = Go("record.section", args | {"section": section})
        return Button(title, inside if len(parts) > 1 else Go("record.part", args | {"part": parts.pop()}))

    def tap_drop(self, turn: Turn, view: LanguageView) -> Go:
        narrations.drop_language(turn.uow, turn.library, view.work.tongue.key, by=turn.person, now=turn.now)
        return Go("record.languages", note=turn.say("The language is taken away"))
