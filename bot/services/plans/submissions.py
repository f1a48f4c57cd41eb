"""A plan is sent as a numbered version, and what the experts' decision makes of it."""

from __future__ import annotations

from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import PersonId, PlanId, SubmissionId
from bot.domain.notices import Notice
from bot.domain.notices.plans import PlanApproved, PlanCard, PlanReturned, PlanSubmitted
from bot.domain.people import Person
from bot.domain.plans import Plan, PlanState
from bot.domain.refused import Refused
from bot.domain.rounds import Rules, Verb
from bot.services import notices
from bot.services.groups import groups
from bot.services.plans import agreements, drafts, plan_view, versions
from bot.services.reminders import reminders
from bot.services.reviews import assignments
from bot.services.rounds import allowed, own_days
from bot.store.database import UnitOfWork


def submit(uow: UnitOfWork, library: Library, plan: PlanId, *, by: Person, at: datetime, now: datetime) -> SubmissionId:
    """Freeze the plan as its next version and give it to the experts. The leader's; `at` is when they asked for it.

    Refused after the round's deadline and once it is closed (a plan that came back has a last day of its own), while a
    required step is empty, and while fewer members agree to this very revision than the round demands.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    whole = plan_view.whole(uow, library, drafts.open_to_write(uow, plan, by=by, to=Verb.SEND))
    groups.open_to_lead(uow, whole.group.id, by=by)
    if whole.last is not None and at > whole.last:
        raise Refused("Plans were due on {date}. Nothing is lost. Please talk with the staff", date=whole.last)
    if empty := [step.number for step in whole.open_steps if step.required]:
        raise Refused("Item {list} is still empty. Answer it, then send", list=", ".join(map(str, empty)))
    agreements.demand(uow, whole.plan, by=by, now=now)
    content = versions.to_json(versions.live(uow, whole, at=now))
    submission = uow.submissions.freeze(plan, by.id, content, revision=whole.plan.revision, now=now)
    uow.plans.change(plan, now=now, state=PlanState.SUBMITTED.value, title=whole.title, deadline=None)
    others = [member.person for member in uow.groups.members(whole.group.id) if member.person != by.id]
    notices.tell_all(uow, others, PlanSubmitted(plan=plan, submission=submission), now=now, key=str(submission))
    assignments.assign(uow, library, submission, now=now)
    return submission


def approve(uow: UnitOfWork, library: Library, plan: PlanId, *, by: PersonId | None, now: datetime) -> None:
    """The plan has passed: its actions get their reminders, and the members hear of it. Idempotent."""
    if found := _decided(uow, plan, PlanState.APPROVED, by, now):
        reminders.schedule(uow, library, found, now=now)
        if latest := uow.submissions.latest(plan):
            _tell_members(uow, found, PlanCard(latest.id), now)
        _tell_members(uow, found, PlanApproved(plan), now)


def give_back(uow: UnitOfWork, plan: PlanId, rules: Rules, *, by: PersonId | None, now: datetime) -> None:
    """The experts ask for changes: the group may write and send again for so many days, and the members hear of it.

    Idempotent.
    """
    if found := _decided(uow, plan, PlanState.RETURNED, by, now):
        round_ = allowed.round_of(uow, found)
        uow.plans.set_deadline(plan, own_days.first(uow, found, round_, rules.days, now=now), now=now)
        _tell_members(uow, found, PlanReturned(plan), now)


def _decided(uow: UnitOfWork, plan: PlanId, state: PlanState, by: PersonId | None, now: datetime) -> Plan | None:
    found = uow.plans.lock(plan)
    if found is None or found.state is not PlanState.SUBMITTED:
        return None
    uow.plans.change(plan, now=now, state=state.value, reopened="")
    uow.audit.note(by, state.value, f"plan {plan}", now=now)
    return uow.plans.get(plan)


def _tell_members(uow: UnitOfWork, plan: Plan, what: Notice, now: datetime) -> None:
    members = [member.person for member in uow.groups.members(plan.group)]
    notices.tell_all(uow, members, what, now=now, key=f"{plan.id}:{plan.revision}")
