"""Questions to the experts."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("asker_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("turns", sa.Integer(), server_default="0", nullable=False),
        sa.Column("taker_id", BIG, nullable=True),
        sa.Column("sent_at", Instant(timezone=True), nullable=True),
        sa.Column("taken_at", Instant(timezone=True), nullable=True),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.Column("due_at", Instant(timezone=True), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["persons.id"], name=op.f("fk_questions_asker_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_questions_group_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["taker_id"], ["persons.id"], name=op.f("fk_questions_taker_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_state_sent_at"), ["state", "sent_at"], unique=False)

    op.create_table(
        "published_questions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("question_id", BIG, nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("editor_id", BIG, nullable=True),
        sa.Column("published_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["persons.id"], name=op.f("fk_published_questions_editor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_published_questions_question_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_questions")),
        sa.UniqueConstraint("question_id", name=op.f("uq_published_questions_question_id")),
    )
    op.create_table(
        "question_pieces",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["persons.id"], name=op.f("fk_question_pieces_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["medium_id"], ["media.id"], name=op.f("fk_question_pieces_medium_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_pieces_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_pieces")),
    )
    with op.batch_alter_table("question_pieces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_pieces_question_id"), ["question_id"], unique=False)
