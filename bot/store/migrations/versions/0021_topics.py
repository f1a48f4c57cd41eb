"""The topic of a group's chat to which its reminders come, and how the words of announcements are marked."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("groups", sa.Column("thread", BIG, nullable=True))
    op.add_column("announcements", sa.Column("marks", sa.JSON(), nullable=True))
