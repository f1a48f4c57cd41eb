"""What experts make of a submission."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.reviews import Decision, Reading, ReviewState, Said, Word
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

assignments = sa.Table(
    "assignments",
    metadata,
    identity(),
    ref("submission_id", "submissions"),
    ref("expert_id", "persons", outlives=True),
    one_of("assignments.kind", Reading, default="advice"),
    one_of("assignments.state", ReviewState),
    one_of("assignments.decision", Decision, optional=True),
    count("revision"),
    instant("asked_at"),
    instant("decided_at", null=True),
    sa.UniqueConstraint("submission_id", "expert_id"),
)
sa.Index(None, assignments.c.expert_id, assignments.c.state)
sa.Index("ix_assignments_state", assignments.c.state, assignments.c.asked_at)
scores = sa.Table(
    "scores",
    metadata,
    ref("assignment_id", "assignments", primary_key=True),
    sa.Column("criterion", sa.Text, primary_key=True),
    count("mark"),
    flag("carried"),  # given to an earlier version and not yet looked at again
    instant("at"),
)
comments = sa.Table(
    "comments",
    metadata,
    identity(),
    ref("assignment_id", "assignments"),
    text("step"),
    one_of("comments.kind", Said, optional=True),
    text("text"),
    ref("medium_id", "media", null=True, index=True),
    instant("at"),
)
sa.Index(None, comments.c.assignment_id)
exchanges = sa.Table(  # a group's word on a comment, or an expert's question to a group, and the one answer to it
    "exchanges",
    metadata,
    identity(),
    ref("assignment_id", "assignments", index=True),
    ref("comment_id", "comments", null=True),
    one_of("exchanges.kind", Word),
    text("text"),
    ref("medium_id", "media", null=True, index=True),
    ref("person_id", "persons", outlives=True),
    instant("at"),
    text("answer"),
    ref("answer_medium_id", "media", null=True, index=True),
    ref("answerer_id", "persons", outlives=True),
    instant("answered_at", null=True),
    sa.UniqueConstraint("comment_id"),
)
reader_rules = sa.Table(  # whom staff want to read a plan, or not to
    "reader_rules",
    metadata,
    ref("plan_id", "plans", primary_key=True),
    ref("expert_id", "persons", primary_key=True),
    flag("pinned"),
    ref("by_id", "persons", outlives=True),
    instant("at"),
)
practices = sa.Table(  # an expert reads an invented plan before real ones; attempt 2: once more, after a talk
    "practices",
    metadata,
    identity(),
    ref("round_id", "rounds"),
    ref("expert_id", "persons", index=True),
    text("plan"),  # the name of its file in content/practice/
    count("attempt"),
    text("text"),  # why the marks are as they are
    ref("medium_id", "media", null=True, index=True),
    instant("done_at", null=True),
    sa.UniqueConstraint("round_id", "expert_id", "plan", "attempt"),
)
practice_marks = sa.Table(
    "practice_marks",
    metadata,
    ref("practice_id", "practices", primary_key=True),
    sa.Column("criterion", sa.Text, primary_key=True),
    count("mark"),
    count("best"),  # the highest that could be given
)
expert_posts = sa.Table(  # what the chat of the experts shows of a version that waits, or waited
    "expert_posts",
    metadata,
    identity(),
    ref("submission_id", "submissions"),
    flag("decides"),  # for the decision of a competition; else for advice
    ref("row_id", "outbox", outlives=True, index=True),
    count("asked"),
    count("reading"),
    count("done"),
    sa.UniqueConstraint("submission_id", "decides"),
)
visits = sa.Table(  # what an expert saw of a plan in the field
    "visits",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    ref("expert_id", "persons", outlives=True),
    sa.Column("points", sa.Integer),
    ref("medium_id", "media", outlives=True, index=True),
    flag("pictured"),  # there was a photo, also when it went with the expert who sent it
    text("location"),  # latitude and longitude
    instant("at"),
    sa.UniqueConstraint("plan_id", "expert_id"),
)
