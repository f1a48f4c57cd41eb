"""What becomes of experts' decisions: they wait a while and can be taken back, then the group is told; staff reopen."""

from __future__ import annotations

from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import AssignmentId, PlanId
from bot.domain.incoming import says_something
from bot.domain.notices.plans import PlanReopened
from bot.domain.notices.reviews import ReviewReopened
from bot.domain.people import Person, Role
from bot.domain.plans import Plan, PlanState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import Assignment, ReviewState, total, verdict
from bot.domain.rounds import Rules, Verb
from bot.services import free_text, notices
from bot.services.contests import readings
from bot.services.groups import groups
from bot.services.plans import contents, submissions, versions
from bot.services.reminders import messages, reminders
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.understand import lao

LONGEST_REASON = 500  # characters; it stands on the page of the plan
_NONE = {"state": ReviewState.SCORING.value, "decision": "", "decided_at": None}


def final(review: Assignment, rules: Rules, *, now: datetime) -> bool:
    """Whether a decision stands and cannot be taken back any more."""
    at = review.final_at(rules.waits)
    return at is not None and at <= now


def settle(uow: UnitOfWork, library: Library, plan: PlanId, rules: Rules, *, now: datetime) -> str:
    """Pass or return a plan when the final decisions of all its readers say so: "approve", "return", or "" not yet."""
    found, latest = uow.plans.lock(plan), uow.submissions.latest(plan)
    if found is None or latest is None or not allowed.may(uow, Verb.REVIEW, found):
        return ""
    asked = uow.reviews.of_submission(latest.id)
    decided, done = verdict(asked), [one for one in asked if one.state is ReviewState.DONE]
    if not decided or not all(final(one, rules, now=now) for one in done):
        return ""
    last = max(done, key=lambda one: one.decided_at or now).expert
    if decided == "approve":
        submissions.approve(uow, library, plan, by=last, now=now)
    else:
        submissions.give_back(uow, plan, rules, by=last, now=now)
    return decided


def settle_due(uow: UnitOfWork, library: Library, rules: Rules, *, now: datetime) -> int:
    """Settle every plan whose readers' decisions have become final; returns how many were. Call it until it returns 0.

    What was told stands in the plan's state: idempotent for two clocks and restarts.
    """
    due = [plan for plan, at in uow.reviews.decided() if at + rules.waits <= now]
    return sum(bool(settle(uow, library, plan, rules, now=now)) for plan in due)


def next_at(uow: UnitOfWork, rules: Rules) -> datetime | None:
    """When the next plan is settled."""
    return min((at + rules.waits for _, at in uow.reviews.decided()), default=None)


def others(uow: UnitOfWork, review: Assignment, rules: Rules, *, now: datetime) -> list[tuple[str, int, str]]:
    """What the other experts gave this version: (name, points, decision); hidden until one's own decision is final."""
    if not final(review, rules, now=now):
        return []
    deciding = review.kind.decides
    same = uow.reviews.readings_of(review.plan) if deciding else uow.reviews.of_submission(review.submission)
    rows = [row for row in same if row.id != review.id]
    done = [row for row in rows if final(row, rules, now=now)]
    return [(uow.people.name(row.expert), total(uow.reviews.scores(row.id)), row.decision) for row in done]


def take_back(uow: UnitOfWork, assignment: AssignmentId, rules: Rules, *, by: Person, now: datetime) -> None:
    """An expert takes a decision back that nobody has seen; a second tap does nothing more.

    Refused once it is final. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = uow.reviews.get(assignment)
    if found is None or found.expert != by.id or found.state is ReviewState.DECLINED:
        raise Forbidden
    uow.plans.lock(found.plan)
    found = uow.reviews.get(assignment)
    if found is None or found.state is ReviewState.SCORING:
        return
    if found.kind.decides and not readings.may_read(uow, found):
        raise Refused("Reading is over in this round")
    if not found.kind.decides:
        allowed.demand(uow, Verb.REVIEW, found.plan)
    if found.state is not ReviewState.DONE:
        raise Stale
    if final(found, rules, now=now):
        raise Refused("This decision cannot be taken back any more. Staff can let the experts decide again")
    uow.reviews.change(assignment, **_NONE)
    uow.audit.note(by.id, "took back the decision", f"plan {found.plan}", now=now)


# Staff ----------------------------------------------------------------------------------------------------------------
def open_to_reopen(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Plan:
    """A plan on which the experts may decide again, for staff. Raises: Missing, Forbidden, Stale, Refused."""
    known = uow.plans.get(plan)
    if Role.STAFF not in by.roles or (known and not groups.office(uow, known.group, by=by)):
        raise Forbidden
    found, _ = allowed.demand(uow, Verb.REOPEN, plan)
    return found


def reopen(uow: UnitOfWork, plan: PlanId, reason: str, *, by: Person, now: datetime) -> None:
    """The experts decide again, for a reason that the group reads; reminders of the work are withdrawn.

    Refused where the group has changed since what came back: it sends that again.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(plan)
    found, tidy = open_to_reopen(uow, plan, by=by), lao.spell(" ".join(reason.split()))
    if not says_something(tidy):
        raise Refused("Please write the reason. The group reads it")
    if len(tidy) > LONGEST_REASON:
        raise free_text.too_long(len(tidy), LONGEST_REASON)
    readers = _readers(uow, found)
    for one in readers:
        uow.reviews.change(one.id, **_NONE)
    _withdraw(uow, found, now=now)
    uow.plans.change(plan, now=now, state=PlanState.SUBMITTED.value, reopened=tidy, deadline=None)
    uow.audit.note(by.id, "let the experts decide again on", f"plan {plan}", now=now)
    key = f"{plan}:{now.isoformat()}"
    members = [member.person for member in uow.groups.members(found.group)]
    notices.tell_all(uow, members, PlanReopened(plan), now=now, key=key)
    for one in readers:
        if one.expert is not None:
            notices.tell(uow, one.expert, ReviewReopened(one.id), now=now, key=key)


def _readers(uow: UnitOfWork, plan: Plan) -> list[Assignment]:
    """Who decided on the newest version, which has to be what the group has."""
    latest = uow.submissions.latest(plan.id)
    if latest is None:
        raise Missing
    same = not contents.changes(versions.of_submission(latest).content, contents.now(uow, plan))
    if plan.state is PlanState.RETURNED and not same:
        raise Refused("The group has changed the plan since. It will send it again")
    found = [one for one in uow.reviews.of_submission(latest.id) if one.state is ReviewState.DONE]
    if not found:
        raise Stale
    return found


def _withdraw(uow: UnitOfWork, plan: Plan, *, now: datetime) -> None:
    """Nothing of the work is asked any more, also where it was asked already."""
    for action in uow.actions.of_plan(plan.id):
        reminders.drop(uow, action.id)
        messages.withdraw(uow, action, now=now)
