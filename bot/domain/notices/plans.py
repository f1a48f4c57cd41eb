"""The way of a plan: agreed to, sent, returned, passed, and its round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import GroupId, PersonId, PlanId, RoundId, SubmissionId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class AgreeAsked(Notice):
    notice = "agree_asked"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class AgreeAskedChat(Notice):
    notice = "agree_asked_chat"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class AgreeObjected(Notice):
    notice = "agree_objected"
    plan: PlanId
    member: PersonId


@dataclass(frozen=True, slots=True)
class AgreeEnough(Notice):
    """As many members agree to the plan as it stands as have to."""

    notice = "agree_enough"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class AnswerReplaced(Notice):
    """Somebody replaced, added to or emptied the answer of whoever is told; `revision` is the old one."""

    notice = "answer_replaced"
    plan: PlanId
    step: str
    revision: int
    by: PersonId


@dataclass(frozen=True, slots=True)
class LineReplaced(Notice):
    """Somebody replaced a value that whoever is told had written into a line of the table."""

    notice = "line_replaced"
    which: int
    by: PersonId


@dataclass(frozen=True, slots=True)
class PlanSubmitted(Notice):
    notice = "plan_submitted"
    plan: PlanId
    submission: SubmissionId


@dataclass(frozen=True, slots=True)
class PlanApproved(Notice):
    notice = "plan_approved"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class PlanCard(Notice):
    """The plan as a picture to pass on, before the words of a joy: it has passed, or all its work is done."""

    notice = "plan_card"
    submission: SubmissionId


@dataclass(frozen=True, slots=True)
class WorkFinished(Notice):
    """The last piece of work of a plan is done."""

    notice = "work_finished"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class PlanReturned(Notice):
    notice = "plan_returned"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class PlanReopened(Notice):
    notice = "plan_reopened"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class DeadlineMoved(Notice):
    notice = "deadline_moved"
    round: RoundId


@dataclass(frozen=True, slots=True)
class DeadlineBack(Notice):
    notice = "deadline_back"
    round: RoundId


MOVED, BACK, LONGER = "moved", "back", "longer"  # by an outage, as it was, by staff


@dataclass(frozen=True, slots=True)
class OwnDay(Notice):
    """The last day of a plan that came back is another one; `why` is one of the three above."""

    notice = "own_day"
    plan: PlanId
    why: str


@dataclass(frozen=True, slots=True)
class LastDay(Notice):
    notice = "last_day"
    group: GroupId
    plan: PlanId | None  # None: the group has begun none
    day: date


@dataclass(frozen=True, slots=True)
class RoundEnded(Notice):
    notice = "round_ended"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class OutageLong(Notice):
    notice = "outage_long"
    round: RoundId


@dataclass(frozen=True, slots=True)
class ResultsReleased(Notice):
    notice = "results_released"
    plan: PlanId
