"""Confidential words, what they consist of, and who may read them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.complaints import ComplaintState, Speaker
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

complaints = sa.Table(
    "complaints",
    metadata,
    identity(),
    text("number", unique=True),
    ref("person_id", "persons"),
    flag("named"),
    ref("reader_id", "persons", outlives=True),
    text("passed"),  # numbers of those who may not, or did not, answer it
    one_of("complaints.state", ComplaintState),
    instant("due_at", null=True),
    instant("sent_at", null=True),
    instant("created_at"),
)
sa.Index(None, complaints.c.due_at)
sa.Index(None, complaints.c.person_id)
sa.Index(None, complaints.c.reader_id)
complaint_words = sa.Table(
    "complaint_words",
    metadata,
    identity(),
    ref("complaint_id", "complaints"),
    one_of("complaint_words.speaker", Speaker),
    text("text"),
    ref("medium_id", "media", null=True),
    flag("sent"),
    instant("at"),
)
sa.Index(None, complaint_words.c.complaint_id)
complaint_readers = sa.Table(  # whom the administrators named, the first reads first
    "complaint_readers",
    metadata,
    ref("person_id", "persons", primary_key=True),
    count("position"),
)
