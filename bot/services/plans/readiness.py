"""The check of a plan before it is sent: what is missing, what does not add up, and what experts are going to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.content.form import Step
from bot.content.library import Library
from bot.content.rubric import Criterion
from bot.domain.plans import Action
from bot.services.plans.plan_view import PlanView, lacking


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an expert will ask about, at a step or an action.

    `lacks` is "answer" (a step without one); of an action "who", "due", "cost", "order" (it starts after it ends),
    "past" (its last day is over), "span" (outside of the days that the round allows), "own" (the group pays more than
    it costs); of the table "share" (nothing is paid by the group itself).
    """

    step: Step
    lacks: str
    action: Action | None = None

    @property
    def grave(self) -> bool:
        """Whether the plan cannot be sent like this; everything else is advice."""
        return self.lacks == "answer" and self.step.required


def findings(whole: PlanView, today: date) -> tuple[Finding, ...]:
    """Everything that is missing or does not fit, in the order of the form."""
    return tuple(found for step in whole.form.steps for found in _at(whole, step, today))


def _at(whole: PlanView, step: Step, today: date) -> Iterator[Finding]:
    if not whole.done(step):
        yield Finding(step, "answer")
    if step.kind != "actions":
        return
    for action in whole.actions:
        yield from (Finding(step, lacks, action) for lacks in (*lacking(action), *_odd(whole, action, today)))
    if whole.costs.total and not whole.costs.own:
        yield Finding(step, "share")


def _odd(whole: PlanView, action: Action, today: date) -> Iterator[str]:
    start, due = action.start, action.due
    if start and due and start > due:
        yield "order"
    if due and due < today:
        yield "past"
    elif any(day and not whole.round.allows(day) for day in (start, due)):
        yield "span"
    if action.own is not None and action.cost is not None and action.own > action.cost:
        yield "own"


# What experts are going to ask ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """A question of the experts' score sheet, with the first step that says nothing or not enough to it, if any."""

    criterion: Criterion
    look: Step
    ready: bool


def expert_questions(whole: PlanView, library: Library, today: date) -> tuple[ExpertQuestion, ...]:
    """The score sheet as the group may ask itself, and whether the steps that it is about are filled in."""
    troubled = {found.step.key for found in findings(whole, today)}
    return tuple(
        found for criterion in library.rubric.criteria if (found := _expert_question(whole, criterion, troubled))
    )


def _expert_question(whole: PlanView, criterion: Criterion, troubled: set[str]) -> ExpertQuestion | None:
    steps = [step for key in criterion.steps if (step := whole.form.step(key))]  # an older form has not all of them
    open_ = [step for step in steps if step.key in troubled]
    return ExpertQuestion(criterion, (open_ or steps)[0], not open_) if steps else None
