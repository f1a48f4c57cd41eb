"""The next season: a group begins its plan from its last one and from unfinished work, where it wants that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.content.form import Form
from bot.content.library import Library
from bot.domain.ids import PlanId
from bot.domain.people import Person
from bot.domain.plans import Action, ActionState, Answer, Plan, PlanState, Round
from bot.domain.refused import Stale
from bot.services.plans import actions, drafts, plan_view, versions
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork

WAYS = ("all", "answers", "work")
_DATED = ("date", "season")  # last year's days are gone
_OVER = (ActionState.DONE, ActionState.REMOVED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The group's last plan that was sent in another round: what a new one may take over from it, and lacks yet."""

    plan: Plan
    round: Round
    answers: tuple[Answer, ...]
    work: tuple[Action, ...]

    @property
    def empty(self) -> bool:
        return not (self.answers or self.work)


def earlier(uow: UnitOfWork, library: Library, plan: int, *, by: Person) -> Earlier | None:
    """What a draft may take over; None where nothing is, or it is no draft any more. Raises: Missing, Forbidden."""
    whole = plan_view.open_plan(uow, library, plan, by=by)
    if not whole.open or whole.plan.state is not PlanState.DRAFT:
        return None
    sent = (one for one in uow.plans.sent_of(whole.group.id) if one.round != whole.plan.round)
    last = next(sent, None)
    submission = uow.submissions.latest(last.id) if last else None
    if last is None or submission is None:
        return None
    version, form = versions.of_submission(submission), whole.form
    answers = tuple(
        answer for key, answer in version.answers.items() if _fits(form, key, answer) and key not in whole.answers
    )
    listed = uow.actions.of_plan(last.id) if last.state is PlanState.APPROVED else version.actions
    known = {action.what for action in whole.actions}
    work = tuple(one for one in listed if one.state not in _OVER and one.what not in known)
    found = Earlier(last, allowed.round_of(uow, last), answers, work)
    return None if found.empty else found


def _fits(form: Form, key: str, answer: Answer) -> bool:
    """Whether the form still asks this, and for something that was not a day of that year."""
    step = form.step(key)
    long = step is not None and drafts.characters(answer.parts) > step.longest
    return step is not None and step.kind not in (*_DATED, "actions") and bool(answer.parts) and not long


def take(uow: UnitOfWork, library: Library, plan: int, way: str, *, by: Person, now: datetime) -> tuple[int, int]:
    """Take over "all", the "answers" or the "work"; returns how many answers and how many pieces of work.

    What stands in the draft already stays, so that a second tap takes nothing twice; frozen versions stay as they are.
    Days are not taken over. Raises: Missing, Forbidden, Stale, Refused.
    """
    drafts.open_to_write(uow, PlanId(plan), by=by)
    if way not in WAYS:
        raise Stale
    found = earlier(uow, library, plan, by=by)
    if found is None:
        return 0, 0
    answers = found.answers if way != "work" else ()
    for answer in answers:
        uow.answers.put(PlanId(plan), answer.step, answer.parts, by.id, now=now)
    work = found.work[: actions.MOST - len(uow.actions.of_plan(PlanId(plan)))] if way != "answers" else ()
    members = {one.person for one in uow.groups.members(found.plan.group)}
    for action in work:
        uow.actions.add(PlanId(plan), now=now, **_values(action, members))
    draft = uow.plans.get(PlanId(plan))
    title = found.plan.title if answers and draft is not None and not draft.title else ""
    if answers or work:
        uow.plans.change(PlanId(plan), now=now, **({"title": title} if title else {}))
        uow.audit.note(by.id, f"took over {way} of plan {found.plan.id} in", f"plan {plan}", now=now)
    return len(answers), len(work)


def _values(action: Action, members: Collection[int]) -> dict[str, object]:
    owner = action.owner if action.owner in members else None
    values = {"what": action.what, "who": action.who, "owner_id": owner}
    return values | {"cost": action.cost, "own": action.own, "sign": action.sign}
