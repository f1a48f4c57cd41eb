"""Last days of plans that came back, when last days were set, and why staff let experts decide again."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("dated_at", Instant(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("deadline", Instant(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("dated_at", Instant(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("reopened", sa.Text(), server_default="", nullable=False))
