"""What members said to a plan, and what the plan said then, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import PersonId, PlanId
from bot.domain.plans import Plan
from bot.domain.rounds import Verb
from bot.store.plans import PLAN, read_plan
from bot.store.repository import AnyRow, AnySelect, Repository
from bot.store.rounds import allowing
from bot.store.tables import agreements, nudges, persons, plans, rounds, snapshots

_SAID = ("person_id", "revision", "agrees", "reason", "medium_id", "told_by", "account_id", "at")
_OF_PLAN = (
    sa.select(*(agreements.c[name] for name in _SAID))
    .add_columns(persons.c.sex, sa.func.coalesce(persons.c.name, "").label("name"))
    .join(persons, persons.c.id == agreements.c.person_id, isouter=True)
    .where(agreements.c.plan_id == sa.bindparam("plan"))
    .order_by(agreements.c.at, agreements.c.person_id)
)


def doubt(plan: PlanId, revision: int) -> str:
    """The key under which stands that a changed plan was taken up."""
    return f"doubted:{plan}:{revision}"


def _doubted(after: datetime, before: datetime, *columns: sa.ColumnElement[Any]) -> AnySelect:
    answered = sa.exists().where(agreements.c.plan_id == plans.c.id, agreements.c.revision < plans.c.revision)
    key = sa.literal("doubted:") + sa.cast(plans.c.id, sa.Text) + ":" + sa.cast(plans.c.revision, sa.Text)
    return (
        sa.select(*columns)
        .join(rounds, rounds.c.id == plans.c.round_id)
        .where(allowing(Verb.AGREE), plans.c.updated_at.between(after, before))
        .where(answered, ~sa.exists().where(nudges.c.key == key))
    )


class Agreements(Repository):
    """Agreements to revisions of plans, and what these revisions said."""

    def put(
        self, plan: PlanId, person: PersonId, *, agrees: bool, revision: int, now: datetime, **values: object
    ) -> None:
        """Keep what a person says to a revision, instead of what was there; `values` are columns of the table."""
        row = {"plan_id": plan, "person_id": person, "revision": revision, "agrees": agrees, "at": now}
        row |= {"reason": "", "medium_id": None, "told_by": None, "account_id": None} | values
        self.upsert(agreements, row, key=("plan_id", "person_id"))

    def take_back(self, plan: PlanId, person: PersonId) -> None:
        """What was said for a person is taken back."""
        self.run(agreements.delete().where(agreements.c.plan_id == plan, agreements.c.person_id == person))

    def of_plan(self, plan: PlanId) -> Sequence[AnyRow]:
        """What members said: person_id (None: not known any more), revision, agrees, reason, …, at, sex, name."""
        return self.ask(_OF_PLAN, plan=plan)

    def keep_content(self, plan: PlanId, revision: int, content: Mapping[str, object]) -> None:
        """Keep what the plan said at a revision; the first time is enough."""
        values = {"plan_id": plan, "revision": revision, "content": dict(content)}
        self.insert_new(snapshots, values, key=("plan_id", "revision"))

    def content_at(self, plan: PlanId, revision: int) -> Mapping[str, object] | None:
        """What the plan said at a revision, if anybody answered it."""
        found: Mapping[str, object] | None = self.value(
            snapshots.c.content, snapshots.c.plan_id == plan, snapshots.c.revision == revision
        )
        return found

    def doubted(self, *, after: datetime, before: datetime, limit: int) -> list[Plan]:
        """Plans being written that were changed after somebody had answered, last between `after` and `before`; without
        those whose revision was taken up already."""
        found = self.all(_doubted(after, before, *PLAN).order_by(plans.c.updated_at).limit(limit))
        return [read_plan(row) for row in found]

    def next_doubted(self, *, after: datetime, before: datetime) -> datetime | None:
        """When the first of them was changed."""
        row = self.first(_doubted(after, before, sa.func.min(plans.c.updated_at).label("at")))
        return row.at if row else None
