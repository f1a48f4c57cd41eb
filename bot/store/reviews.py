"""Experts' assignments, scores and comments as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import AssignmentId, GroupId, MediumId, PersonId, PlanId, RoundId, SubmissionId
from bot.domain.plans import PlanState
from bot.domain.reviews import Assignment, Comment, Reading, ReviewState, Said, Visit
from bot.store.repository import CHUNK, AnyRow, Repository
from bot.store.tables import (
    actions,
    assignments,
    calls,
    checkins,
    comments,
    exchanges,
    groups,
    persons,
    plans,
    questions,
    reader_rules,
    results_seen,
    scores,
    submissions,
    visits,
)

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
    assignments.c.kind,
)
_SELECT = sa.select(*_ASSIGNMENT).join(submissions, submissions.c.id == assignments.c.submission_id)


_WAITING = (ReviewState.ASKED.value, ReviewState.SCORING.value)


@dataclass(frozen=True, slots=True)
class Listed:
    """A review as a list shows it: by its group, and the title of its version."""

    id: AssignmentId
    state: ReviewState
    group: str
    title: str


@dataclass(frozen=True, slots=True)
class Given:
    """A review with its expert's name and the points that it has given so far."""

    review: Assignment
    name: str
    points: int


class Reviews(Repository):
    """Who reviews what, and what they gave."""

    def assign(
        self, submission: SubmissionId, expert: PersonId, *, now: datetime, kind: Reading = Reading.ADVICE
    ) -> AssignmentId | None:
        """Ask an expert; None when they were asked already."""
        values = {"submission_id": submission, "expert_id": expert, "state": ReviewState.ASKED.value, "asked_at": now}
        values |= {"kind": kind.value}
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

    def listed(self, expert: PersonId, *, offset: int, limit: int) -> list[Listed]:
        """A part of what an expert was asked for and did not decline: what waits, the oldest first, then what is done,
        the newest first."""
        done = assignments.c.state == ReviewState.DONE
        found = self.all(
            sa.select(
                assignments.c.id,
                assignments.c.state,
                groups.c.name,
                submissions.c.content["title"].as_string().label("title"),
            )
            .join(submissions, submissions.c.id == assignments.c.submission_id)
            .join(plans, plans.c.id == submissions.c.plan_id)
            .join(groups, groups.c.id == plans.c.group_id)
            .where(assignments.c.expert_id == expert, assignments.c.state != ReviewState.DECLINED)
            .order_by(sa.case((done, 1), else_=0), sa.case((done, -assignments.c.id), else_=assignments.c.id))
            .offset(offset)
            .limit(limit)
        )
        return [Listed(AssignmentId(row.id), row.state, row.name, row.title or "") for row in found]

    def counts(self, expert: PersonId) -> dict[str, int]:
        """How many an expert was asked for in each state."""
        mine = assignments.c.expert_id == expert
        found = self.all(sa.select(assignments.c.state, sa.func.count()).where(mine).group_by(assignments.c.state))
        return {row[0]: row[1] for row in found}

    def of_submission(self, submission: SubmissionId) -> list[Assignment]:
        """All reviews of one version for advice, the oldest first."""
        where = (assignments.c.submission_id == submission, assignments.c.kind == Reading.ADVICE.value)
        return [_assignment(row) for row in self.all(_SELECT.where(*where).order_by(assignments.c.id))]

    def readings(self, round_id: RoundId) -> list[Assignment]:
        """All reviews for the decision in a round, the oldest first."""
        found = _SELECT.join(plans, plans.c.id == submissions.c.plan_id)
        where = (plans.c.round_id == round_id, assignments.c.kind != Reading.ADVICE.value)
        return [_assignment(row) for row in self.all(found.where(*where).order_by(assignments.c.id))]

    def readings_of(self, plan: PlanId) -> list[Assignment]:
        """All reviews of a plan for the decision, the oldest first."""
        where = (submissions.c.plan_id == plan, assignments.c.kind != Reading.ADVICE.value)
        return [_assignment(row) for row in self.all(_SELECT.where(*where).order_by(assignments.c.id))]

    def known(self, group: GroupId) -> set[PersonId]:
        """Who has had to do with a group as an expert: advised it, helped it, answered it, or said to be connected."""
        of_group = plans.c.group_id == group
        asked = (
            sa.select(assignments.c.expert_id)
            .join(submissions, submissions.c.id == assignments.c.submission_id)
            .join(plans, plans.c.id == submissions.c.plan_id)
            .where(of_group)
        )
        said = asked.where(assignments.c.state == ReviewState.DECLINED.value)
        advised = asked.where(
            assignments.c.kind == Reading.ADVICE.value, assignments.c.state != ReviewState.ASKED.value
        )
        helped = (
            sa.select(calls.c.helper_id)
            .join(checkins, checkins.c.id == calls.c.id)
            .join(actions, actions.c.id == checkins.c.action_id)
            .join(plans, plans.c.id == actions.c.plan_id)
            .where(of_group)
        )
        answered = sa.select(questions.c.taker_id).where(questions.c.group_id == group)
        found = (row[0] for query in (said, advised, helped, answered) for row in self.all(query))
        return {PersonId(one) for one in found if one is not None}

    # Whom staff want, and do not want --------------------------------------------------------------------------------
    def put_rule(self, plan: PlanId, expert: PersonId, pinned: bool | None, by: PersonId, *, now: datetime) -> None:
        """Somebody is to read a plan (True), is not to (False), or neither (None)."""
        if pinned is None:
            where = (reader_rules.c.plan_id == plan, reader_rules.c.expert_id == expert)
            self.run(reader_rules.delete().where(*where))
            return
        values = {"plan_id": plan, "expert_id": expert, "pinned": pinned, "by_id": by, "at": now}
        self.upsert(reader_rules, values, key=("plan_id", "expert_id"))

    def rules_of(self, plan: PlanId) -> dict[PersonId, bool]:
        """Expert → whether staff pinned them to a plan, or forbade it."""
        columns = (reader_rules.c.expert_id, reader_rules.c.pinned)
        return {
            row.expert_id: row.pinned for row in self.all(sa.select(*columns).where(reader_rules.c.plan_id == plan))
        }

    def of_newest(self, plans_: Sequence[PlanId]) -> list[Given]:
        """Of each of these plans the reviews for the decision, and for advice those of the newest version, the oldest
        first, but for those that were declined."""
        found: list[Given] = []
        points = sa.select(sa.func.sum(scores.c.mark)).where(scores.c.assignment_id == assignments.c.id)
        other = submissions.alias()
        newest = sa.select(sa.func.max(other.c.id)).where(other.c.plan_id == submissions.c.plan_id).scalar_subquery()
        query = (
            sa.select(*_ASSIGNMENT, sa.func.coalesce(persons.c.name, ""), points.scalar_subquery())
            .join(submissions, submissions.c.id == assignments.c.submission_id)
            .join(persons, persons.c.id == assignments.c.expert_id, isouter=True)
            .where(assignments.c.state != ReviewState.DECLINED)
            .where(sa.or_(assignments.c.kind != Reading.ADVICE.value, submissions.c.id == newest))
            .order_by(assignments.c.id)
        )
        for first in range(0, len(plans_), CHUNK):
            rows = self.all(query.where(submissions.c.plan_id.in_(plans_[first : first + CHUNK])))
            found += [Given(_assignment(row), row[-2], int(row[-1] or 0)) for row in rows]
        return found

    def open_results(self, plan: PlanId, person: PersonId) -> None:
        """Somebody looks at what a plan got."""
        self.insert_new(results_seen, {"plan_id": plan, "person_id": person}, key=("plan_id", "person_id"))

    def opened(self, plan: PlanId, person: PersonId) -> bool:
        """Whether somebody has ever looked at what a plan got."""
        here = (results_seen.c.plan_id == plan, results_seen.c.person_id == person)
        return self.value(results_seen.c.plan_id, *here) is not None

    def of_plan(self, plan: PlanId) -> list[Assignment]:
        """All reviews of all versions of a plan, the oldest first."""
        found = self.all(_SELECT.where(submissions.c.plan_id == plan).order_by(assignments.c.id))
        return [_assignment(row) for row in found]

    def decided(self) -> list[tuple[PlanId, datetime]]:
        """Plans with the experts of which all who read the newest version have decided, and when the last one did."""
        advice = assignments.c.kind == Reading.ADVICE.value
        waits = sa.exists().where(
            assignments.c.submission_id == submissions.c.id, assignments.c.state.in_(_WAITING), advice
        )
        newest = sa.select(sa.func.max(submissions.c.id)).where(submissions.c.plan_id == plans.c.id).scalar_subquery()
        other = assignments.alias()
        found = self.all(
            sa.select(plans.c.id, sa.func.max(other.c.decided_at).label("at"))
            .join(submissions, submissions.c.plan_id == plans.c.id)
            .join(other, other.c.submission_id == submissions.c.id)
            .where(plans.c.state == PlanState.SUBMITTED.value, submissions.c.id == newest.correlate(plans))
            .where(other.c.state == ReviewState.DONE.value, other.c.kind == Reading.ADVICE.value, sa.not_(waits))
            .group_by(plans.c.id)
            .order_by(plans.c.id)
        )
        return [(PlanId(row.id), row.at) for row in found if row.at]

    def open_count(self, expert: PersonId) -> int:
        """How many reviews wait for an expert."""
        states = (ReviewState.ASKED.value, ReviewState.SCORING.value)
        where = (assignments.c.expert_id == expert, assignments.c.state.in_(states))
        return int(self.value(sa.func.count(), *where) or 0)

    def change(self, assignment: AssignmentId, **values: object) -> None:
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

    def scores_of(self, round_id: RoundId) -> dict[AssignmentId, dict[str, int]]:
        """What every reading for the decision in a round gave so far, by criterion."""
        found: dict[AssignmentId, dict[str, int]] = {}
        rows = self.all(
            sa.select(scores.c.assignment_id, scores.c.criterion, scores.c.mark)
            .join(assignments, assignments.c.id == scores.c.assignment_id)
            .join(submissions, submissions.c.id == assignments.c.submission_id)
            .join(plans, plans.c.id == submissions.c.plan_id)
            .where(plans.c.round_id == round_id, assignments.c.kind != Reading.ADVICE.value)
        )
        for row in rows:
            found.setdefault(AssignmentId(row.assignment_id), {})[row.criterion] = row.mark
        return found

    def carried(self, assignment: AssignmentId) -> frozenset[str]:
        """The criteria whose scores come from an earlier version and were not looked at again."""
        where = (scores.c.assignment_id == assignment, scores.c.carried.is_(True))
        return frozenset(row.criterion for row in self.all(sa.select(scores.c.criterion).where(*where)))

    def comment(
        self,
        assignment: AssignmentId,
        step: str,
        text: str,
        medium: MediumId | None,
        *,
        now: datetime,
        kind: Said | None = None,
    ) -> None:
        """Keep an expert's words on a step ("" = on the whole)."""
        values = {"step": step, "text": text, "medium_id": medium, "kind": kind.value if kind else ""}
        self.insert(comments, assignment_id=assignment, at=now, **values)

    def comments(self, assignment: AssignmentId) -> list[Comment]:
        """An expert's words on a version, the oldest first, each with what the group says of it."""
        found = self.all(
            sa.select(
                comments.c.step,
                comments.c.text,
                comments.c.medium_id,
                sa.func.coalesce(persons.c.name, ""),
                comments.c.at,
                comments.c.kind,
                comments.c.id,
                comments.c.assignment_id,
                exchanges.c.kind,
                sa.func.coalesce(exchanges.c.answer, ""),
                exchanges.c.answer_medium_id,
                exchanges.c.answered_at,
            )
            .join(assignments, assignments.c.id == comments.c.assignment_id)
            .join(exchanges, exchanges.c.comment_id == comments.c.id, isouter=True)
            .join(persons, persons.c.id == assignments.c.expert_id, isouter=True)
            .where(comments.c.assignment_id == assignment)
            .order_by(comments.c.id)
        )
        return [Comment(*row) for row in found]

    # What was seen in the field ---------------------------------------------------------------------------------------
    def put_visit(self, plan: PlanId, expert: PersonId, *, now: datetime, **values: object) -> None:
        """Keep what an expert saw of a plan: points, medium_id, pictured, location; what is not named stays."""
        self.upsert(visits, {"plan_id": plan, "expert_id": expert, "at": now, **values}, key=("plan_id", "expert_id"))

    def visits(self, plan: PlanId) -> list[Visit]:
        """What experts saw of a plan, the oldest first."""
        columns = [visits.c[name] for name in ("plan_id", "expert_id", "points", "medium_id", "location", "pictured")]
        found = self.all(
            sa.select(*columns, sa.func.coalesce(persons.c.name, ""))
            .join(persons, persons.c.id == visits.c.expert_id, isouter=True)
            .where(visits.c.plan_id == plan)
            .order_by(visits.c.id)
        )
        return [Visit(*row) for row in found]


def _assignment(row: AnyRow) -> Assignment:
    values = row._mapping
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
        kind=values["kind"],
    )
