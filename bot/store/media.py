"""Photos, voices and files that people sent: Telegram's ids at once, the bytes in PHAEN_DATA soon after."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import MediumId, PersonId, PlanId
from bot.domain.media import MediumKind
from bot.store import references
from bot.store.repository import Repository
from bot.store.tables import media, plans


@dataclass(frozen=True, slots=True)
class Medium:
    """One file: `path` is below PHAEN_DATA/media and "" until it is fetched; size in bytes."""

    id: MediumId
    kind: MediumKind
    file_id: str
    mime: str
    name: str
    size: int
    seconds: int
    path: str


_COLUMNS = [media.c[name] for name in ("id", "kind", "file_id", "mime", "name", "size", "seconds", "path")]


class Media(Repository):
    """What is known of each file."""

    def add(self, *, now: datetime, **values: object) -> MediumId:
        return MediumId(self.insert(media, at=now, **values))

    def get(self, medium: MediumId) -> Medium | None:
        row = self.first(sa.select(*_COLUMNS).where(media.c.id == medium))
        return Medium(**row._asdict()) if row else None

    def fetched(self, medium: MediumId, path: str, size: int = 0) -> None:
        """Its bytes are kept. Their number, if given, is the true one: Telegram need not have said how many."""
        self.update(media, media.c.id == medium, path=path, size=size or media.c.size)

    def disown(self, medium: MediumId) -> None:
        """It belongs to the programme from now on, and stays when the person who sent it is forgotten."""
        self.update(media, media.c.id == medium, person_id=None)

    # How much there is ----------------------------------------------------------------------------------------------
    def sent_by(self, person: PersonId, *, since: datetime) -> int:
        """The bytes of all that somebody sent."""
        return int(self.value(sa.func.sum(media.c.size), media.c.person_id == person, media.c.at >= since) or 0)

    def count_of(self, person: PersonId, *, since: datetime) -> int:
        """How many files somebody sent."""
        return int(self.value(sa.func.count(), media.c.person_id == person, media.c.at >= since) or 0)

    def plan_of(self, medium: MediumId) -> PlanId | None:
        """The plan to which whatever names this file belongs; answers, which name none in a column, are not asked."""
        for column in references.named():
            joined = references.from_plans(column.table)
            if joined is None:
                continue
            row = self.first(sa.select(plans.c.id).select_from(joined).where(column == medium))
            if row is not None:
                return PlanId(row.id)
        return None

    def of_plan(self, plan: PlanId) -> int:
        """The bytes of all that a plan and its work refer to, each file once."""
        found: set[int] = set()
        for column in (*references.named(), *references.in_json()):
            joined = references.from_plans(column.table)
            if joined is not None:
                found |= self._named(column, joined, plans.c.id == plan)
        sizes = (
            self.value(sa.func.coalesce(sa.func.sum(media.c.size), 0), media.c.id.in_(some)) for some in _some(found)
        )
        return sum(map(int, sizes))

    # What nothing refers to -----------------------------------------------------------------------------------------
    def named_in(self, column: sa.Column[Any]) -> set[int]:
        """The files that one of the columns of `references` names."""
        return self._named(column, column.table)

    def mark_unused(self, used: Collection[int], *, now: datetime) -> None:
        """Note of each file that is not `used` since when that is so; of the others that it is not."""
        known = self.all(sa.select(media.c.id, media.c.unused_since))
        fresh = [row.id for row in known if row.unused_since is None and row.id not in used]
        again = [row.id for row in known if row.unused_since is not None and row.id in used]
        for numbers, since in ((fresh, now), (again, None)):
            for some in _some(numbers):
                self.update(media, media.c.id.in_(some), unused_since=since)

    def forget(self, *, before: datetime) -> int:
        """Remove what has not been used since an instant; returns how many."""
        named = (sa.exists().where(column == media.c.id) for column in references.named())
        return self.run(media.delete().where(media.c.unused_since < before, *(~one for one in named))).rowcount

    def paths(self) -> set[str]:
        """Where all the files are that were fetched."""
        return {row.path for row in self.all(sa.select(media.c.path).where(media.c.path != "").distinct())}

    def _named(self, column: sa.Column[Any], of: sa.FromClause, *where: sa.ColumnElement[bool]) -> set[int]:
        if not isinstance(column.type, sa.JSON):
            rows = self.all(sa.select(column).select_from(of).where(column.is_not(None), *where).distinct())
            return {int(row[0]) for row in rows}
        text = sa.cast(column, sa.Text)
        rows = self.all(sa.select(text).select_from(of).where(text.like('%"medium"%'), *where))
        return {number for row in rows for number in references.held(row[0])}


def _some(numbers: Collection[int]) -> Iterator[list[int]]:
    """A few at a time, as many as a statement may name."""
    listed = sorted(numbers)
    return (listed[first : first + 500] for first in range(0, len(listed), 500))
