"""What staff announce, and the answers to it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.announcements import AnnouncementState, Reply
from bot.store.tables.columns import count, identity, instant, metadata, ref
from bot.store.tables.enums import one_of

announcements = sa.Table(
    "announcements",
    metadata,
    identity(),
    ref("author_id", "persons", outlives=True),
    sa.Column("texts", sa.JSON, nullable=False),
    sa.Column("marks", sa.JSON),  # how their words are marked, by language
    sa.Column("audience", sa.JSON, nullable=False),
    one_of("announcements.state", AnnouncementState),
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
    one_of("announcement_replies.answer", Reply),
    instant("at"),
)
