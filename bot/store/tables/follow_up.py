"""Reminders of actions, what people answered to them, and calls for help."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import count, identity, instant, metadata, ref, text

reminders = sa.Table(
    "reminders",
    metadata,
    identity(),
    ref("action_id", "actions"),
    sa.Column("about", sa.Text, nullable=False, server_default="due"),  # start, due: the day that `days` count from
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    instant("due_at"),
    text("hears"),  # owner, leader, staff, or the number of a person who asked to be reminded later
    text("state"),  # waiting, held (the group is paused without an end), sent, dropped
    sa.UniqueConstraint("action_id", "about", "due_on", "days", "hears"),
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
    text("words"),  # why it is late
    text("before"),  # the action's state before this answer, "" where it changed none
    ref("medium_id", "media", null=True),
    instant("at"),
)
sa.Index(None, checkins.c.action_id)
calls = sa.Table(  # a check-in that wants help, followed until it is solved
    "calls",
    metadata,
    ref("id", "checkins", primary_key=True, autoincrement=False),
    text("state"),  # waiting, taken, answered, solved, closed
    ref("helper_id", "persons", outlives=True),
    count("rung"),
    instant("next_at", null=True),
)
sa.Index(None, calls.c.next_at)
sa.Index(None, calls.c.state)
