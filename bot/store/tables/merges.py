"""Two entries that turned out to be one person."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import flag, identity, instant, metadata, ref

merges = sa.Table(
    "merges",
    metadata,
    identity(),
    ref("group_id", "groups"),
    ref("kept_id", "persons"),
    ref("gone_id", "persons"),  # nothing refers to them any more; forgotten when it cannot be undone any more
    ref("by_id", "persons", outlives=True),
    sa.Column("trace", sa.JSON, nullable=False),  # how it is undone
    flag("undone"),
    instant("at"),
)
sa.Index(None, merges.c.kept_id)
sa.Index(None, merges.c.gone_id)
