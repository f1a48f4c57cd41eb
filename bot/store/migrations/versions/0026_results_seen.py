"""Who has opened what a plan got: until then the first page leads there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "results_seen",
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_results_seen_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_results_seen_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "person_id", name="pk_results_seen"),
    )
    op.create_index("ix_results_seen_person_id", "results_seen", ["person_id"])
