"""Stories of change."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("told_at", Instant(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_stories_plan_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.UniqueConstraint("plan_id", name="uq_stories_plan_id"),
    )
    op.create_index("ix_stories_next_at", "stories", ["next_at"])
    op.create_table(
        "tellings",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("story_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_tellings_story_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_tellings_medium_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_tellings_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_tellings"),
    )
    op.create_index("ix_tellings_story_id", "tellings", ["story_id"])
