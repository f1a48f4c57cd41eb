"""What rests; each is called to mind once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import AssignmentId, PlanId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class NudgeLesson(Notice):
    notice = "nudge_lesson"
    lesson: str
    card: int


@dataclass(frozen=True, slots=True)
class NudgeDraft(Notice):
    notice = "nudge_draft"
    plan: PlanId
    revision: int


@dataclass(frozen=True, slots=True)
class NudgeAgreement(Notice):
    notice = "nudge_agreement"
    plan: PlanId
    revision: int


@dataclass(frozen=True, slots=True)
class NudgeReviews(Notice):
    notice = "nudge_reviews"
    reviews: tuple[AssignmentId, ...]


@dataclass(frozen=True, slots=True)
class NudgeStaff(Notice):
    notice = "nudge_staff"
    reviews: tuple[AssignmentId, ...]
