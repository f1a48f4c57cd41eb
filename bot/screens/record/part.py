"""The texts of a lesson, of a question of the plan, or of the interface."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Turn
from bot.chat.typed import paged
from bot.domain.refused import Missing
from bot.i18n import Say, lines, mark
from bot.screens.record.views import PAGE, Finding, InsideView, Work, heading, progress_line, turned
from bot.screens.record.words import part_title


class Part(Finding[InsideView]):
    name = "record.part"
    args = ("language", "part", "page")
    help: ClassVar[str] = mark("Choose a text. ✅ recorded, the text has changed since, ▫️ not recorded yet")

    def load(self, turn: Turn) -> InsideView:
        work = Work.of(turn)
        if not work.within(part=turn.word("part")):
            raise Missing
        return InsideView(work, turn.library, turn.word("part"), turn.page)

    def render(self, view: InsideView, say: Say) -> Message:
        work, part = view.work, view.key
        among, args = work.within(part=part), {"language": work.tongue.key}
        shown, page, pages = paged(
            [Button(work.label(piece, say), work.goes(piece)) for piece in among], view.page, PAGE
        )
        section = among[0].section
        back = Go("record.language", args) if section == part else Go("record.section", args | {"section": section})
        return Message(
            lines(heading(work, part_title(view.library, part, say), say), progress_line(work, among, say)),
            [
                *column(shown),
                row(*turned(self.name, {**args, "part": part}, page, pages, say)),
                [Button(say("◀ Back"), back)],
            ],
        )
