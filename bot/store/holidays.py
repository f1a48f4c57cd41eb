"""Holidays that staff set, beside the yearly ones of the content."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.reminders import Holiday
from bot.store.repository import Repository
from bot.store.tables import holidays

_HOLIDAY = (holidays.c.first_on, holidays.c.last_on, holidays.c.name, holidays.c.id)

_SINCE = (
    sa.select(*_HOLIDAY)
    .where(holidays.c.last_on >= sa.bindparam("day", type_=sa.Date))
    .order_by(holidays.c.first_on, holidays.c.id)
)


class Holidays(Repository):
    """Days on which nothing is asked of anybody."""

    def since(self, day: date) -> list[Holiday]:
        """Those that end on `day` or later, the next first."""
        return [Holiday(*row) for row in self.ask(_SINCE, day=day)]

    def get(self, holiday: int) -> Holiday | None:
        row = self.first(sa.select(*_HOLIDAY).where(holidays.c.id == holiday))
        return Holiday(*row) if row else None

    def add(self, first: date, last: date, name: str, *, now: datetime) -> int:
        return self.insert(holidays, first_on=first, last_on=last, name=name, at=now)

    def rename(self, holiday: int, name: str) -> None:
        self.update(holidays, holidays.c.id == holiday, name=name)

    def remove(self, holiday: int) -> bool:
        """False when it was gone already."""
        return bool(self.run(holidays.delete().where(holidays.c.id == holiday)).rowcount)
