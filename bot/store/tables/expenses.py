"""What was really spent on an action, with its receipts and corrections."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.expenses import ExpenseState, Paid
from bot.store.tables.columns import identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

expenses = sa.Table(
    "expenses",
    metadata,
    identity(),
    ref("action_id", "actions"),
    ref("person_id", "persons", outlives=True),
    sa.Column("kip", sa.BigInteger, nullable=False),
    one_of("expenses.paid", Paid, optional=True),
    text("words"),
    instant("at"),
    one_of("expenses.state", ExpenseState),
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
    ref("medium_id", "media", index=True),
)
sa.Index(None, receipts.c.expense_id)
