"""How Phaen is: for whoever watches over it, and for Prometheus."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.store.database import UnitOfWork
from bot.workers.executor import DatabaseExecutor
from bot.workers.measures import Labels, Measures
from bot.workers.outbox import Outbox

PATIENCE = 5.0  # seconds in which the database has to answer
LANES = ("reply", "notice", "announcement")


class Health:
    """Looks at the queues. Telegram being away is no illness: a restart would not bring it back."""

    def __init__(
        self, executor: DatabaseExecutor, outbox: Outbox, measures: Measures, now: Callable[[], datetime]
    ) -> None:
        self.executor, self.outbox, self.measures, self.now = executor, outbox, measures, now

    async def state(self) -> dict[str, Any]:
        """Whether the database answers, whether this process sends, and how long the oldest have waited (seconds)."""
        try:
            lags = await asyncio.wait_for(self.executor.run(self._lags), PATIENCE)
        except Exception as error:  # noqa: BLE001 – whatever it is, it is what the watcher has to know
            return {"healthy": False, "database": error.__class__.__name__}
        return {"healthy": True, "database": "", "sends": self.outbox.leading, **lags}

    async def metrics(self) -> str:
        """Counters since the start, and the queues as they are now."""
        return self.measures.text(await self.executor.run(self._gauges))

    def _lags(self, uow: UnitOfWork) -> dict[str, float]:
        now = self.now()
        oldest = {"inbox_seconds": uow.inbox.oldest(), "outbox_seconds": uow.outbox.oldest()}
        return {name: round((now - at).total_seconds(), 3) if at else 0.0 for name, at in oldest.items()}

    def _gauges(self, uow: UnitOfWork) -> dict[str, dict[Labels, float]]:
        rows: dict[Labels, float] = {
            (("lane", LANES[lane]), ("state", state)): count for (lane, state), count in uow.outbox.counts().items()
        }
        lags = self._lags(uow)
        return {
            "phaen_outbox_rows": rows,
            "phaen_inbox_waiting": {(): uow.inbox.waiting()},
            "phaen_inbox_aside": {(): len(uow.inbox.aside())},
            "phaen_oldest_seconds": {(("queue", name.removesuffix("_seconds")),): lag for name, lag in lags.items()},
            "phaen_sends": {(): int(self.outbox.leading)},
        }
