"""One phone, one voice: from which phone an agreement came, and how many a round takes for others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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


def upgrade() -> None:
    op.add_column("rounds", sa.Column("for_others", sa.Integer(), server_default="3", nullable=False))
    op.add_column("agreements", sa.Column("account_id", sa.BigInteger(), nullable=True))
    op.execute(_FROM)
