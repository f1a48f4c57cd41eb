"""How Phaen is: for whoever watches over it, and for Prometheus."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.store.database import UnitOfWork
from bot.workers.executor import DatabaseExecutor
from bot.workers.metrics import Metrics
from bot.workers.outbox import Outbox

PATIENCE = 5.0  # seconds in which the database has to answer
SILENCE = 900.0  # seconds without a word of Telegram, after which somebody has to look: network, or a token revoked
LANES = ("reply", "notice", "announcement")


class Health:
    """Looks at the queues, at the file of the database, and when Telegram was last heard."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        outbox: Outbox,
        metrics: Metrics,
        now: Callable[[], datetime],
        file: Callable[[], str],
        heard_at: Callable[[], float],
    ) -> None:
        self.executor, self.outbox, self.metrics, self.now, self.file = executor, outbox, metrics, now, file
        self.heard_at = heard_at
        self._begun = time.monotonic()

    async def state(self) -> dict[str, Any]:
        """Whether the database answers and Telegram does, whether this process sends; and in seconds, how long Telegram
        has not been heard and the oldest have waited."""
        try:
            lags = await asyncio.wait_for(self.executor.run(self._lags), PATIENCE)
        except Exception as error:  # noqa: BLE001 – whatever it is, it is what the watcher has to know
            return {"healthy": False, "database": error.__class__.__name__}
        if trouble := self.file():
            return {"healthy": False, "database": trouble}
        silent = round(time.monotonic() - max(self.heard_at(), self._begun), 1)
        telegram = {"telegram": "not heard" if silent >= SILENCE else "", "telegram_seconds": silent}
        return {"healthy": silent < SILENCE, "database": "", **telegram, "sends": self.outbox.leading, **lags}

    async def scrape(self) -> str:
        """Counters since the start, and the queues as they are now."""
        await self.executor.run(self._look)
        return self.metrics.text()

    def _lags(self, uow: UnitOfWork) -> dict[str, float]:
        now = self.now()
        oldest = {"inbox_seconds": uow.inbox.oldest(), "outbox_seconds": uow.outbox.oldest()}
        return {name: round((now - at).total_seconds(), 3) if at else 0.0 for name, at in oldest.items()}

    def _look(self, uow: UnitOfWork) -> None:
        """Set the gauges to what the database says now."""
        gauges = self.metrics
        gauges.outbox_rows.clear()
        for (lane, state), count in uow.outbox.counts().items():
            gauges.outbox_rows.labels(LANES[lane], state).set(count)
        gauges.inbox_waiting.set(uow.inbox.waiting())
        gauges.inbox_aside.set(len(uow.inbox.aside()))
        for name, lag in self._lags(uow).items():
            gauges.oldest.labels(name.removesuffix("_seconds")).set(lag)
        gauges.sends.set(self.outbox.leading)
