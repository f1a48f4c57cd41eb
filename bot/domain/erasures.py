"""Somebody wishes to be erased: a day to change one's mind, which ends in daytime, and a word before it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import PersonId
from bot.domain.reminders import awake

THINKS = timedelta(days=1)  # in which one may change one's mind, at the least
BEFORE = timedelta(hours=2)  # its end that is called to mind
_FIRST, _LAST = time(9), time(19)  # o'clock between which it ends, so that nobody is woken for the word before


@dataclass(frozen=True, slots=True)
class Erasure:
    """The wish of one person, not carried out yet."""

    person: PersonId
    asked_at: datetime
    due_at: datetime
    remind_at: datetime
    reminded: bool


def due(asked: datetime, zone: ZoneInfo) -> datetime:
    """When a wish is carried out: a day later, or in the morning after that."""
    return awake(asked + THINKS, zone, lambda at: not _FIRST <= at <= _LAST, _FIRST)
