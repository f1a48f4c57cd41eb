"""The days of seasons and festivals as staff set them; content/seasons.yaml has those that nobody set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.ids import PersonId
from bot.store.repository import Repository
from bot.store.tables import season_days
from bot.understand.spans import Span


class Seasons(Repository):
    """What staff set, by season, region ("" for everywhere) and year (0 for every year)."""

    def of(self, season: str) -> Mapping[tuple[str, int], Span]:
        """All that is set of a season: (region, year) → first and last day."""
        columns = [season_days.c[name] for name in ("region", "year", "first_on", "last_on")]
        order = (season_days.c.year, season_days.c.region)
        found = self.all(sa.select(*columns).where(season_days.c.season == season).order_by(*order))
        return {(row.region, row.year): (row.first_on, row.last_on) for row in found}

    def put(self, season: str, region: str, year: int, days: tuple[date, date], by: PersonId, *, now: datetime) -> None:
        values = {"season": season, "region": region, "year": year, "first_on": days[0], "last_on": days[1]}
        row = values | {"set_by": by, "set_at": now}
        self.upsert(season_days, row, key=("season", "region", "year"))

    def drop(self, season: str, region: str, year: int) -> bool:
        """Let content/seasons.yaml speak again; False when nothing was set."""
        where = (season_days.c.season == season, season_days.c.region == region, season_days.c.year == year)
        return bool(self.run(season_days.delete().where(*where)).rowcount)
