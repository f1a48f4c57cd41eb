"""How far somebody has read, and what they answered in a quiz."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text

readings = sa.Table(
    "readings",
    metadata,
    ref("person_id", "persons", primary_key=True),
    sa.Column("lesson", sa.Text, primary_key=True),
    count("card"),
    instant("finished_at", null=True),
    instant("updated_at"),
)
subscriptions = sa.Table(  # who gets a lesson a day
    "subscriptions",
    metadata,
    ref("person_id", "persons", primary_key=True),
    text("lesson"),  # that was sent last
    flag("waits"),  # it was not opened yet
    instant("sent_at", null=True),
    instant("due_at"),
)
sa.Index(None, subscriptions.c.due_at)
quiz_answers = sa.Table(
    "quiz_answers",
    metadata,
    identity(),
    ref("person_id", "persons"),
    text("lesson"),
    count("question"),
    count("option"),
    flag("right"),
    instant("at"),
)
sa.Index(None, quiz_answers.c.person_id, quiz_answers.c.lesson)
