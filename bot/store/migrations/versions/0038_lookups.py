"""Every reference can be followed backwards, old rows are found by their age, and open work by its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_REFERENCES = {
    "announcements": ("author_id",),
    "groups": ("created_by",),
    "season_days": ("set_by",),
    "spoken_languages": ("person_id",),
    "announcement_replies": ("person_id",),
    "complaint_words": ("medium_id",),
    "handovers": ("person_id",),
    "invites": ("group_id", "person_id", "created_by"),
    "merges": ("group_id", "by_id"),
    "moves": ("maker_id", "old_account_id", "new_account_id"),
    "narrations": ("person_id",),
    "outbox": ("person_id",),
    "plans": ("round_id",),
    "questions": ("group_id", "taker_id"),
    "actions": ("owner_id",),
    "agreements": ("person_id", "told_by"),
    "answers": ("author_id",),
    "consents": ("person_id",),
    "published_questions": ("editor_id",),
    "question_pieces": ("author_id",),
    "submissions": ("submitted_by",),
    "wordings": ("helper_id",),
    "checkins": ("person_id",),
    "expenses": ("person_id", "corrects_id", "changed_by"),
    "line_values": ("author_id",),
    "reminders": ("person_id",),
    "tellings": ("person_id",),
    "calls": ("helper_id",),
    "copies": ("reminder_id",),
    "sheets": ("by_id", "medium_id"),
    "hearings": ("person_id",),
    "pitches": ("person_id",),
    "reader_rules": ("by_id", "expert_id"),
    "unions": ("by_id",),
    "visits": ("expert_id",),
}
_AGES = {"inbox": ("state", "received_at"), "outbox": ("settled_at",), "nudges": ("at",)}
_OPEN = sa.text("state <> 'done' AND state <> 'removed'")


def upgrade() -> None:
    for table, columns in _REFERENCES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    for table, ages in _AGES.items():
        op.create_index(f"ix_{table}_age", table, list(ages))
    op.create_index("ix_actions_open", "actions", ["due_on", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_plans_state", "plans", ["state", "updated_at"])
    op.create_index("ix_groups_state", "groups", ["state", "id"])
    op.drop_index("ix_outbox_announcement", "outbox")
    op.create_index("ix_outbox_announcement", "outbox", ["announcement_id", "state", "reason"])
