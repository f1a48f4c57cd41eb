"""A round as a competition: its phases, which follow one another by date or by hand, and the rules that staff set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import GroupId, MediumId, PersonId, PlanId, RoundId
from bot.domain.media import MediumKind
from bot.domain.peers import HEARD
from bot.domain.plans import RoundState


class Phase(StrEnum):
    """How far a competition is, in this order."""

    DRAFTING = "drafting"
    PRESENTING = "presenting"
    PEERS = "peers"
    EXPERTS = "experts"
    DECISION = "decision"
    RELEASED = "released"
    FOLLOW_UP = "follow up"
    WINNERS = "winners"


PHASES = tuple(Phase)
STATES: Mapping[Phase, RoundState] = {
    Phase.DRAFTING: RoundState.OPEN,
    **dict.fromkeys((Phase.PRESENTING, Phase.PEERS, Phase.EXPERTS, Phase.DECISION), RoundState.CLOSED),
    **dict.fromkeys((Phase.RELEASED, Phase.FOLLOW_UP, Phase.WINNERS), RoundState.RELEASED),
}
"""The state that the round has in each phase."""


class Link(StrEnum):
    """What may part final winners who share a place, in the order that staff choose."""

    FIELD = "field"  # the points of the visit
    PEERS = "peers"  # the mean of the stars
    WOMEN = "women"  # more women among the members


CHAIN = (Link.FIELD, Link.PEERS, Link.WOMEN)
EXPERTS = 3  # who read each plan first
MOST_EXPERTS = 6
MOST_HEARD = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """What staff set of a competition."""

    experts: int = EXPERTS
    heard: int = HEARD
    rubrics: Mapping[str, str] = field(default_factory=dict)  # project ("": every other) → score sheet
    chain: tuple[Link, ...] = CHAIN
    prizes: Mapping[int, str] = field(default_factory=dict)  # position → what it gets
    categories: tuple[str, ...] = ()  # such as women's groups, youth
    of_plans: Mapping[PlanId, str] = field(default_factory=dict)  # plan → its category
    own_winners: bool = False  # each project has winners of its own
    own_places: bool = False  # so does each category
    told: datetime | None = None  # when everybody heard how places are found, before the round opened
    practice: bool = False  # experts read two invented plans before real ones
    withhold: bool = False  # groups are not told which experts read their plan
    ends: Mapping[Phase, datetime] = field(default_factory=dict)  # until when a phase lasts; without: by hand
    planned: Mapping[Phase, datetime] = field(default_factory=dict)  # the ends that staff set, where outages moved them
    lost: Mapping[Phase, int] = field(default_factory=dict)  # seconds of outages since then


@dataclass(frozen=True, slots=True)
class Contest:
    """A round with phases. `dice`: what groups threw, by which the lots are drawn; `seed`: that and the closed list."""

    round: RoundId
    phase: Phase
    since: datetime
    rules: Rules
    dice: Mapping[str, int] = field(default_factory=dict)  # group → what it threw
    seed: str = ""

    @property
    def ends(self) -> datetime | None:
        """When the present phase ends by itself."""
        return self.rules.ends.get(self.phase)

    @property
    def following(self) -> Phase | None:
        """The phase that comes next."""
        index = PHASES.index(self.phase) + 1
        return PHASES[index] if index < len(PHASES) else None

    def reached(self, phase: Phase) -> bool:
        """Whether a phase has begun, or is over."""
        return PHASES.index(self.phase) >= PHASES.index(phase)

    def over(self, phase: Phase, now: datetime) -> frozenset[Phase]:
        """From a phase on, those whose day has gone by: nobody could do anything in them any more."""
        return frozenset(one for one in _from(phase) if one in self.rules.ends and self.rules.ends[one] <= now)

    def to_come(self, after: datetime) -> tuple[Phase, ...]:
        """The present phase and those behind it that have a day after an instant; drafting ends with its round."""
        coming = (one for one in _from(self.phase) if one is not Phase.DRAFTING)
        return tuple(one for one in coming if one in self.rules.ends and self.rules.ends[one] > after)

    def in_order(self) -> bool:
        """Whether the days of the present phase and of those behind it follow one another."""
        days = [self.rules.ends[one] for one in _from(self.phase) if one in self.rules.ends]
        return days == sorted(days)

    def part(self, plan: PlanId, project: str) -> str:
        """With which plans one competes: "" with all, else those of its project, its category, or both."""
        of_project = project if self.rules.own_winners else ""
        category = self.rules.of_plans.get(plan, "") if self.rules.own_places else ""
        return ", ".join(filter(None, (of_project, category)))

    def rubric(self, project: str) -> str:
        """Which score sheet is used for a project's plans; "" is the usual one."""
        return self.rules.rubrics.get(project) or self.rules.rubrics.get("", "")


def _from(phase: Phase) -> tuple[Phase, ...]:
    return PHASES[PHASES.index(phase) :]


@dataclass(frozen=True, slots=True)
class Piece:
    """A voice, film or photo in which a group tells about its plan."""

    id: int
    plan: PlanId
    kind: MediumKind
    medium: MediumId
    seconds: int

    @property
    def photo(self) -> bool:
        return self.kind is MediumKind.PHOTO


@dataclass(frozen=True, slots=True)
class Hearing:
    """A group hears a plan, and what it gave: `stars` None is nothing yet. `person` gave them for the group."""

    id: int
    plan: PlanId
    group: GroupId
    place: int
    stars: int | None
    person: PersonId | None
    name: str
