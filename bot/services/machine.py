"""Telling administrators what is wrong with the machine that Phaen runs on, once, and when it is right again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.notices.failures import ClockRight, ClockWrong
from bot.services import notices
from bot.store.database import UnitOfWork

WRONG = "clock wrong since"  # kept, so that a restart and other processes tell it no second time


def clock_is(uow: UnitOfWork, shown: datetime | None, *, now: datetime) -> None:
    """What a wrong clock shows instead of `now`, or None when the clock is right (again)."""
    since = uow.key_values.take(WRONG)
    if shown is not None and not since:
        uow.key_values.set(WRONG, now.isoformat())
        notices.tell_admins(uow, ClockWrong(shown=shown, true=now), now=now, key=now.isoformat())
    elif shown is None and since:
        uow.key_values.set(WRONG, "")
        notices.tell_admins(uow, ClockRight(), now=now, key=since)
