"""What each piece of timed work does in the database; `timed.py` lists how often."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from bot.app.context import Context
from bot.screens.announce.views import reported
from bot.services import erasures, help_requests, media, report, retention, stories
from bot.services.announcements import sending, under_way
from bot.services.complaints import complaints
from bot.services.contests import phases
from bot.services.groups import handovers, joining, loose_chats, proposals
from bot.services.lessons import subscriptions
from bot.services.money import summaries
from bot.services.plans import agreements
from bot.services.questions import questions
from bot.services.reminders import last_days, nudges, reminders
from bot.services.reminders.nudges import Where
from bot.services.reviews import decisions, expert_chat
from bot.store import files
from bot.store.database import UnitOfWork
from bot.store.merges import UNDONE_WITHIN
from bot.workers.clock import Look

log = logging.getLogger(__name__)
Step: TypeAlias = Callable[[UnitOfWork, datetime], int]


class Looks:
    """What each look does in the database: one look at a time, so that several that are due do not meet."""

    def __init__(self, context: Context, folder: Path) -> None:
        self.context, self.folder, self._turn = context, folder, asyncio.Lock()
        self._resting: Where = nudges.BEGINNING  # how far the look at what rests has come

    def until_done(self, step: Step) -> Look:
        """`step` a transaction at a time, until it says that nothing is due."""

        async def look() -> None:
            now = self.context.now()
            async with self._turn:
                while await self.context.executor.run(lambda uow: step(uow, now)):
                    self.context.written()

        return look

    def once(self, step: Step) -> Look:
        """`step` in one transaction: what it leaves comes with the next look."""

        async def look() -> None:
            async with self._turn:
                if await self.context.executor.run(lambda uow: step(uow, self.context.now())):
                    self.context.written()

        return look

    # What is done ----------------------------------------------------------------------------------------------------
    def reminders(self, uow: UnitOfWork, now: datetime) -> int:
        return reminders.send_due(uow, self.context.library(), now=now)

    def last_days(self, uow: UnitOfWork, now: datetime) -> int:
        return last_days.send_due(uow, self.context.library(), now=now)

    def questions(self, uow: UnitOfWork, now: datetime) -> int:
        return questions.remind_due(uow, self.context.library(), self.context.zone, now=now)

    def lessons(self, uow: UnitOfWork, now: datetime) -> int:
        return subscriptions.send_due(uow, self.context.library(), self.context.zone, now=now)

    def requests(self, uow: UnitOfWork, now: datetime) -> int:
        return help_requests.follow(uow, self.context.library(), now=now)

    def announcements(self, uow: UnitOfWork, now: datetime) -> int:
        return sending.start_due(uow, now=now)

    def under_way(self, uow: UnitOfWork, now: datetime) -> int:
        """Whoever has the report of an announcement open that is leaving sees how far it is; its author the end."""
        found = under_way.follow(uow, now=now)
        self.context.refresh(uow, [reported(one) for one in found], now)
        return len(found)

    def stories(self, uow: UnitOfWork, now: datetime) -> int:
        return stories.remind(uow, self.context.library(), now=now)

    def summaries(self, uow: UnitOfWork, now: datetime) -> int:
        return summaries.send_due(uow, self.context.library(), now=now)

    def figures(self, uow: UnitOfWork, now: datetime) -> int:
        return report.send_due(uow, self.context.library(), self.context.zone, now=now)

    def agreements(self, uow: UnitOfWork, now: datetime) -> int:
        return agreements.ask_again(uow, self.context.library(), now=now)

    def phases(self, uow: UnitOfWork, now: datetime) -> int:
        return phases.run_due(uow, self.context.library(), now=now)

    def decisions(self, uow: UnitOfWork, now: datetime) -> int:
        return decisions.settle_due(uow, self.context.library(), self.context.rules, now=now)

    def expert_chat(self, uow: UnitOfWork, now: datetime) -> int:
        return expert_chat.follow(uow, now=now)

    def handovers(self, uow: UnitOfWork, now: datetime) -> int:
        return handovers.lapse(uow, now=now)

    def joining(self, uow: UnitOfWork, now: datetime) -> int:
        return joining.follow(uow, now=now)

    def loose(self, uow: UnitOfWork, now: datetime) -> int:
        return loose_chats.follow(uow, now=now)

    def proposed(self, uow: UnitOfWork, now: datetime) -> int:
        return proposals.remind(uow, now=now)

    def confidential(self, uow: UnitOfWork, now: datetime) -> int:
        return complaints.pass_on(uow, now=now)

    def erasing(self, uow: UnitOfWork, now: datetime) -> int:
        return erasures.carry_out_due(uow, self.context.library(), self.context.back_ups, now=now)

    def retention(self, uow: UnitOfWork, now: datetime) -> int:
        return retention.carry_out(uow, self.context.keep, self.context.zone, now=now)

    def tidy(self, uow: UnitOfWork, now: datetime) -> int:
        """Forget joined entries after a day; fetch what was not."""
        uow.merges.forget(before=now - UNDONE_WITHIN)
        uow.sheets.forget(now=now)
        return media.fetch_again(uow, now=now)

    async def nudges(self) -> None:
        """What rests is looked through in small parts, and answers go on between them; the next look goes on behind."""
        told, now = 0, self.context.now()
        where: Where | None = self._resting
        for _ in range(nudges.STEPS):
            if where is None or told >= nudges.MOST:
                break
            async with self._turn:
                new, where = await self.context.executor.run(partial(self._nudge, where=where, now=now))
            told += new
            if new:
                self.context.written()
        self._resting = where or nudges.BEGINNING

    def _nudge(self, uow: UnitOfWork, where: Where, now: datetime) -> tuple[int, Where | None]:
        return nudges.send_some(uow, self.context.library(), where, zone=self.context.zone, now=now)

    async def unused(self) -> None:
        """Let go of files that nothing has referred to for 30 days: the rows first, then what no row names."""
        used: set[int] = set()
        async with self._turn:
            await self.context.in_chunks(partial(media.look_through, used=used))
            paths = await self.context.executor.run(lambda uow: uow.media.paths())
            before = self.context.now() - media.UNUSED
            if gone := await asyncio.to_thread(files.sweep, self.folder, paths, before=before):
                log.info("%d files that nothing referred to were removed", gone)

    # When it has something to do -------------------------------------------------------------------------------------
    def next_summary(self, uow: UnitOfWork) -> datetime | None:
        return summaries.next_at(uow, self.context.library(), now=self.context.now())

    def next_proposed(self, uow: UnitOfWork) -> datetime | None:
        return proposals.next_at(uow, now=self.context.now())

    def next_last_day(self, uow: UnitOfWork) -> datetime | None:
        return last_days.next_at(uow, self.context.library(), now=self.context.now())

    def next_agreement(self, uow: UnitOfWork) -> datetime | None:
        return agreements.next_at(uow, now=self.context.now())
