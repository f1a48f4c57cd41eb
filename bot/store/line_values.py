"""What stood in the lines of the table of work, value by value, with who wrote it and how long it stood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import ActionId, PersonId
from bot.domain.plans import LineValue
from bot.store.repository import Repository
from bot.store.tables import line_values, persons

_COLUMNS = (
    *(line_values.c[name] for name in ("id", "action_id", "field", "value", "author_id")),
    persons.c.name,
    line_values.c.ended_at,
)
_ALL = sa.select(*_COLUMNS).join(persons, persons.c.id == line_values.c.author_id, isouter=True)
_OF_ACTION = _ALL.where(line_values.c.action_id == sa.bindparam("action")).order_by(line_values.c.id)
_ONE = _ALL.where(line_values.c.id == sa.bindparam("which"))


class LineValues(Repository):
    """Values of lines, present and past."""

    def add(
        self, action: ActionId, field: str, value: Mapping[str, Any], author: PersonId | None, *, now: datetime
    ) -> int:
        """A value that stands from now on."""
        values = {"action_id": action, "field": field, "value": dict(value), "author_id": author}
        return int(self.insert(line_values, at=now, ended_at=None, **values))

    def wait(self, action: ActionId, field: str, value: Mapping[str, Any], author: PersonId, *, now: datetime) -> int:
        """A value that does not stand: its author has not chosen between it and another's."""
        values = {"action_id": action, "field": field, "value": dict(value), "author_id": author}
        return int(self.insert(line_values, at=now, ended_at=now, **values))

    def end(self, action: ActionId, field: str, value: Mapping[str, Any], *, now: datetime) -> LineValue | None:
        """The value that stood until now; one of an older version, whose author nobody knows, is kept as well."""
        standing = [one for one in self.of(action) if one.field == field and one.ended is None]
        which = standing[-1].id if standing else self.add(action, field, value, None, now=now)
        self.update(line_values, line_values.c.id == which, ended_at=now)
        return self.get(which)

    def get(self, which: int) -> LineValue | None:
        row = self.ask_one(_ONE, which=which)
        return LineValue(*row) if row else None

    def of(self, action: ActionId) -> list[LineValue]:
        """Every value that a line ever had, the oldest first."""
        return [LineValue(*row) for row in self.ask(_OF_ACTION, action=action)]
