"""Who asked for the figures every week; a group's hour has minutes, and new groups an evening for lessons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("groups", sa.Column("minute", sa.Integer(), server_default="0", nullable=False))
    op.add_column("groups", sa.Column("evening", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "weekly_reports",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_weekly_reports_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_weekly_reports"),
    )
    op.create_index("ix_weekly_reports_due_at", "weekly_reports", ["due_at"])
