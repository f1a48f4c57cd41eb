"""Recorded voices for texts, and the languages that staff added to speak them in."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.narrations import NarrationState
from bot.store.tables.columns import BIG, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of


def _speaker() -> sa.Column[int]:
    """Who recorded it; a recording is the programme's and outlives the person's leaving, without the name."""
    return sa.Column("person_id", BIG, sa.ForeignKey("persons.id", ondelete="SET NULL"))


narrations = sa.Table(
    "narrations",
    metadata,
    identity(),
    text("part"),
    text("name"),
    text("language"),
    text("version"),  # of the words that were spoken
    one_of("narrations.state", NarrationState),
    ref("medium_id", "media", index=True),
    _speaker(),
    instant("at"),
)
sa.Index(None, narrations.c.part, narrations.c.name, narrations.c.language)
sa.Index(None, narrations.c.language, narrations.c.state)
spoken_languages = sa.Table("spoken_languages", metadata, identity(), text("name"), _speaker(), instant("at"))
