"""Messages that may have been sent twice, and when an answer stopped standing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("doubted", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("answers", sa.Column("ended_at", Instant(timezone=True), nullable=True))
