"""What helpers write beside answers."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("helper_id", BIG, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_wordings_plan_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper_id"], ["persons.id"], name=op.f("fk_wordings_helper_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
    )
    with op.batch_alter_table("wordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wordings_plan_id_subject"), ["plan_id", "subject"], unique=False)


def downgrade() -> None:
    op.drop_table("wordings")
