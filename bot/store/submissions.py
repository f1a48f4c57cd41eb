"""Frozen versions of plans as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import PersonId, PlanId, SubmissionId
from bot.domain.plans import Submission
from bot.store.repository import Repository
from bot.store.tables import submissions

_COLUMNS = [submissions.c[name] for name in ("id", "plan_id", "version", "submitted_by", "at", "content")]


class Submissions(Repository):
    """What groups have sent, numbered."""

    def freeze(
        self, plan: PlanId, by: PersonId, content: Mapping[str, object], *, revision: int, now: datetime
    ) -> SubmissionId:
        """Keep a version that never changes again."""
        last = self.value(sa.func.coalesce(sa.func.max(submissions.c.version), 0), submissions.c.plan_id == plan)
        values = {"plan_id": plan, "version": int(last or 0) + 1, "revision": revision, "content": dict(content)}
        return SubmissionId(self.insert(submissions, submitted_by=by, at=now, **values))

    def get(self, submission: SubmissionId) -> Submission | None:
        row = self.first(sa.select(*_COLUMNS).where(submissions.c.id == submission))
        return Submission(*row) if row else None

    def of_plan(self, plan: PlanId) -> list[Submission]:
        """Every version of a plan, the newest first."""
        where = submissions.c.plan_id == plan
        found = self.all(sa.select(*_COLUMNS).where(where).order_by(submissions.c.version.desc()))
        return [Submission(*row) for row in found]

    def numbered(self, plan: PlanId, version: int) -> Submission | None:
        """A version of a plan by its number."""
        where = (submissions.c.plan_id == plan, submissions.c.version == version)
        row = self.first(sa.select(*_COLUMNS).where(*where))
        return Submission(*row) if row else None

    def latest(self, plan: PlanId) -> Submission | None:
        row = self.first(
            sa.select(*_COLUMNS).where(submissions.c.plan_id == plan).order_by(submissions.c.version.desc())
        )
        return Submission(*row) if row else None
