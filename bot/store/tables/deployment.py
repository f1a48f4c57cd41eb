"""The audit log, and key–value pairs of this deployment."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import BIG, identity, instant, metadata, ref, text

audit = sa.Table(
    "audit",
    metadata,
    identity(),
    ref("person_id", "persons", outlives=True),
    text("verb"),
    text("subject"),
    text("before"),  # what a change of the set-up took away, and what it put there
    text("after"),
    sa.Column("group_id", BIG),  # of the group that it is about; no reference: the log outlives it
    instant("at"),
)
sa.Index("ix_audit_person_id_id", audit.c.person_id, audit.c.id)
sa.Index("ix_audit_group_id_id", audit.c.group_id, audit.c.id)
sa.Index("ix_audit_at", audit.c.at)
facts = sa.Table(  # key–value pairs of this deployment, such as when it last ran
    "facts",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    text("value"),
)
weekly_reports = sa.Table(  # who asked for the figures every week
    "weekly_reports",
    metadata,
    ref("person_id", "persons", primary_key=True),
    text("scope"),  # whose figures, as a button carries it
    instant("due_at"),
)
sa.Index(None, weekly_reports.c.due_at)
