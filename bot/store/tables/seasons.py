"""The days of a season or festival as staff set them, for one year or for every year."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import count, identity, instant, metadata, ref, text

season_days = sa.Table(
    "season_days",
    metadata,
    identity(),
    text("season"),  # key of content/seasons.yaml
    text("region"),  # its region's key, "" for everywhere
    count("year"),  # in which it begins; 0: every year, and the days are those of a season that begins in 2000
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("last_on", sa.Date, nullable=False),
    ref("set_by", "persons", outlives=True),
    instant("set_at"),
    sa.UniqueConstraint("season", "region", "year"),
)
