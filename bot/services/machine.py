"""Telling administrators what is wrong with the machine that Phaen runs on, once, and when it is right again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.notices.failures import ClockRight, ClockWrong, DiskFilling, UpdatesBack, UpdatesTaken
from bot.services import notices
from bot.store.database import UnitOfWork

FULL, ROOMY = 80, 78  # percent of the disk at which administrators hear of it, and under which that is over
FILLING = "disk filling since"
TAKEN = "updates taken since"
DISK = "disk"  # bytes that are used and that are free, as they were at the last look
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


def updates_are(uow: UnitOfWork, taken: bool, *, now: datetime) -> None:
    """Whether another program takes what people write to this bot."""
    since = uow.key_values.lock(TAKEN)
    if taken and not since:
        uow.key_values.set(TAKEN, now.isoformat())
        notices.tell_admins(uow, UpdatesTaken(), now=now, key=now.isoformat())
    elif not taken and since:
        uow.key_values.set(TAKEN, "")
        notices.tell_admins(uow, UpdatesBack(), now=now, key=since)


def disk_is(uow: UnitOfWork, used: int, free: int, *, now: datetime) -> None:
    """How many bytes of the disk are used, and how many are free for us."""
    uow.key_values.set(DISK, f"{used} {free}")
    percent, since = 100 * used / max(used + free, 1), uow.key_values.take(FILLING)
    if percent >= FULL and not since:
        uow.key_values.set(FILLING, now.isoformat())
        notices.tell_admins(uow, DiskFilling(percent=int(percent), free=free), now=now, key=now.isoformat())
    elif percent < ROOMY and since:
        uow.key_values.set(FILLING, "")
