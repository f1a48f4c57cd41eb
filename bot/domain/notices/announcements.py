"""An announcement, its test, and what staff hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import AnnouncementId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class AnnouncementSent(Notice):
    notice = "announcement"
    announcement: AnnouncementId
    messages: int = 1  # as how many it counts: the files that leave together with it


@dataclass(frozen=True, slots=True)
class AnnouncementTest(Notice):
    notice = "announcement_test"
    announcement: AnnouncementId
    language: str


@dataclass(frozen=True, slots=True)
class AnnouncementWaiting(Notice):
    notice = "announcement_waiting"
    announcement: AnnouncementId


@dataclass(frozen=True, slots=True)
class AnnouncementDone(Notice):
    notice = "announcement_done"
    announcement: AnnouncementId


@dataclass(frozen=True, slots=True)
class AnnouncementBack(Notice):
    notice = "announcement_back"
    announcement: AnnouncementId
    by: str  # a name
