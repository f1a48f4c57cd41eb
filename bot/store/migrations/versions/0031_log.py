"""The log is read by group, and keeps what stood before and after a change of the set-up."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_PLAN = """
UPDATE audit SET group_id = (SELECT plans.group_id FROM plans WHERE audit.subject = 'plan ' || CAST(plans.id AS TEXT))
WHERE subject LIKE 'plan %'
"""


def upgrade() -> None:
    op.add_column("audit", sa.Column("group_id", BIG, nullable=True))
    for name in ("before", "after"):
        op.add_column("audit", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_index("ix_audit_person_id_id", "audit", ["person_id", "id"])
    op.create_index("ix_audit_group_id_id", "audit", ["group_id", "id"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.execute(_PLAN)
    bind = op.get_bind()
    for number, subject in bind.execute(sa.text("SELECT id, subject FROM audit WHERE subject LIKE '%group %'")).all():
        if found := re.search(r"\bgroup (\d+)\b", subject):
            values = {"group": int(found[1]), "id": number}
            bind.execute(sa.text("UPDATE audit SET group_id = :group WHERE id = :id"), values)
