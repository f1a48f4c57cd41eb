"""The heartbeat: that this deployment runs and Telegram answers; an outage is measured when it is over."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.delivery import Transport
from bot.services.rounds import outages
from bot.workers.executor import DatabaseExecutor
from bot.workers.true_time import TrueTime

log = logging.getLogger(__name__)
RECENT = 60  # seconds in which an answer of Telegram shows that it can be reached


class Heartbeat:
    """Written down every half minute. `called` is told when an outage left work to do."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        transport: Transport,
        zone: ZoneInfo,
        clock: TrueTime,
        called: Callable[[], None],
    ) -> None:
        self.executor, self.transport, self.zone, self.clock, self.called = executor, transport, zone, clock, called
        self._last = -math.inf  # the last sign of life in real seconds; none yet in this life
        self._back: datetime | None = None  # when Telegram answered again, after an outage that is not measured yet

    async def beat(self) -> None:
        """Write a heartbeat, if Telegram answers."""
        if not await self.transport.reachable(since=time.monotonic() - RECENT):
            return
        await self.catch_up()
        if not self._stood_still():
            await self._write()

    async def stop(self) -> None:
        """A last heartbeat at an orderly end, unless there was none of late: a clock may have moved since."""
        if time.monotonic() - self._last < RECENT:
            await self.clock.right()  # which asks Telegram where the clock has moved since
            await self._write()

    async def catch_up(self) -> None:
        """Measure an outage that is just over: before updates are written down, for they are judged by deadlines.

        While the machine's clock is wrong nobody knows how long it was: it is measured when the clock is right.
        """
        if not self._stood_still():
            return
        self._back = back = self._back or self.clock.now()
        if not await self.clock.right():
            return
        away = await self.executor.run(lambda uow: outages.measure(uow, zone=self.zone, now=back))
        self._last, self._back = time.monotonic(), None
        if away:
            log.warning("nobody was served for %s", away)
            self.called()

    async def _write(self) -> None:
        await self.executor.run(lambda uow: outages.beat(uow, now=self.clock.now()))
        self._last = time.monotonic()

    def _stood_still(self) -> bool:
        """Whether Telegram was away for long: in real seconds, for a clock that is moved is no outage."""
        return time.monotonic() - self._last >= outages.SHORTEST.total_seconds()
