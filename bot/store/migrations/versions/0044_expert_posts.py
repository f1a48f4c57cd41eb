"""What was posted in the chat of the experts about plans that wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expert_posts",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("submission_id", BIG, nullable=False),
        sa.Column("decides", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("row_id", BIG, nullable=True),
        *(sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in ("asked", "reading", "done")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_expert_posts_submission_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["row_id"], ["outbox.id"], name="fk_expert_posts_row_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_expert_posts"),
        sa.UniqueConstraint("submission_id", "decides", name="uq_expert_posts_submission_id_decides"),
    )
    op.create_index("ix_expert_posts_row_id", "expert_posts", ["row_id"])
