"""What groups received for their plans, with receipts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0047"
down_revision = "0045"
branch_labels = None
depends_on = None

_REFERS = (("plan_id", "plans", "CASCADE"), ("person_id", "persons", "SET NULL"), ("changed_by", "persons", "SET NULL"))


def upgrade() -> None:
    op.create_table(
        "incomes",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("kip", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_by", BIG, nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_incomes_{column}", ondelete=ends)
            for column, table, ends in _REFERS
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incomes"),
    )
    for column, *_ in _REFERS:
        op.create_index(f"ix_incomes_{column}", "incomes", [column])
    op.create_table(
        "income_receipts",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("income_id", BIG, nullable=False),
        sa.Column("medium_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["income_id"], ["incomes.id"], name="fk_income_receipts_income_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_income_receipts_medium_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_income_receipts"),
    )
    for column in ("income_id", "medium_id"):
        op.create_index(f"ix_income_receipts_{column}", "income_receipts", [column])


def downgrade() -> None:
    op.drop_table("income_receipts")
    op.drop_table("incomes")
