"""A story of change: what a group tells when the work of its plan is done, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import GroupId, MediumId, PersonId, PlanId, StoryId
from bot.domain.media import MediumKind


class StoryState(StrEnum):
    """How far a story is."""

    ASKED = "asked"  # members are telling
    TOLD = "told"  # the leader finished it


@dataclass(frozen=True, slots=True)
class Story:
    """What a group tells about a plan. `shared`: other groups may read it, once it is told."""

    id: StoryId
    plan: PlanId
    group: GroupId
    group_name: str
    village: str
    title: str
    state: StoryState
    shared: bool
    told_at: datetime | None
    rung: int  # how often it was asked for: all members first, then the leader

    @property
    def readable(self) -> bool:
        """Whether everybody may read it."""
        return self.shared and self.state is StoryState.TOLD


@dataclass(frozen=True, slots=True)
class Telling:
    """One piece of a story: words, a voice or a photo of one member."""

    id: int
    kind: MediumKind
    words: str
    medium: MediumId | None
    person: PersonId | None
    name: str


REMINDED = (7, 14)  # days after which a leader is reminded of a story that is not finished: twice, then never again
