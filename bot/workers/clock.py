"""The timetable: APScheduler says when to look; what is due stands in the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

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


class Timetable:
    """Calls each look every so many seconds; one that fails is called again next time."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def every(self, seconds: float, look: Look) -> None:
        """Call `look` every `seconds`, never twice at a time; a late call is made once, however late."""
        self._scheduler.add_job(
            _guarded,
            IntervalTrigger(seconds=seconds),
            args=[look],
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _guarded(look: Look) -> None:
    try:
        await look()
    except asyncio.CancelledError:  # a stop, which the scheduler would tell as an error
        log.debug("a look of the timetable was ended by a stop")
    except Exception:
        log.exception("a look of the timetable failed")
