"""What staff announce, and the answers to it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import count, identity, instant, metadata, ref, text

announcements = sa.Table(
    "announcements",
    metadata,
    identity(),
    ref("author_id", "persons"),
    sa.Column("texts", sa.JSON, nullable=False),
    sa.Column("audience", sa.JSON, nullable=False),
    text("state"),  # draft, waiting (second confirmation), sending (rows are being written), sent, stopped
    count("revision"),
    count("recipients"),
    instant("created_at"),
    instant("sent_at", null=True),
)
announcement_replies = sa.Table(
    "announcement_replies",
    metadata,
    ref("announcement_id", "announcements", primary_key=True),
    ref("person_id", "persons", primary_key=True),
    text("answer"),  # understood, call
    instant("at"),
)
