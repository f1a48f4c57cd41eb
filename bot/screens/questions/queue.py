"""What waits for an answer: first what this expert has in hand, then what nobody has."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.people import ADVISERS
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.questions.views import PAGE, QueueView, load_item, open_button

command(Command("questions", Go("questions.queue"), mark("Questions to the experts"), roles=ADVISERS, order=71))


class Queue(Screen[QueueView]):
    name = "questions.queue"
    args = ("page",)
    roles = ADVISERS
    help: ClassVar[str] = mark("Open a question and take it: then it is yours to answer. ✋ are those you have in hand")

    def load(self, turn: Turn) -> QueueView:
        repository, page = turn.uow.questions, turn.args.get("page", 0)
        mine = tuple(load_item(turn, question) for question in repository.of_taker(turn.me))
        waiting = tuple(load_item(turn, question) for question in repository.waiting() if question.asker != turn.me)
        return QueueView(mine, waiting, page if isinstance(page, int) else 0)

    def render(self, view: QueueView, say: Say) -> Message:
        buttons = [open_button(item, "✋", say) for item in view.mine] + [
            open_button(item, "⏳", say) for item in view.waiting
        ]
        shown, page, pages = paged(buttons, view.page, PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = paragraphs(
            bold(say("❓ Questions to the experts")),
            lines(
                say("✋ You have in hand: {n}", n=len(view.mine)) if view.mine else "",
                say("⏳ They wait for an expert: {n}", n=len(view.waiting)) if buttons else say("No question waits"),
            ),
        )
        done = Button(say("💬 Answered questions"), Go("questions.answered", push=True))
        return Message(text, column([*shown, before, more, done, Button(say("◀ Back"), Back())]))
