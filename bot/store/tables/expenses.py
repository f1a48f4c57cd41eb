"""What was really spent on an action, and received for a plan, with receipts and corrections."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.expenses import ExpenseState, Paid
from bot.domain.incomes import Source
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
incomes = sa.Table(
    "incomes",
    metadata,
    identity(),
    ref("plan_id", "plans", index=True),
    ref("person_id", "persons", outlives=True, index=True),
    sa.Column("kip", sa.BigInteger, nullable=False),
    one_of("incomes.source", Source, optional=True),
    text("words"),
    instant("at"),
    one_of("incomes.state", ExpenseState),
    ref("changed_by", "persons", outlives=True, index=True),
    instant("changed_at", null=True),
)
income_receipts = sa.Table(
    "income_receipts",
    metadata,
    identity(),
    ref("income_id", "incomes", index=True),
    ref("medium_id", "media", index=True),
)
