"""Behind the button of a post in the chat of the experts: one's own review, or that others read the plan."""

from __future__ import annotations

from bot.chat.address import Go, number
from bot.chat.message import Button, Message
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.people import EXPERTS
from bot.i18n import Html, Say, mark
from bot.services.reviews import expert_chat


class Shared(Screen[None]):
    name = "review.shared"
    args = ("plan",)
    roles = EXPERTS
    help = mark("Each plan has its own readers. Those that wait for you are in your list")

    def load(self, turn: Turn) -> Go | None:
        mine = expert_chat.open_own(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        return Go("review.plan", {"assignment": mine}) if mine is not None else None

    def render(self, view: None, say: Say) -> Message:
        listed = Button(say("⭐ Plans to read"), Go("review.list"))
        return Message(Html(), [[listed]], asks=say("Other experts read this plan. See what waits for you?"))


payload("review", lambda rest: Go("review.shared", {"plan": number(rest)}))
