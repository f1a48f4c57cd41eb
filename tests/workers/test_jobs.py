"""Work that fails is tried again, later each time, and is given up after the last try; also when the process dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest

from bot.store.database import Database, UnitOfWork
from bot.store.jobs import Job
from bot.workers.executor import DatabaseExecutor
from bot.workers.jobs import BACKOFF, LEASE, Jobs
from bot.workers.metrics import Metrics

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Work:
    """Jobs on a real database whose time the test lets pass; the handler fails until it is `good`."""

    def __init__(self, database: Database) -> None:
        self.now, self.good, self.tries = NOW, False, list[datetime]()
        self.executor = DatabaseExecutor(database, 2)
        self.jobs = Jobs(self.executor, {"dig": self._dig}, lambda: self.now, Metrics())

    async def _dig(self, args: dict[str, Any]) -> None:
        assert args == {"hole": 3}
        self.tries.append(self.now)
        if not self.good:
            raise OSError("stones")

    async def ask(self) -> None:
        await self.executor.run(lambda uow: uow.jobs.add("dig", now=NOW, key="3", hole=3))
        await self.rest()

    async def rest(self) -> None:
        """Until nothing is to be done at this moment."""
        self.jobs.look()
        await asyncio.wait_for(self.jobs.idle.wait(), 30)

    async def at(self, moment: datetime) -> None:
        self.now = moment
        await self.rest()


@pytest.fixture
async def work(database: Database) -> AsyncIterator[Work]:
    work = Work(database)
    running = asyncio.ensure_future(work.jobs.run())
    yield work
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    work.executor.close()


def moments() -> Iterator[datetime]:
    """When each try is due."""
    return (NOW + seconds * SECOND for seconds in accumulate(BACKOFF, initial=0))


async def test_each_try_comes_at_its_time_and_none_after_the_last(work: Work) -> None:
    await work.ask()
    for moment in moments():
        await work.at(moment - SECOND / 2)
        await work.at(moment)
    assert work.tries == list(moments())
    await work.at(NOW + timedelta(days=30))
    assert len(work.tries) == 1 + len(BACKOFF)
    assert await work.executor.run(lambda uow: uow.jobs.revive("dig", but="", now=work.now)) == 1
    work.good = True
    await work.rest()
    await work.at(NOW + timedelta(days=60))
    assert len(work.tries) == 2 + len(BACKOFF)  # it is done


async def test_what_a_process_that_died_was_doing_is_found_again_and_not_for_ever(work: Work) -> None:
    def dies(uow: UnitOfWork) -> Job | None:
        found = uow.jobs.take(now=work.now)
        if found is not None:
            uow.jobs.lease(found.id, until=work.now + LEASE)
        return found

    await work.executor.run(lambda uow: uow.jobs.add("dig", now=NOW + SECOND, key="3", hole=3))
    work.now = NOW + SECOND
    for _ in range(len(BACKOFF) + 1):
        assert await work.executor.run(dies) is not None
        assert await work.executor.run(dies) is None  # another process leaves it alone meanwhile
        work.now += LEASE
    await work.rest()
    assert work.tries == []
    assert await work.executor.run(lambda uow: uow.jobs.revive("dig", but="", now=work.now)) == 1  # it was given up
