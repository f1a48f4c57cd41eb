"""Links that die with the right of their maker, moves to a new phone that can be doubted, and members who wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Both were "removed" until now: who went by themselves may come back with a link, who was taken out may not.
_WENT = """
UPDATE members SET state = 'left' WHERE state = 'removed'
AND EXISTS (
    SELECT 1 FROM audit WHERE audit.verb = 'left' AND audit.person_id = members.person_id
    AND audit.subject = 'group ' || CAST(members.group_id AS TEXT)
)
AND NOT EXISTS (
    SELECT 1 FROM audit WHERE audit.verb = 'took out'
    AND audit.subject = 'person ' || CAST(members.person_id AS TEXT) || ' of group ' || CAST(members.group_id AS TEXT)
)
"""


def upgrade() -> None:
    _flag("persons", "frozen")
    _flag("invites", "lost")
    _flag("invites", "asks")
    op.add_column("members", sa.Column("rung", sa.Integer(), server_default="0", nullable=False))
    op.add_column("members", sa.Column("next_at", Instant(timezone=True), nullable=True))
    op.create_index("ix_members_next_at", "members", ["next_at"])
    op.execute(_WENT)
    op.create_table(
        "moves",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("maker_id", BIG, nullable=True),
        sa.Column("old_account_id", BIG, nullable=False),
        sa.Column("new_account_id", BIG, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_moves_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["maker_id"], ["persons.id"], name="fk_moves_maker_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["old_account_id"], ["accounts.id"], name="fk_moves_old_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["new_account_id"], ["accounts.id"], name="fk_moves_new_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_moves"),
    )
    op.create_index("ix_moves_person_id", "moves", ["person_id"])


def _flag(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False))
