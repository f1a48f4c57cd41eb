"""Which privacy notice somebody agreed to, and who wished to be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("consent_version", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "erasures",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=False),
        sa.Column("remind_at", Instant(timezone=True), nullable=False),
        sa.Column("reminded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_erasures_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_due_at"), "erasures", ["due_at"])
