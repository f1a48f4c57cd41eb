"""Rounds for chosen projects and districts, and rounds that are put into the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("projects", "districts"):
        op.add_column("rounds", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("rounds", sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False))
