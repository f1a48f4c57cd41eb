"""Several amounts for one action, each with its receipts; the one amount that there was becomes the first of them."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expenses",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("action_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("kip", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("corrects_id", BIG, nullable=True),
        sa.Column("changed_by", BIG, nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_expenses_action_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_expenses_person_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["corrects_id"], ["expenses.id"], name="fk_expenses_corrects_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["changed_by"], ["persons.id"], name="fk_expenses_changed_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_expenses"),
    )
    op.create_index("ix_expenses_action_id", "expenses", ["action_id"])
    op.create_index("ix_expenses_at", "expenses", ["at"])
    op.create_table(
        "receipts",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("expense_id", BIG, nullable=False),
        sa.Column("medium_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["expense_id"], ["expenses.id"], name="fk_receipts_expense_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_receipts_medium_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_expense_id", "receipts", ["expense_id"])
    op.execute(FIRST)


# Who wrote the amount down, and when, stands in the action's history.
FIRST = """
INSERT INTO expenses (action_id, person_id, kip, at, state)
SELECT actions.id,
       (SELECT person_id FROM checkins WHERE action_id = actions.id AND answer = 'spent' ORDER BY id DESC LIMIT 1),
       actions.spent,
       COALESCE((SELECT MAX(at) FROM checkins WHERE action_id = actions.id AND answer = 'spent'), actions.updated_at),
       'current'
FROM actions WHERE actions.spent IS NOT NULL
"""
