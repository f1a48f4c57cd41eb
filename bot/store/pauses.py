"""Groups for which nothing rings: since when, and until which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.ids import GroupId
from bot.store.repository import Repository
from bot.store.tables import pauses


@dataclass(frozen=True, slots=True)
class Pause:
    """A group's last pause. `until`: the first day on which it rings again, None until somebody resumes."""

    since: datetime
    until: date | None
    ended_at: datetime | None

    def holds(self, day: date) -> bool:
        """Whether nothing rings on the group's `day`."""
        return self.ended_at is None and (self.until is None or day < self.until)


class Pauses(Repository):
    """The last pause of each group."""

    def of(self, group: GroupId) -> Pause | None:
        row = self.first(
            sa.select(pauses.c.from_at, pauses.c.until_on, pauses.c.ended_at).where(pauses.c.group_id == group)
        )
        return Pause(*row) if row else None

    def put(self, group: GroupId, until: date | None, *, now: datetime) -> None:
        """A pause begins now; it replaces the one before."""
        values = {"group_id": group, "from_at": now, "until_on": until, "ended_at": None}
        self.upsert(pauses, values, key=("group_id",))

    def prolong(self, group: GroupId, until: date | None) -> None:
        """The pause that holds ends on another day."""
        self.update(pauses, pauses.c.group_id == group, until_on=until)

    def end(self, group: GroupId, *, now: datetime) -> None:
        self.update(pauses, pauses.c.group_id == group, pauses.c.ended_at.is_(None), ended_at=now)
