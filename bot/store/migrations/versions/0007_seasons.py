"""The days of a season or festival as staff set them."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "season_days",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("season", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("set_by", BIG, nullable=True),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["persons.id"], name="fk_season_days_set_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_season_days"),
        sa.UniqueConstraint("season", "region", "year", name="uq_season_days_season_region_year"),
    )
