"""Builds every part of Phaen and plugs them together: the only file that knows all, and it does nothing else."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.app import menus
from bot.app.alarm import Alarm, FullDisk
from bot.app.backups import BackUps, copy_before_upgrade, erase_again
from bot.app.context import Context
from bot.app.handlers import Handlers
from bot.app.timed import REMINDS, NoMoment, OfMachine, Timed, timed_work
from bot.app.updates import Updates
from bot.chat.runner import Runner
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.content.watch import Watch
from bot.documents.workshop import MEMORY, SECONDS, Workshop
from bot.domain.agreements import Needed
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.messenger.incoming import translate
from bot.messenger.telegram import Telegram
from bot.messenger.web import Web
from bot.papers import makers
from bot.papers.makers import Maker
from bot.screens import everything
from bot.services import backups, content_faults, machine, media
from bot.services.reminders import timetables
from bot.services.retention import Keep
from bot.settings import Settings, shipped
from bot.store.database import Database, UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Outgoing
from bot.workers.clock import Clock, RealClock, Timetable, guarded
from bot.workers.delivery import Delivery
from bot.workers.executor import DatabaseExecutor
from bot.workers.file_watch import FileWatch
from bot.workers.health import Health
from bot.workers.heartbeat import Heartbeat
from bot.workers.inbox import Inbox
from bot.workers.jobs import Jobs
from bot.workers.leader import Leader
from bot.workers.limits import Limits
from bot.workers.metrics import Metrics
from bot.workers.outbox import Outbox
from bot.workers.pace import Paces
from bot.workers.true_time import TrueTime

log = logging.getLogger(__name__)
FAREWELL = 8.0  # seconds that messages on their way are given at a stop; Docker kills after ten
USERNAME = "username"  # the key under which the bot's own name is kept
everything.known()


class App:
    """A running Phaen. `build` makes it, `run` runs it until it is cancelled."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        self.database = Database(settings.database, connections=settings.turns + 2, reads=False)
        self.executor = DatabaseExecutor(self.database, settings.turns)
        self.telegram = Telegram(settings.token.get_secret_value(), settings.telegram_url)
        self.media = settings.data / "media"
        self.workshop = Workshop(MEMORY, SECONDS)
        self.watch = Watch(shipped("content"), settings.content, settings.data / "content.zip")
        self._reported = ""  # the files whose faults administrators were told of
        self.username = ""
        self.timetable = Timetable()
        self.time = TrueTime(clock.now, self.telegram, self._clock_is)

    @property
    def library(self) -> Library:
        """The content that is served now, with what was set in the chat."""
        return self.runner.programme.library if hasattr(self, "runner") else self.watch.library

    async def start(self) -> str:
        """Bring the schema up to date and connect; returns the bot's username. Raises NotSent without Telegram.

        Raises Unusable, or an error of the database, where it is no database for us."""
        await self.executor.call(self.database.hold)
        await self.executor.call(self._upgrade)
        self.username = await self.telegram.open()
        self._plug()
        await self.executor.run(self._remember)
        await self.set_up()
        return self.username

    def _upgrade(self) -> None:
        copy = copy_before_upgrade(self.database, self.settings.data, now=datetime.now(UTC))
        if copy:
            log.info("the database is brought up to date; a copy of before lies at %s", copy)
        self.database.upgrade()

    def _remember(self, uow: UnitOfWork) -> None:
        """What other commands ask for later, and whether the programme's zone is another one than at the last start."""
        uow.key_values.set(USERNAME, self.username)
        held = self.runner.set_up(uow)
        timetables.follow_zone(uow, held.library, held.zone, now=self.time.now())

    async def set_up(self) -> None:
        """Obey what administrators set in the chat, in whichever process they did."""
        held = await self.executor.run(self.runner.set_up)
        if held.zone != self.heartbeat.zone.key:
            self.heartbeat.zone = zone_of(held.zone)
            await self.executor.run(
                lambda uow: timetables.follow_zone(uow, held.library, held.zone, now=self.time.now())
            )
        self.delivery.makers = self._makers()

    def _plug(self) -> None:
        settings, now, metrics, zone = self.settings, self.time.now, Metrics(), zone_of(self.settings.timezone)
        rules = Rules(settings.return_days, timedelta(minutes=settings.decision_minutes))
        room = media.Room(settings.media_person, settings.media_plan, settings.media_day)
        programme = Programme(
            self.library,
            self.username,
            settings.admins,
            settings.ask_second_above,
            rules,
            room,
            settings.contact,
            zone.key,
            Needed.HALF,
            names={},
            welcome={},
            base=None,
            back_ups=settings.backups_hold,
        )
        self.runner = Runner(programme, shipped("locales"), zone)
        self.delivery = Delivery(self.executor, self.runner, self.telegram, self.media, self._makers(), now)
        limits = Limits(settings.limit_overall, settings.limit_chat, settings.limit_group)
        self.outbox = Outbox(self.executor, self.delivery, limits, now, metrics)
        self.leader = Leader(self.executor, self.outbox)
        self.inbox = Inbox(self.executor, self.runner, translate, self.telegram, self._written, now, metrics)
        self.inbox.paces = Paces(settings.messages_minute)
        keep = Keep(settings.keep_messages, settings.keep_confidential, settings.keep_unseen)
        hold = settings.backups_hold
        refresh = self.runner.refresh
        context = Context(self.executor, lambda: self.runner.programme, now, self.outbox.look, refresh, keep, hold)
        languages, workshop = self.runner.languages, self.workshop
        handlers = Handlers(context, self.telegram, self.media, languages, workshop, set_up=self.set_up)
        self.jobs = Jobs(self.executor, handlers.all(), now, metrics)
        self.heartbeat = Heartbeat(self.executor, self.telegram, zone, self.time, self.jobs.look)
        alarm = Alarm(self.executor, self.telegram, self.runner.languages)
        self.file_watch = FileWatch(self.database.file, alarm.learn, alarm.tell)
        self.full_disk = FullDisk(settings.data, alarm.tell)
        back_up = BackUps(settings, self.executor, zone, now).look
        looks = OfMachine(self.heartbeat.beat, self.reread, self._guard, self._disk, back_up)
        self.timed = timed_work(context, self.media, looks, right=self.time.right)
        file, heard_at = (lambda: self.file_watch.trouble), self.telegram.heard_at
        self.health = Health(self.executor, self.outbox, metrics, now, file, heard_at)
        self.web = Web(self.health.state, self.health.scrape)
        self.updates = Updates(settings, self.telegram, self.web, self._keep, now, self._taken)

    def _makers(self) -> dict[str, Maker]:
        """How documents and pictures are made of the content that is served now."""
        catalogues, zone = self.runner.languages.catalogues, self.runner.languages.zone
        made = makers.plan_makers(self.workshop, self.library, catalogues, self.media, self.username)
        made |= makers.picture_makers(self.workshop, self.library) | makers.list_makers(catalogues, zone)
        made |= makers.desk_makers(self.workshop, catalogues, zone, self.username)
        names = self.runner.programme.names
        made |= makers.report_makers(self.workshop, self.library, catalogues, zone, self.time.now, names)
        made |= makers.score_makers(self.workshop, self.library, catalogues, zone)
        made |= makers.certificate_makers(self.workshop, catalogues, zone, self.username)
        return made | makers.own_makers(self.library, catalogues, zone, self.media)

    def _written(self, rows: list[Outgoing], jobs: bool) -> None:
        """A turn was committed: its rows leave, and the jobs it asked for begin."""
        self.outbox.offer(rows)
        if jobs:
            self.jobs.look()

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Answer, send, remind – until cancelled. A loop that fails is retried. Shuts down gracefully."""
        await self._catch_up()
        sending = asyncio.ensure_future(self.outbox.run())
        others: list[asyncio.Future[Any]] = []
        try:
            await self.heartbeat.catch_up()
            await self.file_watch.begin()
            await self.inbox.recover()
            await self.jobs.recover()
            await self.updates.serve()
            for timed in self.timed:
                self.timetable.add(timed.every, timed.look)
            self.timetable.start()
            loops = (self.leader.run(), self.inbox.run(), self.jobs.run(), self.updates.run(), self._menus())
            others = [asyncio.ensure_future(loop) for loop in loops]
            ready()
            file = partial(self.look, "database file")
            others.append(asyncio.ensure_future(guarded(file)))  # at once: the last end may be unclean
            others.append(asyncio.ensure_future(guarded(partial(self.look, "back-up"))))
            for timed in self._following():
                await guarded(timed.look)
            await asyncio.gather(sending, *others)
        finally:
            await self._stop(sending, others)

    async def _catch_up(self) -> None:
        """At the first start after a restore nobody is reminded again of what the lost system reminded of."""
        now, settings, library = self.time.now(), self.settings, self.library
        await self.executor.run(lambda uow: erase_again(uow, settings, library, now=now))
        above = await self.executor.run(lambda uow: backups.catch_up(uow, now=now))
        if above is None:
            return
        for name in REMINDS:
            await guarded(partial(self.look, name))
        await self.executor.run(lambda uow: backups.caught_up(uow, above, now=self.time.now()))
        log.warning("this system was restored: nothing leaves until an administrator lets it")

    async def _stop(self, sending: asyncio.Future[None], others: list[asyncio.Future[Any]]) -> None:
        """Take nothing new, let what is on its way to Telegram arrive, write it down, close."""
        self.timetable.stop()
        await self.web.stop()
        await _end(*others)
        await self.outbox.finish(FAREWELL)
        self.workshop.close()
        with suppress(Exception):  # without a database there is nothing to write it into
            await self.heartbeat.stop()
        await _end(sending)
        await self.telegram.close()
        self.executor.close()
        self.database.close()

    async def _keep(self, updates: list[StoredUpdate]) -> None:
        await self.heartbeat.catch_up()
        await self.inbox.keep(updates)

    async def _menus(self) -> None:
        languages = self.runner.languages
        await menus.publish(self.telegram, languages.catalogues, languages.zone)

    # What is looked at in time (timed.py) ----------------------------------------------------------------------------
    async def look(self, *names: str) -> None:
        """Look at once: at the timed work of these names, or at all to which a moved clock gives something to do."""
        known = {timed.name: timed for timed in self.timed}
        for timed in [known[name] for name in names] or self._following():
            await timed.look()

    def _following(self) -> list[Timed]:
        return [timed for timed in self.timed if timed.follows_the_clock]

    async def next_due(self) -> datetime | None:
        """When something is due next: where a moved clock has to stop. What is due already is no stop any more."""
        moments = [timed.next_at for timed in self.timed if not isinstance(timed.next_at, NoMoment)]
        found = await self.executor.run(lambda uow: [moment(uow) for moment in moments])
        return min((at for at in found if at and at > self.time.now()), default=None)

    async def reread(self) -> None:
        """Serve content whose files have changed; administrators hear of files that cannot be served."""
        if await asyncio.to_thread(self.watch.look):
            held = self.runner.programme
            self.runner.programme = replace(held.base or held, library=self.watch.library)
            self.delivery.makers = self._makers()
            log.info("the content was read anew")
        await self.set_up()
        if self.watch.settled and self._reported != self.watch.stamp:
            self._reported = self.watch.stamp
            faults, stamp, below = self.watch.faults, self.watch.stamp, self.settings.content
            await self.executor.run(
                lambda uow: content_faults.report(uow, faults, stamp, below=below, now=self.time.now())
            )

    async def _clock_is(self, shown: datetime | None) -> None:
        """The machine's clock is wrong, or (None) right."""
        await self.executor.run(lambda uow: machine.clock_is(uow, shown, now=self.time.now()))
        self.outbox.look()

    async def _taken(self, away: bool) -> None:
        """Another program takes our updates, or not any more."""
        await self.executor.run(lambda uow: machine.updates_are(uow, away, now=self.time.now()))
        self.outbox.look()

    async def _guard(self) -> None:
        """Whether the database can be trusted to keep anything."""
        await self.full_disk.look()
        await self.file_watch.look()

    async def _disk(self) -> None:
        """How full the disk is on which people's files are kept."""
        folder = next(one for one in (self.settings.data, *self.settings.data.absolute().parents) if one.exists())
        disk = await asyncio.to_thread(shutil.disk_usage, folder)
        await self.executor.run(lambda uow: machine.disk_is(uow, disk.used, disk.free, now=self.time.now()))
        self.outbox.look()

    async def quiet(self) -> None:
        """Wait until nothing is left to answer, send or do."""
        while True:
            self.jobs.look()
            self.outbox.look()
            await self.inbox.idle.wait()
            await self.jobs.idle.wait()
            await self.outbox.idle.wait()
            if self.inbox.idle.is_set() and self.jobs.idle.is_set() and self.outbox.idle.is_set():
                return


async def _end(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def build(settings: Settings, clock: Clock | None = None) -> App:
    """Every part of Phaen for these settings; `clock` replaces the machine's own."""
    return App(settings, clock or RealClock())
