"""Pitches of plans, and what groups hear and give."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pitches",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=False),
        sa.Column("seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_pitches_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_pitches_medium_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_pitches_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_pitches"),
    )
    op.create_index("ix_pitches_plan_id", "pitches", ["plan_id"])
    op.create_index("ix_pitches_medium_id", "pitches", ["medium_id"])
    op.create_table(
        "hearings",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_hearings_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_hearings_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_hearings_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_hearings"),
        sa.UniqueConstraint("plan_id", "group_id", name="uq_hearings_plan_id_group_id"),
    )
    op.create_index("ix_hearings_group_id", "hearings", ["group_id"])
