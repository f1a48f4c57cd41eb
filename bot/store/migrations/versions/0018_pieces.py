"""Messages that may have been sent twice, when an answer stopped standing, and what lines of the table said before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("doubted", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("answers", sa.Column("ended_at", Instant(timezone=True), nullable=True))
    op.create_table(
        "line_values",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("action_id", BIG, nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_line_values_action_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name="fk_line_values_author_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_line_values"),
    )
    op.create_index("ix_line_values_action_id", "line_values", ["action_id"])
