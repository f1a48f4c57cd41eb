"""Members agree to the plan in the group's chat."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.refused import Missing
from bot.i18n import Say
from bot.screens.group_chat.views import AgreeView, agree_message, agree_view
from bot.services.plans import agreements, plan_view


class Agree(Screen[AgreeView]):
    name = "group_chat.agree"
    args = ("plan",)
    groups = True
    personal = True

    def load(self, turn: Turn) -> AgreeView:
        plan, group = turn.uow.plans.get(PlanId(turn.number("plan"))), turn.uow.groups.of_chat(turn.chat)
        if plan is None or group is None or plan.group != group.id:
            raise Missing
        whole = plan_view.whole(turn.uow, turn.library, plan)
        return agree_view(turn.uow, whole, turn.programme.username)

    def render(self, view: AgreeView, say: Say) -> Message:
        return agree_message(view, say)

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        if turn.choice() != view.plan.revision:  # a message of its own carries what it showed; the page comes anew
            changed = turn.say("The plan was changed. Do you agree to send it as it is now?")
            return Go(self.name, dict(turn.args), note=changed)
        agreements.give(turn.uow, view.plan, by=turn.person, agrees=True, revision=view.plan.revision, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("👍 {name} agrees", name=turn.person.name))
