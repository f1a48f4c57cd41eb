"""Whether the clock of this machine is right: each answer of Telegram carries the true time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.chat.delivery import Transport

log = logging.getLogger(__name__)
ALLOWED = timedelta(minutes=2)  # what may lie between the two clocks: beyond it nothing timed is done
FRESH = 60.0  # seconds for which an answer of Telegram says what time it is; then it is asked
Tell = Callable[[datetime | None], Awaitable[None]]


class TrueTime:
    """The time that everything goes by. `told` learns what a wrong clock shows, and None when it is right again."""

    def __init__(self, machine: Callable[[], datetime], transport: Transport, told: Tell) -> None:
        self._machine, self._transport, self._told = machine, transport, told
        self._asking = asyncio.Lock()
        self._state = ""  # what was told last: "right", "wrong", "" nothing yet

    def now(self) -> datetime:
        """What this machine's clock shows, or Telegram's where the two differ: people are answered all the same."""
        shown, true = self._machine(), self._transport.true_time()
        return shown if true is None or abs(shown - true) <= ALLOWED else true

    async def right(self) -> bool:
        """Whether what is timed may be done. Whoever administers is told when that changes.

        Where the clocks seem to differ Telegram is asked anew: a machine that slept counts no seconds meanwhile.
        """
        async with self._asking:
            await self._transport.reachable(since=time.monotonic() - FRESH)
            if not self._agree():
                await self._transport.reachable(since=time.monotonic())
            found = "right" if self._agree() else "wrong"
            if found != self._state:
                await self._tell(found)
        return found == "right"

    async def _tell(self, found: str) -> None:
        shown = self._machine() if found == "wrong" else None
        if shown is not None:
            log.error("this machine's clock shows %s, Telegram's %s: nothing timed is done", shown, self.now())
        elif self._state:
            log.warning("this machine's clock is right again")
        await self._told(shown)
        self._state = found

    def _agree(self) -> bool:
        return abs(self._machine() - self.now()) <= ALLOWED
