"""The last question before a version is frozen; while too few agree, who is still to be asked."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.plan.views import ReviewView, agreed, ask_group, asking_button, load_review
from bot.screens.plan.words import shut
from bot.services.plans import submissions


class Send(Screen[ReviewView]):
    name = "plan.send"
    args = ("plan",)
    help: ClassVar[str] = mark("After this the experts read the plan. This version cannot be changed any more")

    def load(self, turn: Turn) -> ReviewView | Go:
        view = load_review(turn)
        if not view.whole.open:
            return Go("plan.overview", {"plan": view.whole.plan.id}, note=turn.say(shut(view.whole)))
        return view

    def render(self, view: ReviewView, say: Say) -> Message:
        back = [Button(say("✖️ Not yet"), Go("plan.review", {"plan": view.whole.plan.id}))]
        yes = [Button(say("📨 Send the plan"), Tap("send"))]
        text = paragraphs(bold(view.whole.title), agreed(view.tally, say))
        if view.sending < view.tally.needed:
            return Message(
                paragraphs(text, say("Ask the others first, then send")), [*asking_button(view, say), yes, back]
            )
        ask = say("Send the plan now? Once sent, this version cannot be changed")
        return Message(paragraphs(text, ask), [yes, back])

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return ask_group(turn, view, self.name)

    def tap_send(self, turn: Turn, view: ReviewView) -> Go:
        plan, at = view.whole.plan.id, turn.incoming.at
        submission = submissions.submit(turn.uow, turn.library, plan, by=turn.person, at=at, now=turn.now)
        frozen = turn.uow.plans.submission(submission)
        note = turn.say(
            "🎉 Version {v} of the plan is sent. Thank you, everyone in the group", v=frozen.version if frozen else 1
        )
        return Go("plan.overview", {"plan": plan}, note=note)
