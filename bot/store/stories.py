"""Stories of change as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import GroupId, PersonId, PlanId, StoryId
from bot.domain.stories import Story, StoryState, Telling
from bot.store.repository import AnyRow, Repository
from bot.store.tables import groups, persons, plans, stories, tellings, villages

_COLUMNS = (
    *(stories.c[name] for name in ("id", "state", "shared", "told_at", "rung")),
    stories.c.plan_id.label("plan"),
    plans.c.group_id.label("group"),
    plans.c.title,
    groups.c.name.label("group_name"),
    villages.c.name.label("village"),
)
_JOINED = (
    stories.join(plans, plans.c.id == stories.c.plan_id)
    .join(groups, groups.c.id == plans.c.group_id)
    .join(villages, villages.c.id == groups.c.village_id)
)

_WITH_PLANS = stories.join(plans, plans.c.id == stories.c.plan_id)
_READABLE = sa.and_(stories.c.shared, stories.c.state == StoryState.TOLD)


class Stories(Repository):
    """What groups tell, piece by piece."""

    def add(self, plan: PlanId, *, now: datetime, next_at: datetime) -> StoryId | None:
        """Begin the story of a plan; None when it has one."""
        values = {"plan_id": plan, "state": StoryState.ASKED.value, "asked_at": now, "next_at": next_at}
        found = self.insert_once(stories, values, key=("plan_id",))
        return StoryId(found) if found else None

    def get(self, story: StoryId) -> Story | None:
        found = self._read(stories.c.id == story)
        return found[0] if found else None

    def of_plan(self, plan: PlanId) -> Story | None:
        found = self._read(stories.c.plan_id == plan)
        return found[0] if found else None

    def every(self) -> list[Story]:
        """Every story, the newest first."""
        return self._read()

    def readable(self) -> list[Story]:
        """Those that everybody may read, the newest first."""
        return self._read(_READABLE)

    def count(self, groups_of: Sequence[GroupId] | None) -> int:
        """How many stories may be read by whoever is in these groups; None: by staff, who read all."""
        if groups_of is None:
            return int(self.value(sa.func.count(), stories.c.id.is_not(None)) or 0)
        row = self.first(sa.select(sa.func.count()).select_from(_WITH_PLANS).where(_for(groups_of)))
        return row[0] if row else 0

    def some(self, groups_of: Sequence[GroupId] | None, *, offset: int = 0, limit: int | None = None) -> list[Story]:
        """A part of them, the newest first."""
        where = [] if groups_of is None else [_for(groups_of)]
        return self._read(*where, offset=offset, limit=limit)

    def change(self, story: StoryId, **values: object) -> None:
        self.update(stories, stories.c.id == story, **values)

    def due(self, *, now: datetime, limit: int) -> list[Story]:
        """Stories whose leader is to be reminded, locked until the transaction ends."""
        found = self.all(
            sa.select(stories.c.id).where(stories.c.next_at <= now).limit(limit).with_for_update(skip_locked=True)
        )
        return self._read(stories.c.id.in_([row.id for row in found])) if found else []

    def next_at(self) -> datetime | None:
        """When a leader is reminded next."""
        found: datetime | None = self.value(sa.func.min(stories.c.next_at))
        return found

    def tell(self, story: StoryId, person: PersonId, *, now: datetime, **values: object) -> int:
        """A new piece; `values`: kind, words, medium_id."""
        return self.insert(tellings, story_id=story, person_id=person, at=now, **values)

    def tellings(self, story: StoryId) -> list[Telling]:
        """The pieces of a story in their order, without those that were taken out."""
        columns = (tellings.c.id, tellings.c.kind, tellings.c.words, tellings.c.medium_id, tellings.c.person_id)
        found = self.all(
            sa.select(*columns, sa.func.coalesce(persons.c.name, ""))
            .join(persons, persons.c.id == tellings.c.person_id, isouter=True)
            .where(tellings.c.story_id == story, tellings.c.removed.is_(False))
            .order_by(tellings.c.id)
        )
        return [Telling(*row) for row in found]

    def words(self) -> Sequence[AnyRow]:
        """What is told in every story that everybody may read: story, words."""
        return self.all(
            sa.select(tellings.c.story_id.label("story"), tellings.c.words)
            .join(stories, stories.c.id == tellings.c.story_id)
            .where(_READABLE, tellings.c.removed.is_(False), tellings.c.words != "")
            .order_by(tellings.c.id)
        )

    def take_out(self, telling: int) -> None:
        """A piece is not part of the story any more."""
        self.update(tellings, tellings.c.id == telling, removed=True)

    def _read(self, *where: sa.ColumnElement[bool], offset: int = 0, limit: int | None = None) -> list[Story]:
        query = sa.select(*_COLUMNS).select_from(_JOINED).where(*where).order_by(stories.c.id.desc())
        return [_story(row) for row in self.all(query.offset(offset).limit(limit))]


def _for(groups_of: Sequence[GroupId]) -> sa.ColumnElement[bool]:
    return sa.or_(_READABLE, plans.c.group_id.in_(list(groups_of)))


def _story(row: AnyRow) -> Story:
    return Story(**row._asdict())
