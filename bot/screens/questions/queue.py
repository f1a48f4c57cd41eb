"""What waits for an answer: first what this expert has in hand, then what nobody has."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.people import ADVISERS
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.questions.views import PAGE, QueueView, load_items, open_button

command(Command("questions", Go("questions.queue"), mark("Questions to the experts"), roles=ADVISERS, order=71))


class Queue(Screen[QueueView]):
    name = "questions.queue"
    args = ("page",)
    roles = ADVISERS
    help: ClassVar[str] = mark("Open a question and take it: then it is yours to answer. ✋ are those you have in hand")

    def load(self, turn: Turn) -> QueueView:
        repository = turn.uow.questions
        mine, waiting = repository.of_taker(turn.me), repository.waiting_count(but=turn.me)
        page, pages = cut_out(len(mine) + waiting, turn.page, PAGE)
        first = page * PAGE
        shown = mine[first : first + PAGE]
        if len(shown) < PAGE:
            behind = max(first - len(mine), 0)
            shown += repository.waiting(but=turn.me, offset=behind, limit=PAGE - len(shown))
        return QueueView(load_items(turn, shown), len(mine), waiting, page, pages)

    def render(self, view: QueueView, say: Say) -> Message:
        page, pages, own = view.page, view.pages, max(view.mine - view.page * PAGE, 0)
        signs = ["✋"] * own + ["⏳"] * PAGE
        shown = [open_button(item, sign, say) for item, sign in zip(view.items, signs, strict=False)]
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = paragraphs(
            bold(say("❓ Questions to the experts")),
            lines(
                say("✋ You have in hand: {n}", n=view.mine) if view.mine else "",
                say("⏳ They wait for an expert: {n}", n=view.others) if view.items else say("No question waits"),
            ),
        )
        done = Button(say("💬 Answered questions"), Go("questions.answered", push=True))
        return Message(text, column([*shown, before, more, done, Button(say("◀ Back"), Back())]))
