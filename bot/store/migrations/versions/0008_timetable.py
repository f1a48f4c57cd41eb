"""Start reminders, copies of questions, holidays, pauses, timetables of rounds and groups, nudges."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("groups", sa.Column("told", sa.Text(), server_default="both", nullable=False))
    op.add_column("checkins", sa.Column("before", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.Text(), server_default="due", nullable=False))
        batch_op.drop_constraint("uq_reminders_action_id_due_on_days_hears", type_="unique")
        batch_op.create_unique_constraint(
            "uq_reminders_action_id_about_due_on_days_hears", ["action_id", "about", "due_on", "days", "hears"]
        )
    _copies()
    _holidays()
    _pauses()
    _timetables()
    op.create_table(
        "nudges",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_nudges")),
    )


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("row_id", BIG, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("reminder_id", BIG, nullable=False),
        sa.Column("action_id", BIG, nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("below", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_copies_action_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name=op.f("fk_copies_reminder_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["row_id"], ["outbox.id"], name=op.f("fk_copies_row_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
        sa.UniqueConstraint("row_id", "reminder_id", name=op.f("uq_copies_row_id_reminder_id")),
    )
    with op.batch_alter_table("copies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_copies_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_copies_chat_id_at"), ["chat_id", "at"], unique=False)


def _holidays() -> None:
    op.create_table(
        "holidays",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
    )
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holidays_last_on"), ["last_on"], unique=False)


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("from_at", Instant(timezone=True), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_pauses_group_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_pauses")),
    )


def _timetables() -> None:
    op.create_table(
        "timetables",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("subject", BIG, autoincrement=False, nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", "subject", name=op.f("pk_timetables")),
    )
