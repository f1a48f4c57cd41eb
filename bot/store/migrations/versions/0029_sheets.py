"""Spreadsheets of groups and people that staff bring in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("taken_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_sheets_by_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_sheets_medium_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_sheets"),
    )
    op.create_table(
        "sheet_lines",
        sa.Column("sheet_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("flaw", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("made_group", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name="fk_sheet_lines_sheet_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_sheet_lines_group_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_sheet_lines_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("sheet_id", "number", name="pk_sheet_lines"),
    )
    op.create_index("ix_sheet_lines_group_id", "sheet_lines", ["group_id"])
    op.create_index("ix_sheet_lines_person_id", "sheet_lines", ["person_id"])
