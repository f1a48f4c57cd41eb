"""What the pages about plans for practice load and share; addresses carry a plan's number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat.screen import Turn
from bot.content.form import Form, Step
from bot.content.practice import PracticePlan
from bot.domain.experts import Practice
from bot.domain.ids import RoundId
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines
from bot.services.contests import practice
from bot.services.contests.practice import Practising


@dataclass(frozen=True, slots=True)
class SampleView:
    whole: Practising
    plan: PracticePlan
    number: int  # of the plan, from 1
    form: Form

    @property
    def here(self) -> dict[str, int | str]:
        return {"round": self.whole.round, "number": self.number}

    @property
    def own(self) -> Practice | None:
        return self.whole.own(self.plan.key)

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that have no mark yet."""
        given = self.own.marks if self.own else {}
        return tuple(one.key for one in self.whole.rubric.criteria if one.key not in given)

    @property
    def said(self) -> bool:
        """Whether it is said why."""
        return self.own is not None and bool(self.own.text or self.own.medium)

    @property
    def done(self) -> bool:
        return self.own is not None and self.own.done_at is not None


def load(turn: Turn) -> Practising:
    """What an expert practises on in a round. Raises: Missing, Forbidden."""
    return practice.open_practice(turn.uow, turn.library, RoundId(turn.number("round")), by=turn.person)


def sample(turn: Turn) -> SampleView:
    """One of the plans for practice. Raises: Missing, Forbidden."""
    whole, number = load(turn), turn.number("number")
    if not 0 < number <= len(whole.plans):
        raise Missing
    return SampleView(whole, whole.plans[number - 1], number, turn.library.form)


def told(view: SampleView, steps: Iterable[Step], language: str) -> list[Html]:
    """What the plan says at steps of the form, where it says something."""
    said = ((step, view.plan.answer(step.key)) for step in steps)
    return [lines(bold(f"{step.number}. {step.title(language)}"), words(language)) for step, words in said if words]


def title(view: SampleView, say: Say) -> Html:
    """That the plan is not real, and what it is called."""
    head = say("💡 Practice plan {i} of {n}", i=view.number, n=len(view.whole.plans))
    return lines(head, bold(view.plan.title(say.language)))
