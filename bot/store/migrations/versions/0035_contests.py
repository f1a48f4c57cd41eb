"""Rounds as competitions with phases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contests",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=True),
        sa.Column("warned_at", Instant(timezone=True), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("dice", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_contests_round_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", name="pk_contests"),
    )
    op.create_index("ix_contests_next_at", "contests", ["next_at"])
