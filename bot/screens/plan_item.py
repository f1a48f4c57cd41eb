"""The item of the plan that a page is about: its step, what stands there, and where one goes on to from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Value
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.content.lessons import Lesson
from bot.domain.groups import Member
from bot.domain.ids import PlanId
from bot.domain.plans import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, lines
from bot.services import answers, sheets
from bot.services.sheets import Sheet

SHOWN = 1500  # letters of an answer on its page; a message has room for 4,096 with all the rest


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a plan. `revision` is the answer's: taps and answers that saw another one replace nothing."""

    sheet: Sheet
    step: Step
    answer: Answer | None
    lesson: Lesson | None  # that helps
    revision: int
    waiting: bool  # an answer of this person waits for a decision
    emptied: bool  # there was an answer once, and it can be brought back
    members: tuple[Member, ...]  # of the group, where people are asked for
    today: date  # where the group lives

    @property
    def plan(self) -> PlanId:
        return self.sheet.plan.id

    @property
    def here(self) -> dict[str, Value]:
        """The arguments of the pages about this step."""
        return {"plan": self.sheet.plan.id, "step": self.step.key}

    @property
    def open(self) -> bool:
        """Whether it may be answered now."""
        return self.sheet.plan.state.open


def load_step(turn: Turn) -> StepView:
    """The step that a page is about, for members and staff."""
    sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
    step = sheet.form.step(turn.word("step"))
    if step is None:
        raise Refused("This page is not there any more")
    lesson = next((found for key in step.lessons if (found := turn.library.lesson(key))), None)
    answer, repository = sheet.answers.get(step.key), turn.uow.plans
    return StepView(
        sheet,
        step,
        answer,
        lesson,
        answer.revision if answer else 0,
        waiting=repository.proposal(sheet.plan.id, step.key, turn.me) is not None,
        emptied=answer is None and bool(repository.history(sheet.plan.id, step.key)),
        members=tuple(turn.uow.groups.members(sheet.group.id)) if step.kind == "people" else (),
        today=answers.day_of(sheet.group, turn.now),
    )


def onward(view: StepView, *, note: str) -> Go:
    """The next step, or the review behind the last one."""
    after = view.sheet.form.after(view.step.key)
    if after is None:
        return Go("plan.review", {"plan": view.plan}, note=note)
    return Go("plan.step", {"plan": view.plan, "step": after.key}, note=note)


def changed(turn: Turn, view: StepView) -> None:
    """What others see of this step, and of the plan as a whole, is not what it was."""
    turn.changed += [Go("plan.step", view.here), Go("plan.overview", {"plan": view.plan})]


def to(view: StepView, step: str) -> Go:
    return Go("plan.step", {"plan": view.plan, "step": step})


def saved(turn: Turn, view: StepView, *, words: str = "", voice: bool = False) -> Html:
    """That an answer is kept, and what it says where that was counted, dated or chosen."""
    item = turn.say("✅ Item {i} is saved. You can change it any day", i=view.step.number)
    if voice:
        return lines(turn.say("Your voice has arrived. It counts as the answer, no need to type"), item)
    return turn.say("✅ Item {i} is saved: {what}", i=view.step.number, what=words) if words else item
