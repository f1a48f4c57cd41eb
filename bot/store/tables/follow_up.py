"""Reminders of actions, what people answered to them, and help requests."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.help_requests import HelpState
from bot.domain.plans import ActionState
from bot.domain.reminders import About, CheckInAnswer, Entry, Help, Recipient, ReminderState, Why
from bot.store.tables.columns import count, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

reminders = sa.Table(
    "reminders",
    metadata,
    identity(),
    ref("action_id", "actions"),
    one_of("reminders.about", About, default="due"),  # the day that `days` count from
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    instant("due_at"),
    one_of("reminders.recipient", Recipient),
    ref("person_id", "persons", outlives=True),  # the recipient, where it is a person
    one_of("reminders.state", ReminderState),
)
sa.Index(None, reminders.c.state, reminders.c.due_at)
# Each comes once. Two indexes, for a reminder of somebody who is not known any more equals no other.
_ONCE = (reminders.c.action_id, reminders.c.about, reminders.c.due_on, reminders.c.days)
for _name, _column, _where in (
    ("uq_reminders_person", reminders.c.person_id, sa.text("recipient = 'person'")),
    ("uq_reminders_role", reminders.c.recipient, sa.text("recipient <> 'person'")),
):
    sa.Index(_name, *_ONCE, _column, unique=True, sqlite_where=_where, postgresql_where=_where)
checkins = sa.Table(
    "checkins",
    metadata,
    identity(),
    ref("action_id", "actions"),
    ref("person_id", "persons", outlives=True),
    one_of("checkins.answer", CheckInAnswer, Entry),
    text("words"),  # what somebody told or noted; of what is late: why
    one_of("checkins.before", ActionState, optional=True),  # the action's state, "": it stays the same
    sa.Column("due_before", sa.Date),  # of what is late: the day that held until then, and the new one
    sa.Column("due_after", sa.Date),
    one_of("checkins.why", Why, optional=True),  # it is late, as one tap says it
    sa.Column("remind_on", sa.Date),  # the day on which somebody asked to be reminded again
    one_of("checkins.help", Help, optional=True),  # what somebody wants help with
    sa.Column("kip_before", sa.BigInteger),  # the wrong amount, where one was corrected or struck out
    sa.Column("kip", sa.BigInteger),  # what was spent, or the right amount; none where it was struck out
    ref("medium_id", "media", null=True, index=True),
    instant("at"),
)
sa.Index(None, checkins.c.action_id)
calls = sa.Table(  # a check-in that wants help, followed until it is solved
    "calls",
    metadata,
    ref("id", "checkins", primary_key=True, autoincrement=False),
    one_of("calls.state", HelpState),
    ref("helper_id", "persons", outlives=True),
    count("rung"),
    instant("next_at", null=True),
)
sa.Index(None, calls.c.next_at)
sa.Index(None, calls.c.state)
