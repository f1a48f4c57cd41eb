"""What members said to a plan, and what the plan said then, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import PersonId, PlanId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import agreements, persons, snapshots


class Agreements(Repository):
    """Agreements to revisions of plans, and what these revisions said."""

    def put(self, plan: PlanId, person: PersonId, *, agrees: bool, revision: int, now: datetime, **values: Any) -> None:
        """Keep what a person says to a revision, instead of what was there; `values` are columns of the table."""
        row = {"plan_id": plan, "person_id": person, "revision": revision, "agrees": agrees, "at": now}
        row |= {"reason": "", "medium_id": None, "told_by": None, "account_id": None} | values
        self.upsert(agreements, row, key=("plan_id", "person_id"))

    def take_back(self, plan: PlanId, person: PersonId) -> None:
        """What was said for a person is taken back."""
        self.run(agreements.delete().where(agreements.c.plan_id == plan, agreements.c.person_id == person))

    def of_plan(self, plan: PlanId) -> Sequence[AnyRow]:
        """What members said: person_id (None: not known any more), revision, agrees, reason, …, at, sex, name."""
        names = ("person_id", "revision", "agrees", "reason", "medium_id", "told_by", "account_id", "at")
        columns = [agreements.c[name] for name in names]
        return self.all(
            sa.select(*columns, persons.c.sex, sa.func.coalesce(persons.c.name, "").label("name"))
            .join(persons, persons.c.id == agreements.c.person_id, isouter=True)
            .where(agreements.c.plan_id == plan)
            .order_by(agreements.c.at, agreements.c.person_id)
        )

    def keep_content(self, plan: PlanId, revision: int, content: Mapping[str, Any]) -> None:
        """Keep what the plan said at a revision; the first time is enough."""
        values = {"plan_id": plan, "revision": revision, "content": dict(content)}
        self.insert_new(snapshots, values, key=("plan_id", "revision"))

    def content_at(self, plan: PlanId, revision: int) -> Mapping[str, Any] | None:
        """What the plan said at a revision, if anybody answered it."""
        found: Mapping[str, Any] | None = self.value(
            snapshots.c.content, snapshots.c.plan_id == plan, snapshots.c.revision == revision
        )
        return found
