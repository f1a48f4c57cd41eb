"""Where each conversation stands, what came in, what goes out, and jobs."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.delivery import JobState, Method, SendState, UpdateState
from bot.store.tables.columns import BIG, count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

places = sa.Table(
    "places",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("account_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stack", sa.JSON, nullable=False),
    sa.Column("answered", BIG, nullable=False, server_default="0"),
    text("album"),
    sa.Column("voice", sa.JSON),  # the voice that was sent below a page
    text("page"),  # the address of the top one, to find who has it open
    instant("updated_at"),
)
sa.Index("ix_places_page", places.c.page, places.c.updated_at)
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("account_id", sa.BigInteger, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
    one_of("inbox.state", UpdateState),
    count("attempts"),
    text("code"),
    text("error"),
    instant("received_at"),
)
sa.Index("ix_inbox_waiting", inbox.c.state, inbox.c.chat_id, inbox.c.update_id)
sa.Index("ix_inbox_age", inbox.c.state, inbox.c.received_at)
outbox = sa.Table(
    "outbox",
    metadata,
    identity(),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    ref("person_id", "persons", null=True),
    count("lane"),
    one_of("outbox.method", Method),
    sa.Column("content", sa.JSON),
    text("notice"),
    sa.Column("args", sa.JSON),
    sa.Column("place", sa.JSON),
    sa.Column("edits", BIG),  # the outbox row whose message this one edits
    sa.Column("message_id", sa.BigInteger),
    sa.Column("also", sa.JSON),  # the numbers of the messages before it, where it became several
    one_of("outbox.state", SendState),
    text("reason"),
    count("attempts"),
    flag("doubted"),  # it may have arrived before it was sent once more
    instant("next_at"),
    ref("announcement_id", "announcements", null=True),
    sa.Column("key", sa.Text, unique=True),
    instant("created_at"),
    instant("settled_at", null=True),
)
sa.Index("ix_outbox_state", outbox.c.state, outbox.c.lane, outbox.c.id)
sa.Index("ix_outbox_chat", outbox.c.chat_id, outbox.c.id)
sa.Index("ix_outbox_announcement", outbox.c.announcement_id, outbox.c.state, outbox.c.reason)
sa.Index("ix_outbox_age", outbox.c.settled_at)
jobs = sa.Table(
    "jobs",
    metadata,
    identity(),
    text("kind"),
    sa.Column("args", sa.JSON, nullable=False),
    sa.Column("key", sa.Text, unique=True),
    one_of("jobs.state", JobState),
    count("attempts"),
    text("error"),
    instant("next_at"),
)
sa.Index(None, jobs.c.state, jobs.c.next_at)
