"""What groups say of comments, what experts ask groups, and the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_REFERS = (
    ("assignment_id", "assignments", "CASCADE"),
    ("comment_id", "comments", "CASCADE"),
    ("medium_id", "media", "CASCADE"),
    ("person_id", "persons", "SET NULL"),
    ("answer_medium_id", "media", "CASCADE"),
    ("answerer_id", "persons", "SET NULL"),
)
_FOUND = ("assignment_id", "medium_id", "person_id", "answer_medium_id", "answerer_id")


def upgrade() -> None:
    op.create_table(
        "exchanges",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("assignment_id", BIG, nullable=False),
        sa.Column("comment_id", BIG, nullable=True),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answer_medium_id", BIG, nullable=True),
        sa.Column("answerer_id", BIG, nullable=True),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_exchanges_{column}", ondelete=ends)
            for column, table, ends in _REFERS
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
        sa.UniqueConstraint("comment_id", name="uq_exchanges_comment_id"),
    )
    for column in _FOUND:
        op.create_index(f"ix_exchanges_{column}", "exchanges", [column])
