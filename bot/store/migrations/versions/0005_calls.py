"""Calls for help are followed until they are solved; a late piece of work says why."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checkins", sa.Column("words", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "calls",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("helper_id", BIG, nullable=True),
        sa.Column("rung", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["checkins.id"], name="fk_calls_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper_id"], ["persons.id"], name="fk_calls_helper_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_next_at", "calls", ["next_at"])
    op.create_index("ix_calls_state", "calls", ["state"])
    op.execute(KNOWN)


# Every call that there was can still be opened; the last one of work that still wants help is open.
KNOWN = """
INSERT INTO calls (id, state)
SELECT checkins.id,
       CASE WHEN actions.state = 'help' AND checkins.id = (
                SELECT MAX(last.id) FROM checkins AS last WHERE last.action_id = actions.id AND last.answer = 'help')
            THEN CASE WHEN EXISTS (SELECT 1 FROM checkins AS later WHERE later.action_id = actions.id
                                   AND later.answer = 'reply' AND later.id > checkins.id)
                      THEN 'answered' ELSE 'waiting' END
            ELSE 'closed' END
FROM checkins JOIN actions ON actions.id = checkins.action_id
WHERE checkins.answer = 'help'
"""
