"""What the table of actions and the page of one line load and share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.domain import zones
from bot.domain.groups import Member
from bot.domain.ids import GroupId, PlanId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, Part
from bot.domain.refused import Refused
from bot.services.plans import actions, drafts, plan_view
from bot.services.plans.plan_view import Sheet


def write(turn: Turn, view: Sheet, answer: Answer) -> Go:
    """A text is a new line of the table; a voice or photo is kept beside it."""
    plan = PlanId(view.plan.id)
    if answer.is_text:
        action = actions.add(turn.uow, plan, answer.text, by=turn.person, now=turn.now)
        _changed(turn, plan)
        return Go("plan.field", {"action": action, "field": "who"}, note=turn.say("✅ Saved"))
    drafts.enclose(turn.uow, plan, step_of(view), drafts.part_of(answer), by=turn.person, now=turn.now)
    _changed(turn, plan)
    return Go("plan.actions", {"plan": plan}, note=turn.say("✅ Saved"))


def step_of(view: Sheet) -> Step:
    """The step of the table; a form without one is refused kindly."""
    found = next((step for step in view.form.steps if step.kind == "actions"), None)
    if found is None:
        raise Refused("This page is not there any more")
    return found


def changed(turn: Turn, action: Action) -> None:
    """What others see of a line, of the table and of the plan is not what it was."""
    turn.changed.append(Go("plan.action", {"action": action.id}))
    _changed(turn, action.plan)


def _changed(turn: Turn, plan: PlanId) -> None:
    turn.changed += [Go("plan.actions", {"plan": plan}), Go("plan.overview", {"plan": plan})]


def enclose(turn: Turn, action: Action, answer: Answer) -> str:
    """A voice or photo sent where a line is asked about is kept beside the table; returns what to say about it."""
    sheet = plan_view.read(turn.uow, turn.library, action.plan, by=turn.person)
    drafts.enclose(turn.uow, action.plan, step_of(sheet), drafts.part_of(answer), by=turn.person, now=turn.now)
    changed(turn, action)
    return turn.say("✅ It is kept beside the table of work")


def parts_beside(view: Sheet) -> tuple[Part, ...]:
    """The voices and photos beside the table."""
    found = view.answers.get(step_of(view).key)
    return found.parts if found else ()


@dataclass(frozen=True, slots=True)
class ActionView:
    """One line of the table. `revision` is the line's: an old button changes nothing."""

    action: Action
    group: GroupId
    open: bool
    members: tuple[Member, ...]
    today: date
    revision: int


def load_action(turn: Turn) -> ActionView:
    """The line that a page is about, for members and staff."""
    plan, action = plan_view.action_of(turn.uow, turn.number("action"), by=turn.person)
    group = turn.uow.groups.get(plan.group)
    zone = group.zone if group else turn.say.zone
    members = tuple(turn.uow.groups.members(plan.group))
    return ActionView(action, plan.group, plan.state.open, members, zones.day(turn.now, zone), action.revision)
