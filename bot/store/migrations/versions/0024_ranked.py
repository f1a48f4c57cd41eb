"""Rounds that rank nothing: what experts decide is known at once, with points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("unranked", sa.Boolean(), server_default=sa.text("false"), nullable=False))
