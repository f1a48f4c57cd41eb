"""Files that nothing refers to are known by the day since when; who refers to a file is found without a search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_REFERRING = ("agreements", "checkins", "comments", "narrations", "question_pieces", "receipts", "tellings")


def upgrade() -> None:
    op.add_column("media", sa.Column("unused_since", Instant(timezone=True), nullable=True))
    op.create_index("ix_media_person_id_at", "media", ["person_id", "at"])
    for table in _REFERRING:
        op.create_index(f"ix_{table}_medium_id", table, ["medium_id"])
