"""Audiences of announcements that staff have given a name, and an index by which they are counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audiences",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name="fk_audiences_author_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_audiences"),
        sa.UniqueConstraint("name", name="uq_audiences_name"),
    )
    op.create_index("ix_audiences_author_id", "audiences", ["author_id"])
    op.drop_index("ix_members_person_id", "members")
    op.create_index("ix_members_person", "members", ["person_id", "state", "group_id", "leader"])
