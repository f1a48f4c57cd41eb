"""The question whether to send, under the name that it had on a page of its own: buttons of those days lead here."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.i18n import mark
from bot.screens.plan.review import Review
from bot.screens.plan.views import ReviewView
from bot.screens.plan.words import shut


class Send(Review):
    name = "plan.send"
    help: ClassVar[str] = mark("After this the experts read the plan. This version cannot be changed any more")

    def load(self, turn: Turn) -> ReviewView | Go:
        view = super().load(turn)
        if isinstance(view, ReviewView) and not view.whole.open:
            return Go("plan.overview", {"plan": view.whole.plan.id}, note=turn.say(shut(view.whole)))
        return view
