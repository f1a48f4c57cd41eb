"""The heartbeat: that this deployment runs and Telegram answers; an outage is measured when it is over."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.delivery import Transport
from bot.services.rounds import outages
from bot.workers.executor import DatabaseExecutor

log = logging.getLogger(__name__)
RECENT = 60  # seconds in which an answer of Telegram shows that it can be reached


class Heartbeat:
    """Written down every half minute. `called` is told when an outage left work to do."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        transport: Transport,
        zone: ZoneInfo,
        now: Callable[[], datetime],
        called: Callable[[], None],
    ) -> None:
        self.executor, self.transport, self.zone, self.now, self.called = executor, transport, zone, now, called
        self._last = time.monotonic()

    async def beat(self) -> None:
        """Write a heartbeat, if Telegram answers."""
        if not await self.transport.reachable(since=time.monotonic() - RECENT):
            return
        if self._stood_still():
            await self.measure()
            return
        await self.executor.run(lambda uow: outages.beat(uow, now=self.now()))
        self._last = time.monotonic()

    async def stop(self) -> None:
        """A last heartbeat at an orderly end, unless there was none of late: a clock may have moved since."""
        if time.monotonic() - self._last < RECENT:
            await self.executor.run(lambda uow: outages.beat(uow, now=self.now()))

    async def catch_up(self) -> None:
        """Measure an outage that is just over: before updates are written down, for they are judged by deadlines."""
        if self._stood_still():
            await self.measure()

    async def measure(self) -> None:
        """At a start, and after an outage."""
        away = await self.executor.run(lambda uow: outages.measure(uow, zone=self.zone, now=self.now()))
        self._last = time.monotonic()
        if away:
            log.warning("nobody was served for %s", away)
            self.called()

    def _stood_still(self) -> bool:
        """Whether Telegram was away for long: in real seconds, for a clock that is moved is no outage."""
        return time.monotonic() - self._last >= outages.SHORTEST.total_seconds()
