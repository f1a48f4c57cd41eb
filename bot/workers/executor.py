"""The database executor: one thread for SQLite, whose works share commits; a small pool for PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeAlias, TypeVar

from bot.store.database import Database, UnitOfWork

Result = TypeVar("Result")
Work: TypeAlias = Callable[[UnitOfWork], object]
Outcome: TypeAlias = tuple[object, Exception | None]
# Works that share a commit on SQLite, which waits for the disk each time; so many more are made ready meanwhile.
SHARED = 16


class DatabaseExecutor:
    """Runs plain synchronous work on the database away from the event loop, each in a transaction that it may rely on.

    A work may be retried after a rollback, so it has no side effects but its unit of work and its result.
    """

    def __init__(self, database: Database, turns: int) -> None:
        self.database = database
        self.width = 2 * SHARED if database.sqlite else turns  # works that are worth starting at a time
        # SQLite has one writer: a second thread would only wait for the first one's lock.
        self._pool = ThreadPoolExecutor(1 if database.sqlite else turns + 2, thread_name_prefix="database")
        self._waiting: deque[tuple[Work, asyncio.Future[Any]]] = deque()
        self._lock, self._busy = Lock(), False

    async def run(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """The result of `work`, once it is committed; what it raises undoes it alone."""
        loop = asyncio.get_running_loop()
        if not self.database.sqlite:
            return await loop.run_in_executor(self._pool, self._alone, work)
        future: asyncio.Future[Result] = loop.create_future()
        with self._lock:
            self._waiting.append((work, future))
            idle, self._busy = not self._busy, True
        if idle:
            self._pool.submit(self._next, loop)
        return await future

    async def call(self, work: Callable[[], Result]) -> Result:
        """`work` on a database thread without a transaction around it."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    # On a database thread --------------------------------------------------------------------------------------------
    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        """Do the works that have waited longest, and see to it that the next ones are done."""
        with self._lock:
            taken = [self._waiting.popleft() for _ in range(min(SHARED, len(self._waiting)))]
        wanted = [(work, future) for work, future in taken if not future.cancelled()]
        outcomes = self._together([work for work, _ in wanted])
        loop.call_soon_threadsafe(_tell, [(future, *told) for (_, future), told in zip(wanted, outcomes, strict=True)])
        with self._lock:
            self._busy = bool(self._waiting)
            if self._busy:
                self._pool.submit(self._next, loop)

    def _together(self, works: list[Work]) -> list[Outcome]:
        """All in one transaction. Where one fails, which undoes all of them, each is done once more alone."""
        if len(works) > 1:
            try:
                with self.database.begin_together(len(works)) as units:
                    return [(work(uow), None) for work, uow in zip(works, units, strict=True)]
            except Exception:  # noqa: BLE001, S110 – whose it was, and what, comes out below
                pass
        return [self._tried(work) for work in works]

    def _tried(self, work: Work) -> Outcome:
        try:
            return self._alone(work), None
        except Exception as error:  # noqa: BLE001 – whoever asked for the work gets it
            return None, error

    def _alone(self, work: Callable[[UnitOfWork], Result]) -> Result:
        with self.database.begin() as uow:
            return work(uow)


def _tell(outcomes: Iterable[tuple[asyncio.Future[Any], object, Exception | None]]) -> None:
    for future, result, error in outcomes:
        if future.done():
            continue  # nobody waits any more
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
