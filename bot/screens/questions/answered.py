"""The questions that are answered, to be published."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.people import ADVISERS
from bot.i18n import Say, bold, lines, mark
from bot.screens.questions.views import PAGE, QueueView, load_items, open_button


class Answered(Screen[QueueView]):
    name = "questions.answered"
    args = ("page",)
    roles = ADVISERS
    help: ClassVar[str] = mark("Open a question to publish it without names, so that everybody can find it")

    def load(self, turn: Turn) -> QueueView:
        count = turn.uow.questions.answered_count()
        page, pages = cut_out(count, turn.page, PAGE)
        found = turn.uow.questions.answered(offset=page * PAGE, limit=PAGE)
        return QueueView(load_items(turn, found), 0, count, page, pages)

    def render(self, view: QueueView, say: Say) -> Message:
        shown, page, pages = [open_button(item, "💬", say) for item in view.items], view.page, view.pages
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = lines(bold(say("💬 Answered questions")), say("Answered so far: {n}", n=view.others))
        return Message(text, column([*shown, before, more, Button(say("◀ Back"), Back())]))
