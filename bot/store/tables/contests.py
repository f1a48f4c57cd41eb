"""Competitions: the phases of rounds."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.contests import Phase
from bot.store.tables.columns import instant, metadata, ref, text
from bot.store.tables.enums import one_of

contests = sa.Table(
    "contests",
    metadata,
    ref("round_id", "rounds", primary_key=True),
    one_of("contests.phase", Phase),
    instant("since"),
    instant("next_at", null=True),  # when the phase ends by itself
    instant("warned_at", null=True),  # when those who have still something to do were reminded of its end
    sa.Column("rules", sa.JSON, nullable=False),
    sa.Column("dice", sa.JSON, nullable=False),
    text("seed"),
)
sa.Index(None, contests.c.next_at)
