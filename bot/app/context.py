"""What timed work and job handlers share: the database, the content that is served now, the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.chat.address import Go
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.services.retention import Keep
from bot.store.database import UnitOfWork
from bot.workers.executor import DatabaseExecutor


@dataclass(frozen=True, slots=True)
class Context:
    """`programme` and `now` are asked each time; `written` hears that rows wait, `refresh` of pages that changed."""

    executor: DatabaseExecutor
    programme: Callable[[], Programme]
    now: Callable[[], datetime]
    written: Callable[[], None]
    refresh: Callable[[UnitOfWork, Iterable[Go], datetime], None]
    keep: Keep  # PHAEN_KEEP_…
    back_ups: int  # days for which back-ups hold what was erased; 0: nobody knows

    def library(self) -> Library:
        """The content that is served now."""
        return self.programme().library

    @property
    def zone(self) -> ZoneInfo:
        """Of whoever is in no group."""
        return zone_of(self.programme().zone)

    @property
    def rules(self) -> Rules:
        return self.programme().rules

    async def in_chunks(self, step: Callable[..., int | None]) -> None:
        """Do `step(uow, after_id=…, now=…)` a transaction at a time; it returns where to go on, None at the end."""
        after_id: int | None = 0
        while after_id is not None:
            after_id = await self.executor.run(partial(step, after_id=after_id, now=self.now()))
            self.written()
