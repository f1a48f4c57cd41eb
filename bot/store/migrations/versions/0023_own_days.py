"""The last day of a plan that came back: what outages moved of it, and the day that it was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plans", sa.Column("planned", Instant(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("lost", sa.Integer(), server_default="0", nullable=False))
