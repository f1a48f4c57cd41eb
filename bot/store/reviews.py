"""Experts' assignments, scores and comments as they are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import AssignmentId, MediumId, PersonId, PlanId, SubmissionId
from bot.domain.plans import PlanState
from bot.domain.reviews import Assignment, Comment, ReviewState
from bot.store.repository import AnyRow, Repository
from bot.store.tables import assignments, comments, persons, plans, scores, submissions

_ASSIGNMENT = (
    assignments.c.id,
    assignments.c.submission_id,
    submissions.c.plan_id,
    assignments.c.expert_id,
    assignments.c.state,
    assignments.c.decision,
    assignments.c.revision,
    assignments.c.asked_at,
    assignments.c.decided_at,
)
_SELECT = sa.select(*_ASSIGNMENT).join(submissions, submissions.c.id == assignments.c.submission_id)


_WAITING = (ReviewState.ASKED.value, ReviewState.SCORING.value)


class Reviews(Repository):
    """Who reviews what, and what they gave."""

    def assign(self, submission: SubmissionId, expert: PersonId, *, now: datetime) -> AssignmentId | None:
        """Ask an expert; None when they were asked already."""
        values = {"submission_id": submission, "expert_id": expert, "state": ReviewState.ASKED.value, "asked_at": now}
        new = self.insert_once(assignments, values, key=("submission_id", "expert_id"))
        return AssignmentId(new) if new else None

    def get(self, assignment: AssignmentId) -> Assignment | None:
        """The assignment, locked until the transaction ends."""
        row = self.first(_SELECT.where(assignments.c.id == assignment).with_for_update(of=assignments))
        return _assignment(row) if row else None

    def of_expert(self, expert: PersonId) -> list[Assignment]:
        """All that an expert was asked for, the oldest first."""
        found = self.all(_SELECT.where(assignments.c.expert_id == expert).order_by(assignments.c.id))
        return [_assignment(row) for row in found]

    def of_submission(self, submission: SubmissionId) -> list[Assignment]:
        """All reviews of one version, the oldest first."""
        found = self.all(_SELECT.where(assignments.c.submission_id == submission).order_by(assignments.c.id))
        return [_assignment(row) for row in found]

    def of_plan(self, plan: PlanId) -> list[Assignment]:
        """All reviews of all versions of a plan, the oldest first."""
        found = self.all(_SELECT.where(submissions.c.plan_id == plan).order_by(assignments.c.id))
        return [_assignment(row) for row in found]

    def decided(self) -> list[tuple[PlanId, datetime]]:
        """Plans with the experts of which all who read the newest version have decided, and when the last one did."""
        waits = sa.exists().where(assignments.c.submission_id == submissions.c.id, assignments.c.state.in_(_WAITING))
        newest = sa.select(sa.func.max(submissions.c.id)).where(submissions.c.plan_id == plans.c.id).scalar_subquery()
        other = assignments.alias()
        found = self.all(
            sa.select(plans.c.id, sa.func.max(other.c.decided_at).label("at"))
            .join(submissions, submissions.c.plan_id == plans.c.id)
            .join(other, other.c.submission_id == submissions.c.id)
            .where(plans.c.state == PlanState.SUBMITTED.value, submissions.c.id == newest.correlate(plans))
            .where(other.c.state == ReviewState.DONE.value, sa.not_(waits))
            .group_by(plans.c.id)
            .order_by(plans.c.id)
        )
        return [(PlanId(row.id), row.at) for row in found if row.at]

    def open_count(self, expert: PersonId) -> int:
        """How many reviews wait for an expert."""
        states = (ReviewState.ASKED.value, ReviewState.SCORING.value)
        where = (assignments.c.expert_id == expert, assignments.c.state.in_(states))
        return int(self.value(sa.func.count(), *where) or 0)

    def change(self, assignment: AssignmentId, **values: Any) -> None:
        """Change fields of an assignment; its revision grows."""
        self.update(assignments, assignments.c.id == assignment, revision=assignments.c.revision + 1, **values)

    def score(
        self, assignment: AssignmentId, criterion: str, value: int, *, now: datetime, carried: bool = False
    ) -> None:
        """Keep a score; `carried`: it was given to an earlier version and not yet looked at again."""
        values = {"assignment_id": assignment, "criterion": criterion, "mark": value, "carried": carried, "at": now}
        self.upsert(scores, values, key=("assignment_id", "criterion"))

    def unscore(self, assignment: AssignmentId, criterion: str) -> None:
        """Take a score back."""
        where = (scores.c.assignment_id == assignment, scores.c.criterion == criterion)
        self.run(scores.delete().where(*where))

    def scores(self, assignment: AssignmentId) -> dict[str, int]:
        """The scores given so far by criterion."""
        found = self.all(sa.select(scores.c.criterion, scores.c.mark).where(scores.c.assignment_id == assignment))
        return {row.criterion: row.mark for row in found}

    def carried(self, assignment: AssignmentId) -> frozenset[str]:
        """The criteria whose scores come from an earlier version and were not looked at again."""
        where = (scores.c.assignment_id == assignment, scores.c.carried.is_(True))
        return frozenset(row.criterion for row in self.all(sa.select(scores.c.criterion).where(*where)))

    def comment(
        self, assignment: AssignmentId, step: str, text: str, medium: MediumId | None, *, now: datetime
    ) -> None:
        """Keep an expert's words on a step ("" = on the whole)."""
        self.insert(comments, assignment_id=assignment, step=step, text=text, medium_id=medium, at=now)

    def comments(self, assignment: AssignmentId) -> list[Comment]:
        found = self.all(
            sa.select(
                comments.c.step,
                comments.c.text,
                comments.c.medium_id,
                sa.func.coalesce(persons.c.name, ""),
                comments.c.at,
            )
            .join(assignments, assignments.c.id == comments.c.assignment_id)
            .join(persons, persons.c.id == assignments.c.expert_id, isouter=True)
            .where(comments.c.assignment_id == assignment)
            .order_by(comments.c.id)
        )
        return [Comment(*row) for row in found]


def _assignment(row: AnyRow) -> Assignment:
    values = row._asdict()
    return Assignment(
        id=AssignmentId(values["id"]),
        submission=SubmissionId(values["submission_id"]),
        plan=PlanId(values["plan_id"]),
        expert=values["expert_id"],
        state=values["state"],
        decision=values["decision"],
        revision=values["revision"],
        asked_at=values["asked_at"],
        decided_at=values["decided_at"],
    )
