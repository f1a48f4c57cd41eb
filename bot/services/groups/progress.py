"""How far a group is: with the plan that it writes, and with the work of the one that has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.content.form import Step
from bot.content.library import Library
from bot.domain.ids import GroupId
from bot.domain.plans import Action, ActionState, Plan, Round
from bot.services.plans import contents
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a group is: its plan of the open round (or the last one), items answered, the next action due."""

    round: Round | None
    plan: Plan | None
    answered: int
    items: int
    next: Action | None
    step: Step | None = None  # the first item without an answer


def standing(uow: UnitOfWork, library: Library, group: GroupId, *, now: datetime) -> Standing:
    """How far a group is at `now`; nothing of it is private to a person."""
    found = uow.groups.get(group)
    current = uow.rounds.open_now(found, now=now) if found else None
    plan = uow.plans.of_group(group, current.id if current else None)
    if plan is None:
        form = library.form_of(current.form_version) if current else library.form
        return Standing(current, None, 0, len(form.steps), None, form.steps[0])
    round_ = current or uow.rounds.get(plan.round)
    form = library.form_of(round_.form_version) if round_ else library.form
    written, actions = uow.answers.of_plan(plan.id), uow.actions.of_plan(plan.id)
    left = [step for step in form.steps if not contents.answered(step, written.keys(), actions)]
    following = _following(actions)
    return Standing(
        round_,
        plan,
        len(form.steps) - len(left),
        len(form.steps),
        following,
        left[0] if left else None,
    )


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The work of the plan that a group is carrying out: what is due next, how many actions are done, of how many."""

    plan: Plan
    next: Action | None
    done: int
    works: int


def follow_up(uow: UnitOfWork, group: GroupId) -> FollowUp | None:
    """The group's work, None before a plan has passed; nothing of it is private to a person."""
    plan = uow.plans.approved(group)
    if plan is None:
        return None
    actions = uow.actions.of_plan(plan.id)
    done = sum(action.state == ActionState.DONE for action in actions)
    return FollowUp(plan, _following(actions), done, len(actions))


def _following(actions: Sequence[Action]) -> Action | None:
    """The action that is due next, which may be past its day."""
    due = [action for action in actions if action.due and action.state != ActionState.DONE]
    return min(due, key=lambda action: action.due or date.max, default=None)
