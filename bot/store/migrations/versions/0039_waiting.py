"""Reviews that wait are found by their state and age."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_assignments_state", "assignments", ["state", "asked_at"])
