"""The parts of a section: the lessons of a module, or the questions of the plan."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.domain.refused import Missing
from bot.i18n import Say, lines, mark
from bot.screens.record.views import Finding, InsideView, Work, heading, progress_line
from bot.screens.record.words import part_title, section_title


class Section(Finding[InsideView]):
    name = "record.section"
    args = ("language", "section")
    help: ClassVar[str] = mark("Choose a lesson or a question. ✅ all of it is recorded")

    def load(self, turn: Turn) -> InsideView:
        view = InsideView(Work.of(turn), turn.library, turn.word("section"))
        if not view.work.within(section=view.key):
            raise Missing
        return view

    def render(self, view: InsideView, say: Say) -> Message:
        among = view.work.within(section=view.key)
        parts = tuple(dict.fromkeys(piece.part for piece in among))
        back = Button(say("◀ Back"), Go("record.language", {"language": view.work.tongue.key}))
        return Message(
            lines(
                heading(view.work, section_title(view.library, view.key, say), say),
                progress_line(view.work, among, say),
            ),
            column([*(self._part(view, part, say) for part in parts), back]),
        )

    def _part(self, view: InsideView, part: str, say: Say) -> Button:
        among = view.work.within(part=part)
        label = f"{view.work.sign(among)} {part_title(view.library, part, say)} {view.work.far(among)}".strip()
        return Button(label, Go("record.part", {"language": view.work.tongue.key, "part": part}))
