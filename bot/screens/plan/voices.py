"""Who agrees to the plan, who has not answered, and what those say who do not yet."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.views import ReviewView, agreed, ask_group, load_review
from bot.screens.plan.words import title_of


class Voices(Screen[ReviewView]):
    name = "plan.voices"
    args = ("plan",)
    help: ClassVar[str] = mark("Talk with those who do not agree yet, then ask the members again")

    def load(self, turn: Turn) -> ReviewView:
        return load_review(turn)

    def render(self, view: ReviewView, say: Say) -> Message:
        here = {"plan": view.whole.plan.id}
        told = lines(bold(title_of(view.whole, say)), agreed(view.tally, say))
        back = Button(say("◀ Back"), Go("plan.review", here))
        if not view.whole.open:
            return Message(told, [[back]], asks=Html())
        by_name = Button(say("👥 Those without a phone ({n})", n=view.phoneless), Go("plan.told", here))
        ask = Button(say("👥 Ask the members"), Tap("ask"))
        rows = column([ask, by_name if view.phoneless and view.leads else None, back])
        return Message(told, rows, asks=say("Ask those who have not answered?"))

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return ask_group(turn, view, self.name)
