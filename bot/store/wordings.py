"""Transcriptions and translations as they are kept: every one that was ever written, with its helper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import PersonId, PlanId
from bot.domain.wordings import Wording
from bot.domain.wordings import Wordings as Standing
from bot.store.repository import AnyRow, Repository
from bot.store.tables import persons, wordings

_WORDING = (wordings.c.subject, wordings.c.kind, wordings.c.text, wordings.c.helper_id, persons.c.name, wordings.c.at)
_OF_PLAN = (
    sa.select(*_WORDING)
    .join(persons, persons.c.id == wordings.c.helper_id, isouter=True)
    .where(wordings.c.plan_id == sa.bindparam("plan"))
    .order_by(wordings.c.id)
)
_AT_ONCE = 400  # subjects in one statement


class Wordings(Repository):
    """The words that helpers set beside voices and texts of a plan."""

    def of_plan(self, plan: PlanId) -> Standing:
        """What stands now."""
        return Standing.of(self._found(plan))

    def beside(self, subjects: Sequence[str]) -> Standing:
        """What stands beside some subjects, in whatever plan."""
        named = wordings.outerjoin(persons, persons.c.id == wordings.c.helper_id)
        found: list[Wording] = []
        for first in range(0, len(subjects), _AT_ONCE):
            some = wordings.c.subject.in_(subjects[first : first + _AT_ONCE])
            rows = self.all(sa.select(*_WORDING).select_from(named).where(some).order_by(wordings.c.id))
            found += map(_wording, rows)
        return Standing.of(found)

    def history(self, plan: PlanId, subject: str, kind: str) -> list[Wording]:
        """Every wording of a kind that a voice or text ever had, the oldest first."""
        return [one for one in self._found(plan) if (one.subject, one.kind) == (subject, kind)]

    def add(self, plan: PlanId, subject: str, kind: str, text: str, helper: PersonId, *, now: datetime) -> None:
        """Set words beside a subject; those before stay in the history."""
        values = {"plan_id": plan, "subject": subject, "kind": kind, "text": text, "helper_id": helper}
        self.insert(wordings, at=now, **values)

    def _found(self, plan: PlanId) -> list[Wording]:
        return [_wording(row) for row in self.ask(_OF_PLAN, plan=plan)]


def _wording(row: AnyRow) -> Wording:
    return Wording(row.subject, row.kind, row.text, PersonId(row.helper_id or 0), row.name or "", row.at)
