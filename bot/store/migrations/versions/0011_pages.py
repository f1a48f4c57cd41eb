"""Which page is open stands in its bookmark, so that it can be found by it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("places", sa.Column("page", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_places_page", "places", ["page", "updated_at"])
