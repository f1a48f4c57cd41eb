"""Deadlines that outages have moved."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("planned", Instant(timezone=True), nullable=True))
    op.add_column("rounds", sa.Column("lost", sa.Integer(), server_default="0", nullable=False))
