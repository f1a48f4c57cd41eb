"""What experts will ask, before they do: the questions of their score sheet, each opening the step it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.i18n import Html, Say, bold, lines, mark
from bot.services.plans import plan_view, readiness
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import ExpertQuestion


@dataclass(frozen=True, slots=True)
class ExpertQuestionsView:
    """The experts' questions beside the plan, those that it does not answer yet first; one of them is shown."""

    whole: PlanView
    questions: tuple[ExpertQuestion, ...]
    page: int


class ExpertQuestions(Screen[ExpertQuestionsView]):
    name = "plan.check"
    args = ("plan", "page")
    help: ClassVar[str] = mark("Talk about each question in the group. Its item is one tap away")

    def load(self, turn: Turn) -> ExpertQuestionsView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        found = readiness.expert_questions(whole, turn.library, turn.say.today(turn.now))
        number, _ = cut_out(len(found), turn.page, 1)
        return ExpertQuestionsView(whole, tuple(sorted(found, key=lambda one: one.ready)), number)

    def render(self, view: ExpertQuestionsView, say: Say) -> Message:
        plan, back = view.whole.plan.id, Button(say("◀ Back"), Go("plan.review", {"plan": view.whole.plan.id}))
        if not view.questions:
            return Message(bold(say("⭐ What experts will ask")), [[back]], asks=Html())
        one = view.questions[view.page]
        head = say("⭐ The experts will ask: {i} of {n}", i=view.page + 1, n=len(view.questions))
        open_ = "" if one.ready else say("▫️ Item {n} does not say it yet", n=one.look.number)
        see = Button(say("📝 See item {n}", n=one.look.number), Go("plan.step", {"plan": plan, "step": one.look.key}))
        last = view.page == len(view.questions) - 1
        onward = Button(say("Next ▶"), Go(self.name, {"plan": plan, "page": view.page + 1}))
        rows = [[see], [back]] if last else [[onward], [see, back]]
        return Message(lines(bold(head), one.criterion.question(say.language), open_), rows, asks=Html())
