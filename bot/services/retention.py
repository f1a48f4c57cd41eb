"""What is kept no longer than the programme says: it goes by itself, and the log says how much went."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import erasures
from bot.domain.erasures import Erasure
from bot.store.database import UnitOfWork

log = logging.getLogger(__name__)
_MONTH = timedelta(days=30)
_AT_ONCE = 50  # people of whom one transaction takes care
_ROWS = 500  # of each kind that go in one transaction
_SAID = timedelta(days=730)  # how long it is known that somebody was called to mind of something
_NOTED = timedelta(days=3650)  # how long the log of decisions goes back


@dataclass(frozen=True, slots=True)
class Keep:
    """How long things are kept; 0 keeps them for ever."""

    messages: int = 60  # days: copies of what came and what was sent
    confidential: int = 24  # months: confidential words that are answered or settled, since they were sent
    unseen: int = 36  # months: people in no group and without a role, since they were heard from


def carry_out(uow: UnitOfWork, keep: Keep, zone: ZoneInfo, *, now: datetime) -> int:
    """Let go of some of what is older; returns how many rows and wishes that made, 0 at the end.

    People are asked first.
    """
    gone = {
        "messages": _messages(uow, now - timedelta(days=keep.messages)) if keep.messages else 0,
        "confidential words": _confidential(uow, now - keep.confidential * _MONTH) if keep.confidential else 0,
        "gentle words": uow.nudges.forget(before=now - _SAID, limit=_ROWS),
        "lines of the log": uow.audit.forget(before=now - _NOTED, limit=_ROWS),
        "people asked": _unseen(uow, now - keep.unseen * _MONTH, zone, now) if keep.unseen else 0,
    }
    if any(gone.values()):
        log.info("kept no longer: %s", ", ".join(f"{count} {what}" for what, count in gone.items() if count))
    for what in ("confidential words", "people asked"):
        if gone[what]:
            uow.audit.note(None, "kept no longer", f"{gone[what]} {what}", now=now)
    return sum(gone.values())


def _messages(uow: UnitOfWork, before: datetime) -> int:
    return uow.inbox.forget(before=before, limit=_ROWS) + uow.outbox.forget(before=before, limit=_ROWS)


def _confidential(uow: UnitOfWork, before: datetime) -> int:
    return uow.complaints.forget(before=before)


def _unseen(uow: UnitOfWork, before: datetime, zone: ZoneInfo, now: datetime) -> int:
    """Who is not seen any more is told, and has a day to say that they are there: one tap keeps everything."""
    due = erasures.due(now, zone)
    found = uow.erasures.unseen(before=before, limit=_AT_ONCE)
    return sum(uow.erasures.wish(Erasure(one, now, due, due - erasures.BEFORE, reminded=False)) for one in found)
