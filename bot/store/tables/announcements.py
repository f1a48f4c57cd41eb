"""What staff announce, whom they choose for it, and the answers to it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.announcements import AnnouncementState, Reached, Reply, Ways
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
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
    sa.Column("media", sa.JSON),  # its pictures, voices and files, by language
    text("reason"),  # why it is in one language only
    flag("unasked"),  # without buttons to answer it
    one_of("announcements.ways", Ways, default="private"),
    instant("starts_at", null=True),  # for which hour it is planned
    flag("at_night"),  # it leaves also in the quiet hours
    ref("confirmed_by", "persons", outlives=True),
    flag("written"),  # every row is
    instant("ended_at", null=True),  # when nothing was on its way any more
    instant("corrected_at", null=True),
    instant("recalled_at", null=True),
)
announcement_replies = sa.Table(
    "announcement_replies",
    metadata,
    ref("announcement_id", "announcements", primary_key=True),
    ref("person_id", "persons", primary_key=True),
    one_of("announcement_replies.answer", Reply),
    instant("at"),
)
hearers = sa.Table(  # everybody whom an announcement was for when it was confirmed, in Telegram or not
    "hearers",
    metadata,
    ref("announcement_id", "announcements", primary_key=True),
    ref("person_id", "persons", primary_key=True),
    ref("group_id", "groups", outlives=True),
    one_of("hearers.reached", Reached, optional=True),  # outside of Telegram
    ref("by_id", "persons", outlives=True),
    instant("at", null=True),
)
sa.Index("ix_hearers_group", hearers.c.announcement_id, hearers.c.group_id)
audiences = sa.Table(  # that staff have given a name
    "audiences",
    metadata,
    identity(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("conditions", sa.JSON, nullable=False),
    ref("author_id", "persons", outlives=True),
    instant("at"),
)
