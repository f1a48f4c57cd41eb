"""Confidential words, who reads them, and what they consist of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaints",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("named", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reader_id", BIG, nullable=True),
        sa.Column("passed", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=True),
        sa.Column("sent_at", Instant(timezone=True), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_complaints_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reader_id"], ["persons.id"], name="fk_complaints_reader_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        sa.UniqueConstraint("number", name="uq_complaints_number"),
    )
    for column in ("due_at", "person_id", "reader_id"):
        op.create_index(f"ix_complaints_{column}", "complaints", [column])
    op.create_table(
        "complaint_words",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("complaint_id", BIG, nullable=False),
        sa.Column("speaker", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("sent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_complaint_words_complaint_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name="fk_complaint_words_medium_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_words"),
    )
    op.create_index("ix_complaint_words_complaint_id", "complaint_words", ["complaint_id"])
    op.create_table(
        "complaint_readers",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_complaint_readers_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_complaint_readers"),
    )
