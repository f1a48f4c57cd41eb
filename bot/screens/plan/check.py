"""What experts will ask, before they do: the questions of their score sheet, each opening the step it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services.plans import plan_view, readiness
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import ExpertQuestion


@dataclass(frozen=True, slots=True)
class ExpertQuestionsView:
    """The experts' questions beside the plan."""

    whole: PlanView
    questions: tuple[ExpertQuestion, ...]


class ExpertQuestions(Screen[ExpertQuestionsView]):
    name = "plan.check"
    args = ("plan",)
    help: ClassVar[str] = mark(
        "Talk about each question in the group. Its number opens the item where the answer stands"
    )

    def load(self, turn: Turn) -> ExpertQuestionsView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        return ExpertQuestionsView(whole, readiness.expert_questions(whole, turn.library, turn.say.today(turn.now)))

    def render(self, view: ExpertQuestionsView, say: Say) -> Message:
        plan = view.whole.plan.id
        asked = lines(
            *(f"{_sign(one)} {_number(one)}. {one.criterion.question(say.language)}" for one in view.questions)
        )
        opened = [
            Button(f"{_sign(one)} {_number(one)}", Go("plan.step", {"plan": plan, "step": one.look.key}))
            for one in view.questions
        ]
        why = say("▫️ means that an item about it is still open. The experts read the words, so read them once more")
        back = Button(say("🔎 Check and send"), Go("plan.review", {"plan": plan}))
        return Message(paragraphs(bold(say("⭐ What experts will ask")), asked, why), [*grid(opened, 5), [back]])


def _sign(one: ExpertQuestion) -> str:
    return "✅" if one.ready else "▫️"


def _number(one: ExpertQuestion) -> int:
    return one.criterion.number
