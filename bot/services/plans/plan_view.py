"""A plan with all that stands in it, read at once: what every page of the plan shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.content.form import Form, Step
from bot.content.library import Library
from bot.domain import rounds
from bot.domain.groups import Group
from bot.domain.ids import ActionId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Action, Answer, Costs, Plan, Round, costs
from bot.domain.refused import Missing
from bot.domain.rounds import Verb
from bot.domain.wordings import Wordings
from bot.services.groups import groups
from bot.services.plans import contents
from bot.services.reviews import judged
from bot.services.reviews.judged import Judged
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan, whose it is, its form, its answers and actions, and what helpers and experts wrote beside them."""

    plan: Plan
    group: Group
    round: Round
    form: Form
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    wordings: Wordings = field(default_factory=Wordings)
    judged: Judged = field(default_factory=Judged)  # what the experts said and gave, as far as it is out

    @property
    def title(self) -> str:
        """The name that the group gave, else the first line of its idea, else the group's own name."""
        idea = self.answers.get("idea")
        first = next(iter(idea.text.splitlines()), "") if idea else ""
        return self.plan.title or first[:LONGEST_TITLE] or self.group.name

    @property
    def open(self) -> bool:
        """Whether the group may change it."""
        return rounds.may(Verb.WRITE, self.round.state, self.plan.state)

    @property
    def last(self) -> datetime | None:
        """Until when it may be sent; None: without an end."""
        return self.plan.last(self.round)

    @property
    def costs(self) -> Costs:
        return costs(self.actions)

    def done(self, step: Step) -> bool:
        """Whether a step is answered, in whatever way."""
        return contents.answered(step, self.answers.keys(), self.actions)

    def filled(self, step: Step) -> tuple[Action, ...]:
        """The lines of the table that answer a step by themselves."""
        return contents.filled(step, self.actions)

    def after(self, key: str) -> Step | None:
        """The step to go on with behind another: what the table answers by itself is passed over."""
        step = self.form.after(key)
        while step and step.key not in self.answers and self.filled(step):
            step = self.form.after(step.key)
        return step

    @property
    def dropped(self) -> tuple[Answer, ...]:
        """Answers to steps that the form does not have (any more)."""
        return tuple(answer for key, answer in self.answers.items() if self.form.step(key) is None)

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps without an answer, in order."""
        return tuple(step for step in self.form.steps if not self.done(step))


LONGEST_TITLE = 120  # characters; a longer title fits neither the card nor a list


def lacking(action: Action) -> tuple[str, ...]:
    """What an action does not say yet, in the order in which it is asked."""
    asked = {"who": action.who, "due": action.due, "cost": None if action.cost is None else "said"}
    return tuple(name for name, value in asked.items() if not value)


def open_plan(uow: UnitOfWork, library: Library, plan: int, *, by: Person, step: str = "") -> PlanView:
    """The plan for its group's members and for staff; whoever asks for a step's history next names it.

    Raises: Missing, Forbidden.
    """
    found = uow.plans.get(PlanId(plan))
    if found is None:
        raise Missing
    groups.open_group(uow, found.group, by=by)
    if step:
        uow.answers.look_up(found.id, step)
    return whole(uow, library, found)


def whole(uow: UnitOfWork, library: Library, plan: Plan) -> PlanView:
    """The plan for the program itself, without asking who wants it. Raises: Missing."""
    group, round_ = uow.groups.get(plan.group), uow.rounds.get(plan.round)
    if group is None or round_ is None:
        raise Missing
    answers, actions = uow.answers.of_plan(plan.id), uow.actions.of_plan(plan.id)
    form, wordings = library.form_of(round_.form_version), uow.wordings.of_plan(plan.id)
    said = judged.of_plan(uow, library, plan, round_)
    return PlanView(plan, group, round_, form, answers, tuple(actions), wordings, said)


def open_action(uow: UnitOfWork, action: int, *, by: Person) -> tuple[Plan, Action]:
    """An action, also one taken out, with its plan; for the group's members and for staff.

    Raises: Missing, Forbidden.
    """
    found = uow.actions.get(ActionId(action))
    plan = uow.plans.get(found.plan) if found else None
    if found is None or plan is None:
        raise Missing
    groups.open_group(uow, plan.group, by=by)
    return plan, found
