"""Every table of the database; Alembic's migrations are made from these."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is taken off and put back here."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite counts up only a plain INTEGER key


def _id() -> sa.Column[int]:
    return sa.Column("id", BIG, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, null: bool = False, **kw: Any) -> sa.Column[int]:
    return sa.Column(name, BIG, sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=null, **kw)


def _text(name: str, **kw: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="", **kw)


def _at(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Instant, nullable=null)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("false"))


def _count(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


# People ---------------------------------------------------------------------------------------------------------------
persons = sa.Table(
    "persons",
    metadata,
    _id(),
    _text("name"),
    _text("language"),
    sa.Column("listens", sa.Boolean),
    _flag("light"),
    _text("sex"),
    _text("youth"),
    _text("ethnic"),
    _text("phone"),
    _text("asked"),
    _at("consented_at", null=True),
    _at("created_at"),
)
accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    _ref("person_id", "persons", null=True),
    _text("state"),
    _at("state_at", null=True),
    _at("created_at"),
)
sa.Index(None, accounts.c.person_id)
roles = sa.Table(
    "roles",
    metadata,
    _ref("person_id", "persons", primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
    _text("state"),  # waiting (an administrator has to confirm), confirmed, refused
    _at("at"),
)

# Groups ---------------------------------------------------------------------------------------------------------------
villages = sa.Table(
    "villages",
    metadata,
    _id(),
    _text("district"),
    _text("name"),
    _text("state"),  # known, proposed
    sa.UniqueConstraint("district", "name"),
)
groups = sa.Table(
    "groups",
    metadata,
    _id(),
    _text("name"),
    _ref("village_id", "villages"),
    _text("project"),
    _text("state"),
    _count("hour", 8),
    _text("zone"),
    sa.Column("chat_id", sa.BigInteger, unique=True),
    _text("chat_language"),
    _ref("created_by", "persons", null=True),
    _at("created_at"),
)
sa.Index(None, groups.c.village_id)
members = sa.Table(
    "members",
    metadata,
    _ref("group_id", "groups", primary_key=True),
    _ref("person_id", "persons", primary_key=True),
    _flag("leader"),
    _text("state"),  # active, removed
    _at("joined_at"),
)
sa.Index(None, members.c.person_id)
invites = sa.Table(
    "invites",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    _text("kind"),
    _ref("group_id", "groups", null=True),
    sa.Column("role", sa.Text),
    _ref("created_by", "persons", null=True),
    _at("created_at"),
    _at("expires_at"),
    sa.Column("uses_left", sa.Integer),
    _flag("revoked"),
)

# Lessons --------------------------------------------------------------------------------------------------------------
readings = sa.Table(
    "readings",
    metadata,
    _ref("person_id", "persons", primary_key=True),
    sa.Column("lesson", sa.Text, primary_key=True),
    _count("card"),
    _at("finished_at", null=True),
    _at("updated_at"),
)
quiz_answers = sa.Table(
    "quiz_answers",
    metadata,
    _id(),
    _ref("person_id", "persons"),
    _text("lesson"),
    _count("question"),
    _count("option"),
    _flag("right"),
    _at("at"),
)
sa.Index(None, quiz_answers.c.person_id, quiz_answers.c.lesson)

# Plans ----------------------------------------------------------------------------------------------------------------
rounds = sa.Table(
    "rounds",
    metadata,
    _id(),
    sa.Column("name", sa.JSON, nullable=False),
    _at("opens_at"),
    _at("deadline"),
    _text("state"),
    _count("form_version", 1),
)
plans = sa.Table(
    "plans",
    metadata,
    _id(),
    _ref("group_id", "groups"),
    _ref("round_id", "rounds"),
    _text("state"),
    _text("title"),
    _count("revision"),
    sa.Column("position", sa.Integer),
    _at("created_at"),
    _at("updated_at"),
    sa.UniqueConstraint("group_id", "round_id"),
)
answers = sa.Table(
    "answers",
    metadata,
    _id(),
    _ref("plan_id", "plans"),
    _text("step"),
    _count("revision"),
    _text("state"),  # current, earlier, proposed
    sa.Column("parts", sa.JSON, nullable=False),
    _ref("author_id", "persons", null=True),
    _at("at"),
)
sa.Index(None, answers.c.plan_id, answers.c.step, answers.c.state)
actions = sa.Table(
    "actions",
    metadata,
    _id(),
    _ref("plan_id", "plans"),
    _count("position"),
    _text("what"),
    _text("who"),
    _ref("owner_id", "persons", null=True),
    sa.Column("start_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("cost", sa.BigInteger),
    sa.Column("own", sa.BigInteger),
    _text("sign"),
    _text("state"),
    _count("revision"),
    sa.Column("spent", sa.BigInteger),
    _at("updated_at"),
)
sa.Index(None, actions.c.plan_id, actions.c.position)
agreements = sa.Table(
    "agreements",
    metadata,
    _ref("plan_id", "plans", primary_key=True),
    _ref("person_id", "persons", primary_key=True),
    _count("revision"),
    _flag("agrees"),
    _text("reason"),
    _at("at"),
)
submissions = sa.Table(
    "submissions",
    metadata,
    _id(),
    _ref("plan_id", "plans"),
    _count("version"),
    _count("revision"),
    sa.Column("content", sa.JSON, nullable=False),
    _ref("submitted_by", "persons", null=True),
    _at("at"),
    sa.UniqueConstraint("plan_id", "version"),
)

# Reviews --------------------------------------------------------------------------------------------------------------
assignments = sa.Table(
    "assignments",
    metadata,
    _id(),
    _ref("submission_id", "submissions"),
    _ref("expert_id", "persons"),
    _text("state"),
    _text("decision"),
    _count("revision"),
    _at("asked_at"),
    _at("decided_at", null=True),
    sa.UniqueConstraint("submission_id", "expert_id"),
)
sa.Index(None, assignments.c.expert_id, assignments.c.state)
scores = sa.Table(
    "scores",
    metadata,
    _ref("assignment_id", "assignments", primary_key=True),
    sa.Column("criterion", sa.Text, primary_key=True),
    _count("mark"),
    _flag("carried"),  # given to an earlier version and not yet looked at again
    _at("at"),
)
comments = sa.Table(
    "comments",
    metadata,
    _id(),
    _ref("assignment_id", "assignments"),
    _text("step"),
    _text("text"),
    _ref("medium_id", "media", null=True),
    _at("at"),
)
sa.Index(None, comments.c.assignment_id)

# Announcements --------------------------------------------------------------------------------------------------------
announcements = sa.Table(
    "announcements",
    metadata,
    _id(),
    _ref("author_id", "persons"),
    sa.Column("texts", sa.JSON, nullable=False),
    sa.Column("audience", sa.JSON, nullable=False),
    _text("state"),  # draft, waiting (second confirmation), sending (rows are being written), sent, stopped
    _count("revision"),
    _count("recipients"),
    _at("created_at"),
    _at("sent_at", null=True),
)
announcement_replies = sa.Table(
    "announcement_replies",
    metadata,
    _ref("announcement_id", "announcements", primary_key=True),
    _ref("person_id", "persons", primary_key=True),
    _text("answer"),  # understood, call
    _at("at"),
)

# Follow-up ------------------------------------------------------------------------------------------------------------
reminders = sa.Table(
    "reminders",
    metadata,
    _id(),
    _ref("action_id", "actions"),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    _at("due_at"),
    _text("hears"),  # owner, leader, staff, or the number of a person who asked to be reminded later
    _text("state"),  # waiting, sent, dropped
    sa.UniqueConstraint("action_id", "due_on", "days", "hears"),
)
sa.Index(None, reminders.c.state, reminders.c.due_at)
checkins = sa.Table(
    "checkins",
    metadata,
    _id(),
    _ref("action_id", "actions"),
    _ref("person_id", "persons", null=True),
    _text("answer"),
    _text("detail"),
    _ref("medium_id", "media", null=True),
    _at("at"),
)
sa.Index(None, checkins.c.action_id)

# Media, conversation, delivery ----------------------------------------------------------------------------------------
media = sa.Table(
    "media",
    metadata,
    _id(),
    _text("kind"),
    _text("file_id"),
    _text("unique_id"),
    _text("mime"),
    _text("name"),
    _count("size"),
    _count("seconds"),
    _text("path"),  # below PHAEN_DATA/media; "" until fetched
    _ref("person_id", "persons", null=True),
    _at("at"),
)
sa.Index(None, media.c.unique_id)
uploads = sa.Table(  # what Telegram gave us for a file that we sent: sent again by this id
    "uploads",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    _text("file_id"),
    _at("at"),
)
places = sa.Table(
    "places",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("account_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stack", sa.JSON, nullable=False),
    sa.Column("answered", BIG, nullable=False, server_default="0"),
    _text("album"),
    _at("updated_at"),
)
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("account_id", sa.BigInteger, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
    _text("state"),  # waiting, done, aside
    _count("attempts"),
    _text("code"),
    _text("error"),
    _at("received_at"),
)
sa.Index("ix_inbox_waiting", inbox.c.state, inbox.c.chat_id, inbox.c.update_id)
outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    _ref("person_id", "persons", null=True),
    _count("lane"),
    _text("method"),  # send, edit, strip, delete
    sa.Column("content", sa.JSON),
    _text("notice"),
    sa.Column("args", sa.JSON),
    sa.Column("place", sa.JSON),
    sa.Column("edits", BIG),  # the outbox row whose message this one edits
    sa.Column("message_id", sa.BigInteger),
    _text("state"),
    _text("reason"),
    _count("attempts"),
    _at("next_at"),
    _ref("announcement_id", "announcements", null=True),
    sa.Column("key", sa.Text, unique=True),
    _at("created_at"),
    _at("settled_at", null=True),
)
sa.Index("ix_outbox_state", outbox.c.state, outbox.c.lane, outbox.c.id)
sa.Index("ix_outbox_chat", outbox.c.chat_id, outbox.c.id)
sa.Index("ix_outbox_announcement", outbox.c.announcement_id, outbox.c.state)
jobs = sa.Table(
    "jobs",
    metadata,
    _id(),
    _text("kind"),
    sa.Column("args", sa.JSON, nullable=False),
    sa.Column("key", sa.Text, unique=True),
    _text("state"),  # waiting, done, failed
    _count("attempts"),
    _text("error"),
    _at("next_at"),
)
sa.Index(None, jobs.c.state, jobs.c.next_at)
audit = sa.Table(
    "audit",
    metadata,
    _id(),
    _ref("person_id", "persons", null=True),
    _text("verb"),
    _text("subject"),
    _at("at"),
)
facts = sa.Table(  # single facts about this deployment, such as when it last ran
    "facts",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _text("value"),
)
