"""Experts practise on invented plans before they read real ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0043"
down_revision = "0040"
branch_labels = None
depends_on = None

_REFERS = (("round_id", "rounds"), ("expert_id", "persons"), ("medium_id", "media"))


def upgrade() -> None:
    op.create_table(
        "practices",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("expert_id", BIG, nullable=False),
        sa.Column("plan", sa.Text(), server_default="", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("done_at", Instant(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_practices_{column}", ondelete="CASCADE")
            for column, table in _REFERS
        ),
        sa.PrimaryKeyConstraint("id", name="pk_practices"),
        sa.UniqueConstraint(
            "round_id", "expert_id", "plan", "attempt", name="uq_practices_round_id_expert_id_plan_attempt"
        ),
    )
    for column in ("expert_id", "medium_id"):
        op.create_index(f"ix_practices_{column}", "practices", [column])
    op.create_table(
        "practice_marks",
        sa.Column("practice_id", BIG, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("mark", sa.Integer(), server_default="0", nullable=False),
        sa.Column("best", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name="fk_practice_marks_practice_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", "criterion", name="pk_practice_marks"),
    )
