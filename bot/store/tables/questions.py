"""Questions to the experts, the pieces that they and their answers consist of, and what of them everybody may read."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.questions import AboutKind, QuestionState, Side
from bot.store.tables.columns import count, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

questions = sa.Table(
    "questions",
    metadata,
    identity(),
    ref("asker_id", "persons"),  # a question is its asker's, and goes with them; what was published of it stays
    ref("group_id", "groups", outlives=True),
    one_of("questions.about", AboutKind, optional=True),
    text("subject"),  # the plan's number or the lesson's key
    text("place"),  # the step's or the card's key
    one_of("questions.state", QuestionState),
    count("revision"),
    count("turns"),  # how often either side has sent something
    ref("taker_id", "persons", outlives=True),
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
    ref("author_id", "persons", outlives=True),
    one_of("question_pieces.side", Side),
    text("text"),
    ref("medium_id", "media", null=True, index=True),
    count("turn"),  # the sending that it left with; 0 as long as it is being put together
    instant("at"),
)
sa.Index(None, question_pieces.c.question_id)
published_questions = sa.Table(
    "published_questions",
    metadata,
    identity(),
    ref("question_id", "questions", outlives=True, unique=True),
    sa.Column("words", sa.JSON, nullable=False),  # language → {"question": …, "answer": …}
    count("revision"),
    ref("editor_id", "persons", outlives=True),
    instant("published_at", null=True),
    instant("changed_at"),
)
