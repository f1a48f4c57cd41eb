"""When to look: every so many seconds by a clock that nobody sets, or at moments of the calendar."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

log = logging.getLogger(__name__)
Look = Callable[[], Awaitable[None]]


class Clock(Protocol):
    """What time it is; the demo's can be moved."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""


class RealClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A moment that comes again: every day at an hour of the zone, or every week on a day ("mon" … "sun")."""

    hour: int
    zone: ZoneInfo
    weekday: str = "*"


class Timetable:
    """Calls each look at its times; one that fails is called again next time, never twice at a time."""

    def __init__(self) -> None:
        self._calendar = AsyncIOScheduler(timezone=UTC)  # its waits follow the machine's clock, as a calendar has to
        self._every: list[tuple[float, Look]] = []
        self._loops: list[asyncio.Task[None]] = []

    def add(self, when: float | Calendar, look: Look) -> None:
        """Call `look` every so many seconds, or at a moment of the calendar: once, however late."""
        if not isinstance(when, Calendar):
            self._every.append((when, look))
            return
        self._calendar.add_job(
            _at_its_moment,
            CronTrigger(day_of_week=when.weekday, hour=when.hour, timezone=when.zone),
            args=[look],
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def moments(self) -> list[datetime]:
        """When each look of the calendar comes next, once this has started."""
        return [job.next_run_time for job in self._calendar.get_jobs()]

    def start(self) -> None:
        self._calendar.start()
        self._loops = [asyncio.ensure_future(_again_and_again(*each)) for each in self._every]

    def stop(self) -> None:
        for loop in self._loops:
            loop.cancel()
        if self._calendar.running:
            self._calendar.shutdown(wait=False)


async def _again_and_again(seconds: float, look: Look) -> None:
    """The loop's own seconds, which pass evenly while somebody sets the machine's clock."""
    while True:
        await asyncio.sleep(seconds)
        await guarded(look)


async def _at_its_moment(look: Look) -> None:
    with suppress(asyncio.CancelledError):  # a stop, which the scheduler would tell as an error
        await guarded(look)


async def guarded(look: Look) -> None:
    """Look once; a failure is logged, for the look comes again."""
    try:
        await look()
    except Exception:
        log.exception("a look of the timetable failed")
