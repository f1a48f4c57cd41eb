"""Experts' readings of the decision beside those of advice, who may not read what, field scores, and the library."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignments", sa.Column("kind", sa.Text(), server_default="advice", nullable=False))
    op.add_column("comments", sa.Column("kind", sa.Text(), server_default="", nullable=False))
    op.add_column("plans", sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("plans", sa.Column("final", sa.Integer(), nullable=True))
    op.create_table(
        "reader_rules",
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("expert_id", BIG, nullable=False),
        sa.Column("pinned", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_reader_rules_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["expert_id"], ["persons.id"], name="fk_reader_rules_expert_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_reader_rules_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("plan_id", "expert_id", name="pk_reader_rules"),
    )
    op.create_table(
        "visits",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("expert_id", BIG, nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("pictured", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_visits_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["expert_id"], ["persons.id"], name="fk_visits_expert_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_visits_medium_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("plan_id", "expert_id", name="uq_visits_plan_id_expert_id"),
    )
    op.create_index("ix_visits_medium_id", "visits", ["medium_id"])
