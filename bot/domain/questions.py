"""A question to the experts: what it is about, who has it in hand, and the pieces that go to and fro."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import GroupId, MediumId, PersonId, QuestionId


class QuestionState(StrEnum):
    """How far a question is."""

    DRAFT = "draft"  # being put together
    ASKED = "asked"  # waits for an expert
    TAKEN = "taken"
    ANSWERED = "answered"
    HELPED = "helped"  # the asker said that the answer helps


class Side(StrEnum):
    """Whose words a piece is."""

    ASKER = "asker"
    EXPERT = "expert"


ASKER, EXPERT = Side.ASKER, Side.EXPERT


class AboutKind(StrEnum):
    """What a question may be about."""

    STEP = "step"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class About:
    """Where somebody asked: a "step" (plan number, step key), a "lesson" (lesson key, card key), "" for anywhere."""

    kind: str = ""
    subject: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `revision` grows with everything that is done to it, `turns` with every sending of either side."""

    id: QuestionId
    asker: PersonId
    asker_name: str
    group: GroupId | None
    about: About
    state: QuestionState
    revision: int
    turns: int
    taker: PersonId | None
    taker_name: str
    sent_at: datetime | None
    taken_at: datetime | None
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether the asker waits for an answer."""
        return self.state in (QuestionState.ASKED, QuestionState.TAKEN)

    @property
    def answered(self) -> bool:
        return self.state in (QuestionState.ANSWERED, QuestionState.HELPED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, voice or picture of a question or an answer; size in bytes, length in seconds."""

    id: int
    side: Side
    text: str
    medium: MediumId | None
    kind: str  # text, voice, photo, …
    seconds: int
    size: int
    turn: int  # the sending that it left with, 0 as long as it is being put together


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may read of a question: words without names, by language."""

    id: int
    question: QuestionId | None
    words: Mapping[str, Mapping[str, str]]  # language → {"question": …, "answer": …}
    revision: int
    published_at: datetime | None

    def languages(self) -> tuple[str, ...]:
        """The languages in which both question and answer are written."""
        return tuple(name for name, words in self.words.items() if words.get("question") and words.get("answer"))

    def said(self, part: str, language: str) -> str:
        """The "question" or "answer" in `language`, else in one that there is."""
        whole = self.languages()
        chosen = language if language in whole else next(iter(whole), language)
        return self.words.get(chosen, {}).get(part, "")


def unsent(pieces: Sequence[Piece], side: str) -> list[Piece]:
    """What one side has put together and not sent yet."""
    return [piece for piece in pieces if piece.side == side and not piece.turn]


def latest(pieces: Sequence[Piece], side: str) -> list[Piece]:
    """What one side sent last."""
    sent = [piece for piece in pieces if piece.side == side and piece.turn]
    return [piece for piece in sent if piece.turn == sent[-1].turn]
