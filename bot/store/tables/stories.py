"""Stories of change: what groups tell when their work is done."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.media import MediumKind
from bot.domain.stories import StoryState
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

stories = sa.Table(
    "stories",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    one_of("stories.state", StoryState),
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
    one_of("tellings.kind", MediumKind),
    text("words"),
    ref("medium_id", "media", null=True, index=True),
    ref("person_id", "persons", outlives=True),
    instant("at"),
    flag("removed"),
)
sa.Index(None, tellings.c.story_id)
