"""When something rings and when not: messages that ask, holidays, groups that rest, timetables, what was said."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.reminders import TimetableOf
from bot.store.tables.columns import BIG, count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import EnumText

copies = sa.Table(  # the reminder messages: which one asks about which action
    "copies",
    metadata,
    identity(),
    ref("row_id", "outbox"),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    ref("reminder_id", "reminders"),
    ref("action_id", "actions"),
    count("revision"),
    flag("below"),  # the chat was asked again in a newer message
    instant("at"),
    sa.UniqueConstraint("row_id", "reminder_id"),
)
sa.Index(None, copies.c.chat_id, copies.c.at)
sa.Index(None, copies.c.action_id)
holidays = sa.Table(  # those that staff set, beside the yearly ones of the content
    "holidays",
    metadata,
    identity(),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("last_on", sa.Date, nullable=False),
    text("name"),
    instant("at"),
)
sa.Index(None, holidays.c.last_on)
pauses = sa.Table(  # a group for which nothing rings
    "pauses",
    metadata,
    ref("group_id", "groups", primary_key=True),
    instant("from_at"),
    sa.Column("until_on", sa.Date),  # the first day on which it rings again; none: until somebody resumes
    instant("ended_at", null=True),
)
timetables = sa.Table(  # what staff changed for a round or a group
    "timetables",
    metadata,
    sa.Column("scope", EnumText("timetables.scope", TimetableOf), primary_key=True),
    sa.Column("subject", BIG, primary_key=True, autoincrement=False),
    sa.Column("steps", sa.JSON, nullable=False),
    instant("at"),
)
nudges = sa.Table(  # what somebody was called to mind of, so that it is said once
    "nudges",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    instant("at"),
)
sa.Index("ix_nudges_age", nudges.c.at)
