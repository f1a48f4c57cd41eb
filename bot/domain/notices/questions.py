"""Questions to experts, and their answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import QuestionId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class QuestionAsked(Notice):
    notice = "question_asked"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionTaken(Notice):
    notice = "question_taken"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionMore(Notice):
    notice = "question_more"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionWaits(Notice):
    notice = "question_waits"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionWaitsLong(Notice):
    notice = "question_waits_long"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionHelped(Notice):
    notice = "question_helped"
    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionPiece(Notice):
    notice = "question_piece"
    question: QuestionId
    piece: int


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Notice):
    notice = "question_answered"
    question: QuestionId
