"""Two entries that turned out to be one group; the projects of staff; chats that nobody links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("projects", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "unions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("kept_id", BIG, nullable=False),
        sa.Column("gone_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["groups.id"], name="fk_unions_kept_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["gone_id"], ["groups.id"], name="fk_unions_gone_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_unions_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_unions"),
    )
    op.create_index("ix_unions_kept_id", "unions", ["kept_id"])
    op.create_index("ix_unions_gone_id", "unions", ["gone_id"])
    op.create_table(
        "loose_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_loose_chats"),
    )
    op.create_index("ix_loose_chats_next_at", "loose_chats", ["next_at"])
