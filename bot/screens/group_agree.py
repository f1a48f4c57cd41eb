"""The group's agreement in its Telegram group chat: a member agrees with a tap; whatever is private stays out of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Link, Message
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.plans import Plan
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, paragraphs
from bot.services import agreements, sheets
from bot.services.agreements import Tally


@dataclass(frozen=True, slots=True)
class AgreeView:
    """A plan by its name, and how many agree; no answer and no reason."""

    title: str
    plan: Plan
    tally: Tally
    link: str  # the plan in the private chat


class Agree(Screen[AgreeView]):
    name = "group.agree"
    args = ("plan",)
    groups = True
    personal = True

    def load(self, turn: Turn) -> AgreeView:
        plan, group = turn.uow.plans.get(PlanId(turn.number("plan"))), turn.uow.groups.of_chat(turn.chat)
        if plan is None or group is None or plan.group != group.id:
            raise Refused("This page is not there any more")
        sheet, link = sheets.whole(turn.uow, turn.library, plan), _link(turn.programme.username, plan)
        return AgreeView(sheet.title, plan, agreements.tally(turn.uow, plan), link)

    def render(self, view: AgreeView, say: Say) -> Message:
        return _message(view, say)

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        if turn.choice() != view.plan.revision:  # a message of its own carries what it showed; the page comes anew
            return Go(
                self.name, dict(turn.args), note=turn.say("The plan was changed. Do you agree to send it as it is now?")
            )
        agreements.give(turn.uow, view.plan, by=turn.person, agrees=True, revision=view.plan.revision, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("👍 {name} agrees", name=turn.person.name))


def _message(view: AgreeView, say: Say) -> Message:
    count = say.plural("👥 {x} of {n} person agrees", "👥 {x} of {n} people agree", view.tally.of, x=view.tally.agree)
    if not view.plan.state.open:
        return Message(paragraphs(bold(view.title), lines(count, say("The plan is sent already"))))
    asked = say("The group has written its plan. Do you agree to send it?")
    rows = [
        [Button(say("👍 I agree"), Tap("agree", (view.plan.revision,)))],
        [Button(say("📖 Read, or not yet"), Link(view.link))],
    ]
    return Message(paragraphs(asked, lines(bold(view.title), count)), rows)


def _link(username: str, plan: Plan) -> str:
    return f"https://t.me/{username}?start=agree-{plan.id}"


@notice("agree_asked_chat", screen="group.agree")
def agree_asked_chat(occasion: Occasion) -> Message | None:
    """The question in the group's chat; no longer needed once the plan is sent."""
    plan = occasion.uow.plans.get(PlanId(occasion.args["plan"]))
    if plan is None or not plan.state.open:
        return None
    sheet, link = sheets.whole(occasion.uow, occasion.programme.library, plan), _link(occasion.programme.username, plan)
    tally = agreements.tally(occasion.uow, plan)
    return _message(AgreeView(sheet.title, plan, tally, link), occasion.say)
