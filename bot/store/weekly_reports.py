"""Who asked for the figures every week."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from bot.domain.ids import PersonId
from bot.store.repository import Repository
from bot.store.tables import weekly_reports


class Weekly(NamedTuple):
    """Somebody's wish: whose figures, and when they come next."""

    person: PersonId
    scope: str
    due_at: datetime


class WeeklyReports(Repository):
    """One wish a person."""

    def get(self, person: PersonId) -> Weekly | None:
        row = self.first(sa.select(weekly_reports).where(weekly_reports.c.person_id == person))
        return Weekly(PersonId(row.person_id), row.scope, row.due_at) if row else None

    def put(self, person: PersonId, scope: str, *, due_at: datetime) -> None:
        self.upsert(weekly_reports, {"person_id": person, "scope": scope, "due_at": due_at}, key=("person_id",))

    def remove(self, person: PersonId) -> bool:
        return bool(self.run(weekly_reports.delete().where(weekly_reports.c.person_id == person)).rowcount)

    def due(self, *, now: datetime, limit: int) -> list[Weekly]:
        """Whose figures are due, locked until the transaction ends."""
        found = self.all(
            sa.select(weekly_reports)
            .where(weekly_reports.c.due_at <= now)
            .order_by(weekly_reports.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [Weekly(PersonId(row.person_id), row.scope, row.due_at) for row in found]

    def next_at(self) -> datetime | None:
        """When the next ones are due."""
        found: datetime | None = self.value(sa.func.min(weekly_reports.c.due_at))
        return found
