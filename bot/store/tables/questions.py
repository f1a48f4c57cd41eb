"""Questions to the experts, the pieces that they and their answers consist of, and what of them everybody may read."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import BIG, count, identity, instant, metadata, ref, text


def _kept_without(name: str, target: str) -> sa.Column[int]:
    """A reference that becomes empty when what it names is erased."""
    return sa.Column(name, BIG, sa.ForeignKey(f"{target}.id", ondelete="SET NULL"), nullable=True)


questions = sa.Table(
    "questions",
    metadata,
    identity(),
    ref("asker_id", "persons"),
    _kept_without("group_id", "groups"),
    text("about"),  # "step", "lesson" or ""
    text("subject"),  # the plan's number or the lesson's key
    text("place"),  # the step's or the card's key
    text("state"),
    count("revision"),
    count("turns"),  # how often either side has sent something
    _kept_without("taker_id", "persons"),
    instant("sent_at", null=True),  # the asker's latest words
    instant("taken_at", null=True),
    instant("answered_at", null=True),
    instant("due_at", null=True),  # when somebody is reminded next
    instant("created_at"),
)
sa.Index(None, questions.c.state, questions.c.sent_at)
sa.Index(None, questions.c.due_at)
sa.Index(None, questions.c.asker_id)
question_pieces = sa.Table(
    "question_pieces",
    metadata,
    identity(),
    ref("question_id", "questions"),
    _kept_without("author_id", "persons"),
    text("side"),  # "asker" or "expert"
    text("text"),
    ref("medium_id", "media", null=True),
    count("turn"),  # the sending that it left with; 0 as long as it is being put together
    instant("at"),
)
sa.Index(None, question_pieces.c.question_id)
published_questions = sa.Table(
    "published_questions",
    metadata,
    identity(),
    sa.Column("question_id", BIG, sa.ForeignKey("questions.id", ondelete="SET NULL"), nullable=True, unique=True),
    sa.Column("words", sa.JSON, nullable=False),  # language → {"question": …, "answer": …}
    count("revision"),
    _kept_without("editor_id", "persons"),
    instant("published_at", null=True),
    instant("changed_at"),
)
