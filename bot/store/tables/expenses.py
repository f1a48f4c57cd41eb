"""What was really spent on an action, with its receipts and corrections."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import identity, instant, metadata, ref, text

expenses = sa.Table(
    "expenses",
    metadata,
    identity(),
    ref("action_id", "actions"),
    ref("person_id", "persons", outlives=True),
    sa.Column("kip", sa.BigInteger, nullable=False),
    text("paid"),  # own, project, "" not said
    text("words"),
    instant("at"),
    text("state"),  # current, corrected, struck
    ref("corrects_id", "expenses", null=True),
    ref("changed_by", "persons", outlives=True),
    instant("changed_at", null=True),
)
sa.Index(None, expenses.c.action_id)
sa.Index(None, expenses.c.at)
receipts = sa.Table(
    "receipts",
    metadata,
    identity(),
    ref("expense_id", "expenses"),
    ref("medium_id", "media"),
)
sa.Index(None, receipts.c.expense_id)
