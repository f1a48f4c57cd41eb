"""Lessons that come by themselves, one that a member shares, and the voice of a page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ChatId, NarrationId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class LessonOfDay(Notice):
    notice = "lesson_of_day"
    lesson: str


@dataclass(frozen=True, slots=True)
class LessonsFinished(Notice):
    notice = "lessons_finished"


@dataclass(frozen=True, slots=True)
class LessonShared(Notice):
    notice = "lesson_shared"
    lesson: str
    name: str  # of who shares it


@dataclass(frozen=True, slots=True)
class NarrationSent(Notice):
    notice = "narration"
    narration: NarrationId
    chat: ChatId
