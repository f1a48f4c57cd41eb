"""The story of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import PlanId, StoryId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class StoryWanted(Notice):
    notice = "story_wanted"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class StoryTold(Notice):
    notice = "story_told"
    story: StoryId
