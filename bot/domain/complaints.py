"""A confidential word: what somebody says past the leader, who alone reads it, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ComplaintId, MediumId, PersonId


class ComplaintState(StrEnum):
    """How far a confidential word is."""

    DRAFT = "draft"  # being put together
    WAITING = "waiting"  # its reader has to answer
    ANSWERED = "answered"
    SETTLED = "settled"  # whoever said it says that it is settled


class Speaker(StrEnum):
    """Whose words they are."""

    COMPLAINANT = "complainant"
    READER = "reader"


COMPLAINANT, READER = Speaker.COMPLAINANT, Speaker.READER


@dataclass(frozen=True, slots=True)
class Complaint:
    """One confidential word. `passed` are readers who may not, or did not, answer it."""

    id: ComplaintId
    number: str  # by which it is asked after
    person: PersonId
    named: bool  # the reader is told who says it
    reader: PersonId | None
    passed: frozenset[PersonId]
    state: ComplaintState
    due_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of what either side said; not `sent` as long as it is being put together."""

    id: int
    speaker: Speaker
    text: str
    medium: MediumId | None
    kind: str  # of the medium, "" for a text
    seconds: int
    size: int
    sent: bool
    at: datetime
