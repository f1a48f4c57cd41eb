"""Who is asked to review a version, and which scores of an earlier version come along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import AssignmentId, PersonId, PlanId, SubmissionId
from bot.domain.notices import Notice
from bot.domain.notices.reviews import ReviewAsked, ReviewNobody
from bot.domain.people import Role
from bot.domain.plans import Submission
from bot.domain.refused import Missing
from bot.domain.reviews import Assignment, ReviewState
from bot.services import notices
from bot.services.contests import contests
from bot.services.plans import contents, versions
from bot.store.database import UnitOfWork

EXPERTS = 2  # who reviews one version; with fewer experts, all of them


def assign(uow: UnitOfWork, library: Library, submission: SubmissionId, *, now: datetime) -> None:
    """A version was submitted: ask experts to review it. Staff are told when there is none to ask.

    Experts who reviewed an earlier version come first, and their scores for what has not changed since come along;
    they have said already that they are not connected.
    Raises: Missing.
    """
    found = uow.submissions.get(submission)
    plan = uow.plans.get(found.plan) if found else None
    if found is None or plan is None:
        raise Missing
    before = earlier(uow, plan.id, submission)
    chosen = choose(uow, plan.id, before, EXPERTS)
    if not chosen:
        tell_staff(uow, ReviewNobody(plan=plan.id), f"{submission}", now=now)
    for expert in chosen:
        assignment = ask(uow, submission, expert, now=now)
        if assignment is not None and expert in before:
            carry(uow, library, before[expert], assignment, found, now=now)
            uow.reviews.change(assignment, state=ReviewState.SCORING.value)  # who read it is not connected with it


def choose(
    uow: UnitOfWork,
    plan: PlanId,
    before: Mapping[PersonId, Assignment],
    count: int,
    *,
    beside: Iterable[Assignment] = (),
) -> list[PersonId]:
    """The experts to ask: never a member of the group nor one asked already; who knows the plan, then who has least."""
    found = uow.plans.get(plan)
    members = {member.person for member in uow.groups.members(found.group)} if found else set()
    connected = {review.expert for review in uow.reviews.of_plan(plan) if review.state is ReviewState.DECLINED}
    barred = members | connected | {review.expert for review in beside}
    free = [expert.id for expert in uow.people.with_role(Role.EXPERT) if expert.id not in barred]
    return sorted(free, key=lambda expert: (expert not in before, uow.reviews.open_count(expert), expert))[:count]


def ask(uow: UnitOfWork, submission: SubmissionId, expert: PersonId, *, now: datetime) -> AssignmentId | None:
    assignment = uow.reviews.assign(submission, expert, now=now)
    if assignment is not None:
        notices.tell(uow, expert, ReviewAsked(assignment), now=now, key=str(assignment))
    return assignment


def earlier(uow: UnitOfWork, plan: PlanId, submission: SubmissionId) -> dict[PersonId, Assignment]:
    """Each expert's last finished review of an earlier version."""
    done = [row for row in uow.reviews.of_plan(plan) if row.state is ReviewState.DONE and not row.kind.decides]
    return {row.expert: row for row in done if row.expert and row.submission != submission}


def carry(
    uow: UnitOfWork,
    library: Library,
    old: Assignment,
    assignment: AssignmentId,
    submission: Submission,
    *,
    now: datetime,
) -> None:
    """Take an expert's scores along to a new version for the questions whose steps have not changed."""
    before = uow.submissions.get(old.submission)
    changed = _changed(before, submission) if before else frozenset()
    scores = uow.reviews.scores(old.id)
    for criterion in contests.rubric_of(uow, library, submission.plan).criteria:
        if criterion.key in scores and not changed & set(criterion.steps):
            uow.reviews.score(assignment, criterion.key, scores[criterion.key], now=now, carried=True)


def _changed(before: Submission, after: Submission) -> frozenset[str]:
    """The steps that say something else than before."""
    return contents.steps(contents.changes(*(versions.of_submission(one).content for one in (before, after))))


def tell_staff(uow: UnitOfWork, what: Notice, key: str, *, now: datetime) -> None:
    """Tell all staff, once for each `key`."""
    staff = [person.id for person in uow.people.with_role(Role.STAFF)]
    notices.tell_all(uow, staff, what, now=now, key=key)
