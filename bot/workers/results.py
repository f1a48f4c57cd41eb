"""What became of rows, on its way into the table: many results share a commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.delivery import SendState
from bot.services import notices
from bot.store.attempts import Settled
from bot.store.database import UnitOfWork
from bot.store.outbox import Outgoing
from bot.workers.delivery import Delivery
from bot.workers.executor import DatabaseExecutor
from bot.workers.metrics import Metrics


@dataclass(slots=True)
class _Batch:
    settled: dict[int, Settled] = field(default_factory=dict)  # the newest result of each row
    gone: list[tuple[Outgoing, str]] = field(default_factory=list)
    refused: list[tuple[Outgoing, str]] = field(default_factory=list)
    barred: list[tuple[Outgoing, bool]] = field(default_factory=list)  # and whether they are given up
    moved: dict[int, int] = field(default_factory=dict)

    def before(self, later: _Batch) -> _Batch:
        return _Batch(
            self.settled | later.settled,
            self.gone + later.gone,
            self.refused + later.refused,
            self.barred + later.barred,
            self.moved | later.moved,
        )


class Results:
    """Kept here until they are committed; `written` hears of rows that are done with, and if new ones may wait."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        delivery: Delivery,
        now: Callable[[], datetime],
        metrics: Metrics,
        written: Callable[[Sequence[int], bool], None],
    ) -> None:
        self.executor, self.delivery, self.now, self.metrics, self.written = executor, delivery, now, metrics, written
        self._batch = _Batch()
        self._flush = asyncio.Event()
        self._writing = False

    def __bool__(self) -> bool:
        """Whether something is not in the table yet."""
        return bool(self._batch.settled or self._writing)

    def settle(self, result: Settled) -> None:
        """What became of a row; that it may have arrived before is not forgotten."""
        before = self._batch.settled.get(result.row)
        doubted = result.doubted or bool(before and before.doubted)
        self._batch.settled[result.row] = replace(result, doubted=doubted, at=self.now())
        self._flush.set()

    def gone(self, row: Outgoing, why: str) -> None:
        """Whom a row was for cannot be reached any more."""
        self._batch.gone.append((row, why))

    def barred(self, row: Outgoing, *, over: bool) -> None:
        """The bot may not write where a row goes to; `over`: it is not tried again."""
        self._batch.barred.append((row, over))

    def refused(self, row: Outgoing, why: str) -> None:
        """A row can never leave, and whoever waits for it has to be told."""
        self._batch.refused.append((row, why))

    def moved(self, old: int, new: int) -> None:
        """A group chat has a new number."""
        self._batch.moved[old] = new

    async def write_down(self) -> None:
        """Wait for results, then write down all that there are."""
        await self._flush.wait()
        self._flush.clear()
        await self.write()

    async def write(self) -> None:
        """Write down all that there are; what could not be written stays for the next time."""
        batch, self._batch = self._batch, _Batch()
        self._writing = True
        try:
            await self.executor.run(lambda uow: self._record(uow, batch))
        except BaseException:
            self._batch = batch.before(self._batch)
            self._flush.set()
            raise
        finally:
            self._writing = False
        for result in batch.settled.values():
            self.metrics.sent.labels(state=result.state).inc()
        done = [result.row for result in batch.settled.values() if result.state is not SendState.PENDING]
        self.written(done, bool(batch.gone or batch.refused or batch.barred))  # somebody was told of these

    def _record(self, uow: UnitOfWork, batch: _Batch) -> None:
        now = self.now()
        uow.attempts.settle(batch.settled.values(), now=now)
        for row, why in batch.gone:
            self.delivery.gone(uow, row, why, now)
        for row, over in batch.barred:
            self.delivery.barred(uow, row, over, now)
        for row, why in batch.refused:
            notices.not_sent(uow, row, why, now=now)
        for old, new in batch.moved.items():
            uow.groups.move_chat(old, new)
            uow.expert_posts.move(old, new)
            uow.outbox.move_chat(old, new)
