"""The audit log, and key–value pairs of this deployment."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import identity, instant, metadata, ref, text

audit = sa.Table(
    "audit",
    metadata,
    identity(),
    ref("person_id", "persons", outlives=True),
    text("verb"),
    text("subject"),
    instant("at"),
)
facts = sa.Table(  # key–value pairs of this deployment, such as when it last ran
    "facts",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    text("value"),
)
