"""Reviews of a plan, for experts and staff."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import AssignmentId, CommentId, ExchangeId, PlanId, SubmissionId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class ReviewPaper(Notice):
    notice = "review_paper"
    assignment: AssignmentId


@dataclass(frozen=True, slots=True)
class ReviewAsked(Notice):
    notice = "review_asked"
    assignment: AssignmentId


@dataclass(frozen=True, slots=True)
class ReviewReopened(Notice):
    notice = "review_reopened"
    assignment: AssignmentId


@dataclass(frozen=True, slots=True)
class ReviewDeclined(Notice):
    notice = "review_declined"
    plan: PlanId
    expert: str  # a name
    other: str  # who reads instead, empty where there is nobody


@dataclass(frozen=True, slots=True)
class ReviewNobody(Notice):
    notice = "review_nobody"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class CommentFelt(Notice):
    notice = "comment_felt"
    exchange: ExchangeId
    word: str


@dataclass(frozen=True, slots=True)
class CommentAnswered(Notice):
    notice = "comment_answered"
    plan: PlanId
    comment: CommentId


@dataclass(frozen=True, slots=True)
class GroupAsked(Notice):
    notice = "group_asked"
    exchange: ExchangeId


@dataclass(frozen=True, slots=True)
class GroupAnswered(Notice):
    notice = "group_answered"
    assignment: AssignmentId


@dataclass(frozen=True, slots=True)
class PlanWaits(Notice):
    """To the chat of the experts: a plan waits, or how far its readers are."""

    notice = "plan_waits"
    submission: SubmissionId
    decides: bool
