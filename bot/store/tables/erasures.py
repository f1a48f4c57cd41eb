"""Who wished to be erased, with the day to change one's mind."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import flag, instant, metadata, ref

erasures = sa.Table(
    "erasures",
    metadata,
    ref("person_id", "persons", primary_key=True),
    instant("asked_at"),
    instant("due_at"),
    instant("remind_at"),
    flag("reminded"),
)
sa.Index(None, erasures.c.due_at)
