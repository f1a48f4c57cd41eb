"""Recorded voices for texts, the languages they are in, and who wants to hear which."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spoken_languages",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_spoken_languages_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_languages")),
    )
    op.create_table(
        "narrations",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name=op.f("fk_narrations_medium_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_narrations_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrations")),
    )
    op.create_index("ix_narrations_part_name_language", "narrations", ["part", "name", "language"])
    op.create_index("ix_narrations_language_state", "narrations", ["language", "state"])
    op.add_column("persons", sa.Column("voice", sa.Text(), server_default="", nullable=False))
    op.add_column("places", sa.Column("voice", sa.JSON(), nullable=True))
