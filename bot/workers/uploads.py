"""Telegram's ids of files that it was given: a file is uploaded once, however many wait for it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from weakref import WeakValueDictionary

from bot.workers.executor import DatabaseExecutor

KEPT = 200  # ids in memory: those who wait for the same file need not ask the table one after the other


class Uploads:
    """The table of ids, and the newest of them in memory."""

    def __init__(self, executor: DatabaseExecutor, now: Callable[[], datetime]) -> None:
        self.executor, self.now = executor, now
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def first(self, key: str) -> asyncio.Lock:
        """Held by whoever uploads a file; the others wait for the id that it gets."""
        return self._locks.setdefault(key, asyncio.Lock())

    def at_hand(self, key: str) -> str:
        """The id if it is in memory, else ""."""
        return self._kept.get(key, "")

    async def known(self, key: str) -> str:
        """The id, "" for a file that was not uploaded yet."""
        found = self.at_hand(key) or await self.executor.run(lambda uow: uow.uploads.get(key))
        if found:
            self._hold(key, found)
        return found

    async def keep(self, key: str, file_id: str) -> None:
        """Telegram's id of a file from now on."""
        await self.executor.run(lambda uow: uow.uploads.keep(key, file_id, now=self.now()))
        self._hold(key, file_id)

    def _hold(self, key: str, file_id: str) -> None:
        self._kept[key] = file_id
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
