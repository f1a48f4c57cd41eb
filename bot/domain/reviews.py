"""An expert's review of a submitted version: assignment, scores, comments, decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from bot.domain.ids import AssignmentId, CommentId, ExchangeId, MediumId, PersonId, PlanId, SubmissionId


class ReviewState(StrEnum):
    """How far an expert is with a submission."""

    ASKED = "asked"  # conflict of interest not yet answered
    DECLINED = "declined"
    SCORING = "scoring"
    DONE = "done"


class Reading(StrEnum):
    """What a review is for."""

    ADVICE = "advice"  # the group improves the plan by it
    FIRST = "first"  # of the decision: a few experts read each plan
    THIRD = "third"  # one more, because the first two are far apart
    FINAL = "final"  # all read the finalists

    @property
    def decides(self) -> bool:
        """Whether it counts for the positions."""
        return self is not Reading.ADVICE


class Said(StrEnum):
    """What a comment is, where an expert was asked for it."""

    STRENGTH = "strength"
    SUGGESTION = "suggestion"


class Word(StrEnum):
    """What begins an exchange between an expert and a group, which the other side answers once."""

    HELPED = "helped"  # the group says this of a comment
    UNCLEAR = "unclear"  # and this: it does not understand it
    QUESTION = "question"  # an expert asks the group, without returning the plan


class Decision(StrEnum):
    """What an expert decides about a version."""

    APPROVE = "approve"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One expert's task to review one version of a plan."""

    id: AssignmentId
    submission: SubmissionId
    plan: PlanId
    expert: PersonId | None  # None: nobody who is known any more
    state: ReviewState
    decision: Decision | Literal[""]  # "": not decided
    revision: int  # grows with every score, comment and decision
    asked_at: datetime
    decided_at: datetime | None
    kind: Reading = Reading.ADVICE

    def final_at(self, waits: timedelta) -> datetime | None:
        """When a decision cannot be taken back any more, after so long; None while there is none."""
        return self.decided_at + waits if self.decided_at and self.state is ReviewState.DONE else None


@dataclass(frozen=True, slots=True)
class Comment:
    """An expert's words on a step of a plan ("" = on the whole)."""

    step: str
    text: str
    medium: MediumId | None
    author_name: str
    at: datetime
    kind: Said | Literal[""]
    id: CommentId
    review: AssignmentId
    word: Word | None = None  # what the group says of it
    answer: str = ""  # what the expert answered to that
    answer_medium: MediumId | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word of a group on a comment, or an expert's question to a group, and the one answer to it."""

    id: ExchangeId
    review: AssignmentId
    comment: CommentId | None
    word: Word
    text: str
    medium: MediumId | None
    at: datetime
    answer: str
    answer_medium: MediumId | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Visit:
    """What an expert saw of a plan that is carried out: points, a photo, and where that was."""

    plan: PlanId
    expert: PersonId | None
    points: int | None
    photo: MediumId | None
    location: str  # latitude, longitude
    pictured: bool  # there was a photo: it goes with an expert who is erased, and what she gave goes on to count
    name: str

    @property
    def whole(self) -> bool:
        """Whether it counts: with points, photo and place."""
        return self.points is not None and self.pictured and bool(self.location)


def total(scores: Mapping[str, int]) -> int:
    """The sum of the scores given so far."""
    return sum(scores.values())


def verdict(reviews: Iterable[Assignment]) -> str:
    """What the experts decided about one version: "approve", "return", or "" while one of them has not decided.

    Who declined does not count. More than half of the others have to approve; one expert alone decides.
    """
    asked = [review for review in reviews if review.state is not ReviewState.DECLINED]
    if not asked or any(review.state is not ReviewState.DONE for review in asked):
        return ""
    approvals = sum(review.decision == "approve" for review in asked)
    return "approve" if 2 * approvals > len(asked) else "return"
