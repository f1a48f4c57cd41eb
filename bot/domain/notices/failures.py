"""The program itself failed, or does not know what a row names; or the content is faulty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class TurnFailed(Notice):
    notice = "turn_failed"
    code: str


@dataclass(frozen=True, slots=True)
class UpdateAside(Notice):
    notice = "update_aside"
    code: str


@dataclass(frozen=True, slots=True)
class TooMany(Notice):
    notice = "too_many"


@dataclass(frozen=True, slots=True)
class NotSent(Notice):
    notice = "not_sent"


@dataclass(frozen=True, slots=True)
class RowRefused(Notice):
    notice = "row_refused"
    what: str  # a notice, a screen, or what the row would have done
    why: str


@dataclass(frozen=True, slots=True)
class NameUnknown(Notice):
    notice = "name_unknown"
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ContentFaulty(Notice):
    notice = "content_faulty"
    faults: tuple[tuple[str, int, str], ...]  # file, line, what is wrong there
    n: int  # of all, shown or not


@dataclass(frozen=True, slots=True)
class ContentMended(Notice):
    notice = "content_mended"


@dataclass(frozen=True, slots=True)
class PaperNotMade(Notice):
    notice = "paper_not_made"


@dataclass(frozen=True, slots=True)
class PapersFail(Notice):
    notice = "papers_fail"


@dataclass(frozen=True, slots=True)
class ClockWrong(Notice):
    notice = "clock_wrong"
    shown: datetime
    true: datetime


@dataclass(frozen=True, slots=True)
class ClockRight(Notice):
    notice = "clock_right"


@dataclass(frozen=True, slots=True)
class DiskFilling(Notice):
    notice = "disk_filling"
    percent: int
    free: int  # bytes


@dataclass(frozen=True, slots=True)
class UpdatesTaken(Notice):
    notice = "updates_taken"


@dataclass(frozen=True, slots=True)
class UpdatesBack(Notice):
    notice = "updates_back"
