"""Back-ups that fail or are too old, and a system that was restored from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class BackUpFailed(Notice):
    notice = "back_up_failed"
    why: str


@dataclass(frozen=True, slots=True)
class BackUpOld(Notice):
    notice = "back_up_old"
    good: datetime | None  # when the last good one was made


@dataclass(frozen=True, slots=True)
class Restored(Notice):
    notice = "restored"
    at: datetime  # the moment of the archive
