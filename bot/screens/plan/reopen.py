"""Staff let the experts decide again, for a reason that the group reads."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Plan
from bot.i18n import Say, bold, mark, paragraphs
from bot.services.reviews import decisions


class Reopen(Screen[Plan]):
    name = "plan.reopen"
    args = ("plan",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the reason in a few words. As soon as it is sent, the experts decide again")

    def load(self, turn: Turn) -> Plan:
        return decisions.open_to_reopen(turn.uow, PlanId(turn.number("plan")), by=turn.person)

    def render(self, view: Plan, say: Say) -> Message:
        means = say("The experts decide again, and reminders of the work stop. The group reads the reason")
        back = Button(say("◀ Not now"), Go("plan.overview", {"plan": view.id}))
        return Message(paragraphs(bold(view.title), means, say("Why do the experts decide again?")), [[back]])

    def on_answer(self, turn: Turn, view: Plan, answer: Answer) -> Go:
        decisions.reopen(turn.uow, view.id, only_text(answer), by=turn.person, now=turn.now)
        return Go("plan.overview", {"plan": view.id}, note=turn.say("⭐ The experts and the group have been told"))
