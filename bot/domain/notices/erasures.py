"""Somebody wished to be erased."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import GroupId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class ErasureAsked(Notice):
    notice = "erasure_asked"


@dataclass(frozen=True, slots=True)
class ErasureSoon(Notice):
    notice = "erasure_soon"


@dataclass(frozen=True, slots=True)
class Erased(Notice):
    notice = "erased"
    back_ups: int = 0  # days for which back-ups hold it; 0: nobody knows


@dataclass(frozen=True, slots=True)
class LeaderErased(Notice):
    notice = "leader_erased"
    group: GroupId
