"""A member says whether the plan may be sent: asked by a notice, answered with a tap, and with a reason if not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.plan_review import summary
from bot.services import agreements, sheets
from bot.services.agreements import Voice
from bot.services.sheets import Sheet


@dataclass(frozen=True, slots=True)
class AgreeView:
    """The plan as a member is asked about it."""

    sheet: Sheet
    voice: Voice | None
    revision: int


class Agree(Screen[AgreeView]):
    name = "plan.agree"
    args = ("plan",)
    asks = True
    help: ClassVar[str] = mark("Read the plan, then say whether you agree to send it. You can still change your mind")

    def load(self, turn: Turn) -> AgreeView | Go:
        sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        if not sheet.plan.state.open:
            return Go("plan.overview", {"plan": sheet.plan.id}, note=turn.say("The plan is sent already"))
        return AgreeView(sheet, agreements.voice(turn.uow, sheet.plan, turn.person), sheet.plan.revision)

    def render(self, view: AgreeView, say: Say) -> Message:
        said = view.voice
        if said and not said.agrees and not said.reason:
            return Message(say("Please tell the reason, so that the group can talk about it"), [[_agree(say)]])
        stands = ""
        if said and said.agrees:
            stands = say("👍 You agree") if said.revision == view.revision else say("It was changed after you agreed")
        return Message(
            paragraphs(bold(view.sheet.title), summary(view.sheet, say), stands, say("Do you agree to send it?")),
            [[_agree(say)], [Button(say("✋ Not yet"), Tap("object"))]],
        )

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        agreements.give(turn.uow, view.sheet.plan, by=turn.person, agrees=True, revision=view.revision, now=turn.now)
        return Go("plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("👍 You agree. Thank you"))

    def tap_object(self, turn: Turn, view: AgreeView) -> None:
        agreements.give(turn.uow, view.sheet.plan, by=turn.person, agrees=False, revision=view.revision, now=turn.now)

    def on_answer(self, turn: Turn, view: AgreeView, answer: Answer) -> Go:
        text = only_text(answer)
        if view.voice is None or view.voice.agrees:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        agreements.explain(turn.uow, view.sheet.plan, text, by=turn.person, now=turn.now)
        return Go(
            "plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("Thank you. The group leader has been told")
        )


def _agree(say: Say) -> Button:
    return Button(say("👍 I agree"), Tap("agree"))


@notice("agree_asked", screen="plan.agree")
def agree_asked(occasion: Occasion) -> Message | None:
    """A member is asked; no longer needed once the plan is sent."""
    plan = occasion.uow.plans.get(occasion.args["plan"])
    if plan is None or not plan.state.open:
        return None
    sheet = sheets.whole(occasion.uow, occasion.programme.library, plan)
    say = occasion.say
    text = paragraphs(
        say("The group has written its plan. Do you agree to send it?"), bold(sheet.title), summary(sheet, say)
    )
    return Message(text, [[Button(say("📖 Read and answer"), Go("plan.agree", {"plan": plan.id}, push=True))]])


@notice("agree_objected", screen="plan.review")
def agree_objected(occasion: Occasion) -> Message | None:
    """The leader learns who does not agree yet, and why."""
    say, args = occasion.say, occasion.args
    text = lines(say("✋ {name} does not agree yet:", name=args["name"]), f"“{args['reason']}”")
    return Message(text, [[Button(say("📖 Open the plan"), Go("plan.review", {"plan": args["plan"]}, push=True))]])
