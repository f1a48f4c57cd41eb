"""Phones that several people share, agreement that names who told it, snapshots, and a new leader by consent."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speakers",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_speakers_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_speakers_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "person_id", name=op.f("pk_speakers")),
    )
    op.create_index(op.f("ix_speakers_person_id"), "speakers", ["person_id"])
    op.execute(
        "INSERT INTO speakers (account_id, person_id) SELECT id, person_id FROM accounts WHERE person_id IS NOT NULL"
    )
    op.create_table(
        "snapshots",
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_snapshots_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "revision", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "handovers",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("until_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_handovers_group_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_handovers_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_group_id_state"), "handovers", ["group_id", "state"])
    op.create_table(
        "consents",
        sa.Column("handover_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("agrees", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name=op.f("fk_consents_handover_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consents_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("handover_id", "person_id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("rounds") as batch_op:
        batch_op.add_column(sa.Column("agreement", sa.Text(), server_default="half", nullable=False))
        batch_op.add_column(sa.Column("work_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("work_until", sa.Date(), nullable=True))
    with op.batch_alter_table("agreements") as batch_op:
        batch_op.add_column(sa.Column("medium_id", BIG, nullable=True))
        batch_op.add_column(sa.Column("told_by", BIG, nullable=True))
        batch_op.create_foreign_key(op.f("fk_agreements_medium_id"), "media", ["medium_id"], ["id"], ondelete="CASCADE")
        batch_op.create_foreign_key(op.f("fk_agreements_told_by"), "persons", ["told_by"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("invites") as batch_op:
        batch_op.add_column(sa.Column("person_id", BIG, nullable=True))
        batch_op.create_foreign_key(op.f("fk_invites_person_id"), "persons", ["person_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    for table, columns in (("invites", ("person_id",)), ("agreements", ("told_by", "medium_id"))):
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.drop_constraint(op.f(f"fk_{table}_{column}"), type_="foreignkey")
                batch_op.drop_column(column)
    with op.batch_alter_table("rounds") as batch_op:
        for column in ("work_until", "work_from", "agreement"):
            batch_op.drop_column(column)
    for table in ("consents", "handovers", "snapshots", "speakers"):
        op.drop_table(table)
