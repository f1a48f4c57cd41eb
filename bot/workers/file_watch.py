"""Whether SQLite's file is still there and whole; whoever administers hears of it at once, without the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.store.sqlite_file import SqliteFile

log = logging.getLogger(__name__)


class FileWatch:
    """`learn` remembers whom to tell while the database can be asked; `tell` says to them what has happened."""

    def __init__(
        self,
        file: SqliteFile | None,
        learn: Callable[[], Awaitable[None]],
        tell: Callable[[str], Awaitable[None]],
    ) -> None:
        self._file, self._learn, self._tell = file, learn, tell
        self.trouble = ""  # "removed" or "damaged" once it was seen: only a new start ends that

    async def begin(self) -> None:
        """At a start: whom to tell, before anything can be lost."""
        if self._file is not None:
            await self._learn()

    async def look(self) -> None:
        """Look beside the work, on a thread and a connection of its own."""
        if self._file is None or self.trouble:
            return
        found = await asyncio.to_thread(self._file.trouble)
        if not found:
            if self._file.unclean:
                log.info("the process before this one was killed; its database is whole")
                self._file.unclean = False
            await self._learn()
            return
        self.trouble = found
        log.critical("the database file %s was %s while Phaen runs: put a back-up in its place", self._file.path, found)
        await self._tell(found)
