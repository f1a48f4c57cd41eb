"""A group's innovation plan: answers to steps, actions, frozen versions, and what may happen to it when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.agreements import FOR_OTHERS, Needed
from bot.domain.ids import ActionId, GroupId, MediumId, PersonId, PlanId, RoundId, SubmissionId


class PlanState(StrEnum):
    """Where a plan stands between the first answer and the last action."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class AnswerState(StrEnum):
    """Whether an answer stands at its step."""

    CURRENT = "current"
    EARLIER = "earlier"  # in the history
    PROPOSED = "proposed"  # beside the one that stands, not decided yet


class RoundState(StrEnum):
    """How far a round is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    REMOVED = "removed"  # made by accident: shown to nobody, and kept


class ActionState(StrEnum):
    """How far an action of the plan is."""

    PLANNED = "planned"
    STARTED = "started"
    LATE = "late"
    HELP = "help"
    DONE = "done"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Round:
    """One competition with a deadline."""

    id: RoundId
    name: Mapping[str, str]
    opens_at: datetime
    deadline: datetime
    state: RoundState
    form_version: int
    agreement: Needed = Needed.HALF  # of the members, before a plan is sent
    work_from: date | None = None  # the days between which actions may lie; None: any day
    work_until: date | None = None
    planned: datetime | None = None  # the deadline that staff set, where outages have moved it
    lost: int = 0  # seconds of outages since it was set
    for_others: int = FOR_OTHERS  # agreements that one phone may give for others
    dated_at: datetime | None = None  # when the deadline was set, where that is known
    unranked: bool = False  # no plan gets a position
    projects: tuple[str, ...] = ()  # whose groups it is for; none: all
    districts: tuple[str, ...] = ()  # codes, the same
    archived: bool = False  # out of the lists of staff

    def is_for(self, project: str, district: str) -> bool:
        """Whether a group may begin a plan in it, is told of it and is counted: by its project and by its district."""
        of_project = not self.projects or project in self.projects
        return of_project and (not self.districts or district in self.districts)

    def tells(self, plan: PlanState) -> bool:
        """Whether a group may see what a plan of this state got: once the results are out.

        Where nothing is ranked that is when the experts have decided.
        """
        decided = plan in (PlanState.RETURNED, PlanState.APPROVED)
        return self.state is RoundState.RELEASED or (self.unranked and decided)

    def allows(self, day: date) -> bool:
        """Whether an action may lie on `day`."""
        return (self.work_from or day) <= day <= (self.work_until or day)


@dataclass(frozen=True, slots=True)
class Plan:
    """One group's plan in a round. `revision` grows with every change of an answer or action."""

    id: PlanId
    group: GroupId
    round: RoundId
    state: PlanState
    title: str
    revision: int
    updated_at: datetime
    position: int | None = None
    deadline: datetime | None = None  # of a plan that came back; None: it has none
    dated_at: datetime | None = None  # when that was set
    planned: datetime | None = None  # the deadline that it was given, where outages have moved it
    lost: int = 0  # seconds of outages since then
    reopened: str = ""  # why staff let the experts read it again
    shared: bool = False  # the group lets everybody read it in the library
    final: int | None = None  # its position among the final winners

    def last(self, round_: Round) -> datetime | None:
        """Until when it may be sent: until the round's last day; one that came back, never less than its own.

        None: without an end.
        """
        if self.state is not PlanState.RETURNED:
            return round_.deadline
        return max(self.deadline, round_.deadline) if self.deadline else None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer: a text, a voice or a photo.

    `value` is what a text means to a machine, at steps that ask for more than words (`bot.services.answers`).
    """

    kind: str  # "text", "voice", "photo", "document", "video"
    text: str = ""
    medium: MediumId | None = None
    seconds: int = 0
    value: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a step: its parts, who gave it and when. `revision` counts the step's answers."""

    step: str
    revision: int
    parts: tuple[Part, ...]
    author: PersonId | None  # None: nobody who is known any more
    author_name: str
    at: datetime
    ended: datetime | None = None  # when it stood no more; None also for what only waited to stand

    @property
    def text(self) -> str:
        """The written parts, one below the other."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def value(self) -> Mapping[str, Any]:
        """What was chosen, counted or dated, of the first part that says so; empty when only words stand here."""
        return next((part.value for part in self.parts if part.value), {})


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the plan: what, who, when, cost (kip)."""

    id: ActionId
    plan: PlanId
    what: str
    who: str
    owner: PersonId | None
    start: date | None
    due: date | None
    cost: int | None
    own: int | None
    sign: str
    state: ActionState
    revision: int
    spent: int | None = None

    @property
    def complete(self) -> bool:
        """Whether it says what, who, by when and for how much."""
        return bool(self.what and self.who and self.due and self.cost is not None)


@dataclass(frozen=True, slots=True)
class LineValue:
    """What a field of an action said, as its columns: present while `ended` is None."""

    id: int
    action: ActionId
    field: str
    value: Mapping[str, Any]
    author: PersonId | None  # None: nobody who is known
    author_name: str | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Costs:
    """The money of a plan, kip: all, what the group pays itself, and what it asks for."""

    total: int
    own: int
    asked: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A frozen, numbered version of a plan."""

    id: SubmissionId
    plan: PlanId
    version: int
    by: PersonId | None  # None: nobody who is known any more
    at: datetime
    content: Mapping[str, object]


def costs(actions: Iterable[Action]) -> Costs:
    """The sums over the actions that count; an own contribution never exceeds its cost."""
    rows = [(action.cost or 0, min(action.own or 0, action.cost or 0)) for action in actions]
    total, own = sum(cost for cost, _ in rows), sum(own for _, own in rows)
    return Costs(total, own, total - own)
