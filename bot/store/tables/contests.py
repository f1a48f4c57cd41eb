"""Competitions: the phases of rounds, pitches of plans, and what groups that heard them gave."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.contests import Phase
from bot.domain.media import MediumKind
from bot.store.tables.columns import count, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

contests = sa.Table(
    "contests",
    metadata,
    ref("round_id", "rounds", primary_key=True),
    one_of("contests.phase", Phase),
    instant("since"),
    instant("next_at", null=True),  # when the phase ends by itself
    instant("warned_at", null=True),  # when those who have still something to do were reminded of its end
    sa.Column("rules", sa.JSON, nullable=False),
    sa.Column("dice", sa.JSON, nullable=False),
    text("seed"),
)
sa.Index(None, contests.c.next_at)
pitches = sa.Table(  # what a group recorded about its plan: one voice or film, and photos
    "pitches",
    metadata,
    identity(),
    ref("plan_id", "plans", index=True),
    one_of("pitches.kind", MediumKind),
    ref("medium_id", "media", index=True),
    count("seconds"),
    ref("person_id", "persons", outlives=True),
    instant("at"),
)
hearings = sa.Table(  # which group hears which plan, and what it gave
    "hearings",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    ref("group_id", "groups", index=True),
    count("place"),  # the order in which the group hears them
    sa.Column("stars", sa.Integer),
    ref("person_id", "persons", outlives=True),  # who gave them for the group
    instant("at", null=True),
    sa.UniqueConstraint("plan_id", "group_id"),
)
