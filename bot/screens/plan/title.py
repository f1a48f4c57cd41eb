"""The name of the plan."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.i18n import Say, bold, mark
from bot.screens.widgets.unprinted import noted
from bot.services.plans import drafts, plan_view
from bot.services.plans.plan_view import PlanView


class Title(Screen[PlanView]):
    name = "plan.title"
    args = ("plan",)
    asks = True
    help: ClassVar[str] = mark("Write a short name for the plan. Experts and other groups see it")

    def load(self, turn: Turn) -> PlanView:
        return plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)

    def render(self, view: PlanView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("plan.overview", {"plan": view.plan.id}))
        return Message(bold(view.title), [[back]], asks=say("What is the name of the plan? Write it in a few words"))

    def on_answer(self, turn: Turn, view: PlanView, answer: Answer) -> Go:
        title = only_text(answer)
        drafts.name(turn.uow, PlanId(view.plan.id), title, by=turn.person, now=turn.now)
        return Go("plan.overview", {"plan": view.plan.id}, note=noted(turn.say("✅ Saved"), title, turn.say))
