"""Work that takes long: claimed from the jobs table, retried with backoff, idempotent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.domain import renamed
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.jobs import Job
from bot.workers.executor import DatabaseExecutor
from bot.workers.metrics import Metrics
from bot.workers.run_forever import run_forever

log = logging.getLogger(__name__)
AT_ONCE = 4  # a slow download does not hold up an announcement
LEASE = timedelta(minutes=5)  # after which a job of a process that died is found again
BACKOFF = (5, 30, 120, 600, 3600)  # backoff in seconds before each retry
UNKNOWN = "unknown kind"
LOOK = 1.0  # seconds between looks when nobody called

Handler = Callable[[dict[str, object]], Awaitable[None]]


class Jobs:
    """A few jobs at a time; delivery is at least once, so handlers are idempotent."""

    def __init__(
        self, executor: DatabaseExecutor, handlers: dict[str, Handler], now: Callable[[], datetime], metrics: Metrics
    ) -> None:
        self.executor, self.handlers, self.now, self.metrics = executor, handlers, now, metrics
        self._wake = asyncio.Event()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._doing: set[asyncio.Task[None]] = set()
        self.idle = asyncio.Event()

    async def recover(self) -> None:
        """Begin what another version had to set aside and this one knows."""
        await self.executor.run(lambda uow: uow.jobs.begin_anew(list(self.handlers), UNKNOWN, now=self.now()))

    def look(self) -> None:
        """A job may have been added."""
        self.idle.clear()
        self._wake.set()

    async def run(self) -> None:
        """Work for ever."""
        try:
            await run_forever("looking for jobs", self._start)
        finally:
            for task in self._doing:
                task.cancel()
            await asyncio.gather(*self._doing, return_exceptions=True)

    async def _start(self) -> None:
        """Start the next job, or wait until there may be one."""
        self._wake.clear()
        async with self._room:
            job = await self.executor.run(self._take)
        if job is not None:
            task = asyncio.create_task(self._do(job))
            self._doing.add(task)
            task.add_done_callback(self._done)
            return
        if not self._doing:
            self.idle.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), LOOK)

    def _take(self, uow: UnitOfWork) -> Job | None:
        job = uow.jobs.take(now=self.now())
        if job is not None and job.attempts > len(BACKOFF):
            uow.jobs.give_up(job.id, "the process ended each time")  # else it had been given up for its error
        elif job is not None:
            uow.jobs.lease(job.id, until=self.now() + LEASE)
            return job
        return None

    def _done(self, task: asyncio.Task[None]) -> None:
        self._doing.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.warning("the end of a job could not be written down: %s", error.__class__.__name__)

    async def _do(self, job: Job) -> None:
        handler = self.handlers.get(renamed.now("job", job.kind))
        if handler is None:
            await self.executor.run(lambda uow: self._set_aside(uow, job))
            return
        async with self._room:
            try:
                await handler(job.args)
            except Exception as error:  # noqa: BLE001 – whatever a job raises, it is counted and retried
                why = error.__class__.__name__
                log.warning("job %s (%s) failed: %s", job.id, job.kind, why)
                self.metrics.job_errors.labels(kind=job.kind).inc()
                await self._failed(job, why)
            else:
                await self.executor.run(lambda uow: uow.jobs.done(job.id))

    def _set_aside(self, uow: UnitOfWork, job: Job) -> None:
        """Another version's work: it stays for the one that knows it."""
        uow.jobs.give_up(job.id, UNKNOWN)
        notices.unknown(uow, "job", job.kind, now=self.now())

    async def _failed(self, job: Job, why: str) -> None:
        if job.attempts >= len(BACKOFF):
            await self.executor.run(lambda uow: uow.jobs.give_up(job.id, why))
            return
        at = self.now() + timedelta(seconds=BACKOFF[job.attempts])
        await self.executor.run(lambda uow: uow.jobs.later(job.id, at=at, error=why))
