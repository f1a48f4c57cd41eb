"""Whether this process is the sender: always on SQLite; on PostgreSQL the one that holds the lock."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.workers.executor import DatabaseExecutor
from bot.workers.outbox import Outbox
from bot.workers.run_forever import run_forever

log = logging.getLogger(__name__)
if TYPE_CHECKING:
    from bot.store.election import Election
LOOK = 1.0  # seconds between attempts: how long nobody sends after the sender died


class Leader:
    """Makes the outbox lead or resign."""

    def __init__(self, executor: DatabaseExecutor, outbox: Outbox) -> None:
        self.executor, self.outbox = executor, outbox
        self._election = executor.database.election()
        self._news = asyncio.Event()
        self._told = False  # that another process sends

    async def run(self) -> None:
        """Lead as soon as it is possible, and as long."""
        if self._election is None:
            await self.outbox.lead()
            return
        try:
            await run_forever("choosing the sender", lambda election=self._election: self._step(election))  # type: ignore[misc]
        finally:
            self._election.close()

    async def _step(self, election: Election) -> None:
        if self.outbox.leading:
            self._listen(election)
        elif await self.executor.call(election.won):
            asyncio.get_running_loop().add_reader(election.socket(), self._news.set)
            await self.outbox.lead(election.session())
            log.info("this process sends")
            self._told = False
        elif not self._told:
            log.info("another process sends")
            self._told = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), LOOK)

    def _listen(self, election: Election) -> None:
        self._news.clear()
        socket = election.socket()
        try:
            if election.called():
                self.outbox.look()
        except OSError:
            asyncio.get_running_loop().remove_reader(socket)
            self.outbox.resign()
            log.warning("the lock of the sender is lost; another process may send")
