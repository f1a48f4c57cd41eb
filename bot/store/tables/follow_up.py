"""Reminders of actions, and what people answered to them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import identity, instant, metadata, ref, text

reminders = sa.Table(
    "reminders",
    metadata,
    identity(),
    ref("action_id", "actions"),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    instant("due_at"),
    text("hears"),  # owner, leader, staff, or the number of a person who asked to be reminded later
    text("state"),  # waiting, sent, dropped
    sa.UniqueConstraint("action_id", "due_on", "days", "hears"),
)
sa.Index(None, reminders.c.state, reminders.c.due_at)
checkins = sa.Table(
    "checkins",
    metadata,
    identity(),
    ref("action_id", "actions"),
    ref("person_id", "persons", null=True),
    text("answer"),
    text("detail"),
    ref("medium_id", "media", null=True),
    instant("at"),
)
sa.Index(None, checkins.c.action_id)
