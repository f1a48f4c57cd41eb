"""The threads on which the database is used: one for SQLite, a small pool for PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from bot.store.database import Database, UnitOfWork

Result = TypeVar("Result")
SHARED = 8  # turns that share a commit on SQLite; on PostgreSQL it would only keep rows locked for longer


class Threads:
    """Runs plain synchronous work on the database away from the event loop."""

    def __init__(self, database: Database, turns: int) -> None:
        self.database = database
        self.width = 1 if database.sqlite else turns
        self.batch = SHARED if database.sqlite else 1
        # SQLite has one writer: a second thread would only wait for the first one's lock.
        self._pool = ThreadPoolExecutor(self.width if database.sqlite else turns + 2, thread_name_prefix="database")

    async def run(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """`work` in a transaction of its own, committed when it ends well."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._within, work)

    async def call(self, work: Callable[[], Result]) -> Result:
        """`work` on a database thread without a transaction around it."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _within(self, work: Callable[[UnitOfWork], Result]) -> Result:
        with self.database.begin() as uow:
            return work(uow)


@contextmanager
def part(uow: UnitOfWork) -> Iterator[UnitOfWork]:
    """A part of a transaction with its own lists of what it wrote, undone alone when it raises."""
    with uow.connection.begin_nested():
        yield UnitOfWork(uow.connection)
