"""One phone, one voice: from which phone an agreement came, and how many a round takes for others; a no once; one person twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# What was said before came from the phone of whoever said it.
_FROM = """
UPDATE agreements SET account_id = (
    SELECT MIN(speakers.account_id) FROM speakers
    WHERE speakers.person_id = COALESCE(agreements.told_by, agreements.person_id)
)
"""
# Who was not let in may ask again; who was taken out may not.
_NOT_LET_IN = """
UPDATE members SET state = 'refused' WHERE state = 'removed'
AND EXISTS (
    SELECT 1 FROM audit WHERE audit.verb = 'did not let in'
    AND audit.subject = 'person ' || CAST(members.person_id AS TEXT) || ' of group ' || CAST(members.group_id AS TEXT)
)
AND NOT EXISTS (
    SELECT 1 FROM audit WHERE audit.verb = 'took out'
    AND audit.subject = 'person ' || CAST(members.person_id AS TEXT) || ' of group ' || CAST(members.group_id AS TEXT)
)
"""


def upgrade() -> None:
    op.add_column("rounds", sa.Column("for_others", sa.Integer(), server_default="3", nullable=False))
    op.add_column("agreements", sa.Column("account_id", sa.BigInteger(), nullable=True))
    op.execute(_FROM)
    op.execute(_NOT_LET_IN)
    op.create_table(
        "merges",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("kept_id", BIG, nullable=False),
        sa.Column("gone_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_merges_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["kept_id"], ["persons.id"], name="fk_merges_kept_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["gone_id"], ["persons.id"], name="fk_merges_gone_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_merges_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
    )
    op.create_index("ix_merges_kept_id", "merges", ["kept_id"])
    op.create_index("ix_merges_gone_id", "merges", ["gone_id"])
