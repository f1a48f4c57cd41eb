"""The questions that are answered, to be published."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.people import ADVISERS
from bot.i18n import Say, bold, lines, mark
from bot.screens.questions.views import PAGE, QueueView, load_item, open_button


class Answered(Screen[QueueView]):
    name = "questions.answered"
    args = ("page",)
    roles = ADVISERS
    help: ClassVar[str] = mark("Open a question to publish it without names, so that everybody can find it")

    def load(self, turn: Turn) -> QueueView:
        page = turn.args.get("page", 0)
        found = tuple(load_item(turn, question) for question in turn.uow.questions.answered())
        return QueueView((), found, page if isinstance(page, int) else 0)

    def render(self, view: QueueView, say: Say) -> Message:
        shown, page, pages = paged([open_button(item, "💬", say) for item in view.waiting], view.page, PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = lines(bold(say("💬 Answered questions")), say("Answered so far: {n}", n=len(view.waiting)))
        return Message(text, column([*shown, before, more, Button(say("◀ Back"), Back())]))
