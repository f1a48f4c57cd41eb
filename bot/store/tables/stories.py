"""Stories of change: what groups tell when their work is done."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text

stories = sa.Table(
    "stories",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    text("state"),  # asked, told
    flag("shared"),
    instant("asked_at"),
    instant("told_at", null=True),
    count("rung"),
    instant("next_at", null=True),
    sa.UniqueConstraint("plan_id"),
)
sa.Index(None, stories.c.next_at)
tellings = sa.Table(
    "tellings",
    metadata,
    identity(),
    ref("story_id", "stories"),
    text("kind"),
    text("words"),
    ref("medium_id", "media", null=True),
    ref("person_id", "persons", outlives=True),
    instant("at"),
    flag("removed"),
)
sa.Index(None, tellings.c.story_id)
