"""Announcements with files, at an hour, corrected and taken back; whom they were for and who was told otherwise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("also", sa.JSON(), nullable=True))
    op.add_column("announcements", sa.Column("media", sa.JSON(), nullable=True))
    op.add_column("announcements", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column("announcements", sa.Column("ways", sa.Text(), server_default="private", nullable=False))
    for name in ("unasked", "at_night", "written"):
        op.add_column("announcements", sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for name in ("starts_at", "ended_at", "corrected_at", "recalled_at"):
        op.add_column("announcements", sa.Column(name, Instant(timezone=True), nullable=True))
    with op.batch_alter_table("announcements") as table:
        table.add_column(sa.Column("confirmed_by", BIG, nullable=True))
        table.create_foreign_key(
            "fk_announcements_confirmed_by", "persons", ["confirmed_by"], ["id"], ondelete="SET NULL"
        )
    # What left before went to people and to the chats of their groups; its author was not told of its end.
    op.execute("UPDATE announcements SET ways = 'both'")
    op.execute("UPDATE announcements SET written = true, ended_at = sent_at WHERE state IN ('sent', 'stopped')")
    op.create_table(
        "hearers",
        sa.Column("announcement_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("reached", sa.Text(), server_default="", nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name="fk_hearers_announcement_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_hearers_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_hearers_group_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_hearers_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name="pk_hearers"),
    )
    op.create_index("ix_hearers_group", "hearers", ["announcement_id", "group_id"])
    for column in ("person_id", "group_id", "by_id"):
        op.create_index(f"ix_hearers_{column}", "hearers", [column])
    op.create_index("ix_announcements_confirmed_by", "announcements", ["confirmed_by"])
