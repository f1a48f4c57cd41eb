"""Two entries that turned out to be one person, or one group."""

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
unions = sa.Table(  # two entries that turned out to be one group
    "unions",
    metadata,
    identity(),
    ref("kept_id", "groups"),
    ref("gone_id", "groups"),
    ref("by_id", "persons", outlives=True),
    sa.Column("trace", sa.JSON, nullable=False),
    flag("undone"),
    instant("at"),
)
sa.Index(None, unions.c.kept_id)
sa.Index(None, unions.c.gone_id)
sa.Index(None, merges.c.kept_id)
sa.Index(None, merges.c.gone_id)
