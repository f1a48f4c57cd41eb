"""Builds every part of Phaen and plugs them together; the only file that knows all."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot.chat import registry
from bot.chat.runner import Runner
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.content.watch import Watch
from bot.domain.ids import MediumId, PersonId, PlanId
from bot.domain.refused import Refused
from bot.domain.zones import zone_of
from bot.i18n import LANGUAGES, Say, catalogue, plain
from bot.messenger.incoming import translate
from bot.messenger.polling import poll
from bot.messenger.telegram import Telegram
from bot.messenger.web import Web
from bot.papers import makers
from bot.screens import everything
from bot.services import announcements, content_faults, help_requests, invites, media, papers, stories
from bot.services.groups import handovers
from bot.services.lessons import subscriptions
from bot.services.money import summaries
from bot.services.plans import agreements
from bot.services.questions import questions
from bot.services.reminders import nudges, reminders, timetables
from bot.services.rounds import rounds
from bot.settings import Settings, shipped
from bot.store import files
from bot.store.database import Database
from bot.store.inbox import Letter
from bot.store.outbox import Outgoing
from bot.workers.clock import Clock, RealClock, Timetable
from bot.workers.delivery import Delivery, Maker
from bot.workers.executor import DatabaseExecutor
from bot.workers.health import Health
from bot.workers.heartbeat import Heartbeat
from bot.workers.inbox import Inbox
from bot.workers.jobs import Jobs
from bot.workers.leader import Leader
from bot.workers.limits import Limits
from bot.workers.measures import Measures
from bot.workers.outbox import Outbox
from bot.workers.run_forever import run_forever

log = logging.getLogger(__name__)
FAREWELL = 8.0  # seconds that messages on their way are given at a stop; Docker kills after ten
REREAD = 5.0  # seconds after which a changed file of the content is seen
NUDGES = timedelta(minutes=10)  # between two looks at what rests: lessons, drafts, agreements, reviews
_USERNAME = "username"  # the key under which the bot's own name is kept
KEPT = timedelta(days=60)  # how long handled updates and sent messages stay in the database
everything.known()


class App:
    """A running Phaen. `build` makes it, `run` runs it until it is cancelled."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        self.database = Database(settings.database, connections=settings.turns + 2)
        self.executor = DatabaseExecutor(self.database, settings.turns)
        self.telegram = Telegram(settings.token.get_secret_value(), settings.telegram_url)
        self.media = settings.data / "media"
        self.watch = Watch(shipped("content"), settings.content, settings.data / "content.zip")
        self._reported = ""  # the files whose faults administrators were told of
        self.username = ""
        self.timetable = Timetable()
        self._nudged = datetime.min.replace(tzinfo=UTC)  # the last look at what rests

    @property
    def library(self) -> Library:
        """The content that is served now."""
        return self.watch.library

    async def start(self) -> str:
        """Bring the schema up to date and connect; returns the bot's username. Raises NotSent without Telegram."""
        await self.executor.call(self.database.upgrade)
        self.username = await self.telegram.open()
        await self.executor.run(lambda uow: uow.key_values.set(_USERNAME, self.username))
        self._plug()
        return self.username

    def _plug(self) -> None:
        settings, now, measures = self.settings, self.clock.now, Measures()
        programme = Programme(self.library, self.username, settings.admins, settings.ask_second_above)
        self.runner = Runner(programme, shipped("locales"), zone_of(settings.timezone))
        self.delivery = Delivery(self.executor, self.runner, self.telegram, self.media, self._makers(), now)
        limits = Limits(settings.limit_overall, settings.limit_chat, settings.limit_group)
        self.outbox = Outbox(self.executor, self.delivery, limits, now, measures)
        self.leader = Leader(self.executor, self.outbox)
        self.inbox = Inbox(self.executor, self.runner, translate, self.telegram, self._written, now, measures)
        self.jobs = Jobs(self.executor, self._handlers(), now, measures)
        zone = zone_of(settings.timezone)
        self.heartbeat = Heartbeat(self.executor, self.telegram, zone, now, self.jobs.look)
        health = Health(self.executor, self.outbox, measures, now)
        self.web = Web(health.state, health.metrics)

    def _makers(self) -> dict[str, Maker]:
        """How documents and pictures are made of the content that is served now."""
        made = makers.plan_makers(self.library, self.runner.languages.catalogues, self.media, self.username)
        return made | makers.picture_makers(self.library)

    def _written(self, rows: list[Outgoing], jobs: bool) -> None:
        """A turn was committed: its rows leave, and the jobs it asked for begin."""
        self.outbox.offer(rows)
        if jobs:
            self.jobs.look()

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Answer, send, remind – until cancelled. A loop that fails is tried again; then ends in order."""
        gc.freeze()  # what a start loads stays; without it every collection walks through all the libraries
        gc.set_threshold(20_000, 20, 50)
        sending = asyncio.ensure_future(self.outbox.run())
        others: list[asyncio.Future[Any]] = []
        try:
            await self.heartbeat.measure()
            await self.inbox.recover()
            await self.jobs.recover()
            await self._serve()
            looks = (
                (20.0, self.remind),
                (300.0, self.attend),
                (3600.0, self.tidy),
                (30.0, self.heartbeat.beat),
                (REREAD, self.reread),
            )
            for seconds, look in looks:
                self.timetable.every(seconds, look)
            self.timetable.start()
            loops = (self.leader.run(), self.inbox.run(), self.jobs.run(), self._updates(), self._publish())
            others = [asyncio.ensure_future(loop) for loop in loops]
            ready()
            await self.remind()
            await asyncio.gather(sending, *others)
        finally:
            await self._stop(sending, others)

    async def _stop(self, sending: asyncio.Future[None], others: list[asyncio.Future[Any]]) -> None:
        """Take nothing new, let what is on its way to Telegram arrive, write it down, close."""
        self.timetable.stop()
        await self.web.stop()
        await _end(*others)
        await self.outbox.finish(FAREWELL)
        with suppress(Exception):  # without a database there is nothing to write it into
            await self.heartbeat.stop()
        await _end(sending)
        await self.telegram.close()
        self.executor.close()
        self.database.close()

    async def _keep(self, letters: list[Letter]) -> None:
        await self.heartbeat.catch_up()
        await self.inbox.keep(letters)

    async def _serve(self) -> None:
        if self.settings.webhook_url:
            path = urlsplit(self.settings.webhook_url).path or "/"
            self.web.take_updates(path, self.settings.secret, self._keep, self.clock.now)
        if self.settings.listen:
            await self.web.start(self.settings.listen)

    async def _updates(self) -> None:
        """Ask Telegram for updates, or have them brought to us."""

        async def agree() -> None:
            await self.telegram.serve_at(self.settings.webhook_url, self.settings.secret)
            agreed.set()
            await asyncio.Event().wait()

        agreed = asyncio.Event()
        agreeing = asyncio.ensure_future(run_forever("agreeing with Telegram how updates come", agree))
        try:
            await agreed.wait()
            if not self.settings.webhook_url:
                await poll(self.telegram, self._keep, self.clock.now)
            await agreeing
        finally:
            agreeing.cancel()

    # What the timetable looks at -------------------------------------------------------------------------------------
    async def remind(self) -> None:
        """Send every reminder that is due, follow up what waits, and now and then call to mind what rests."""
        now, library, zone = self.clock.now(), self.library, zone_of(self.settings.timezone)
        for look in (
            partial(reminders.send_due, library=library, now=now),
            partial(questions.remind_due, library=library, zone=zone, now=now),
            partial(subscriptions.send_due, library=library, zone=zone, now=now),
            partial(help_requests.follow, library=library, now=now),
            partial(stories.remind, library=library, now=now),
            partial(summaries.send_due, library=library, now=now),
        ):
            while await self.executor.run(look):
                self.outbox.look()
        if now - self._nudged >= NUDGES:
            self._nudged = now
            if await self.executor.run(partial(nudges.send_due, library=library, zone=zone, now=now)):
                self.outbox.look()

    async def attend(self) -> None:
        """Ask again about plans that were changed since members agreed; end the questions whose time has run out."""
        now = self.clock.now()
        await self.executor.run(lambda uow: (agreements.ask_again(uow, now=now), handovers.lapse(uow, now=now)))
        self.outbox.look()

    async def next_due(self) -> datetime | None:
        """When something is due next: where a moved clock has to stop."""
        found = await self.executor.run(
            lambda uow: (
                uow.reminders.next_at(),
                uow.questions.next_at(),
                uow.help_requests.next_at(),
                uow.lessons.next_lesson_at(),
                uow.stories.next_at(),
                summaries.next_at(uow, self.library, now=self.clock.now()),
            )
        )
        return min((at for at in found if at), default=None)

    async def reread(self) -> None:
        """Serve content whose files have changed; administrators hear of files that cannot be served."""
        if await asyncio.to_thread(self.watch.look):
            self.runner.programme = replace(self.runner.programme, library=self.library)
            self.delivery.makers = self._makers()
            log.info("the content was read anew")
        if self.watch.settled and self._reported != self.watch.stamp:
            self._reported = self.watch.stamp
            faults, stamp, below = self.watch.faults, self.watch.stamp, self.settings.content
            await self.executor.run(
                lambda uow: content_faults.report(uow, faults, stamp, below=below, now=self.clock.now())
            )

    async def tidy(self) -> None:
        """Forget handled updates and sent messages after 60 days; try again to fetch what could not be fetched."""
        now, before = self.clock.now(), self.clock.now() - KEPT

        def forget(uow: Any) -> None:
            uow.inbox.forget(before=before)
            uow.outbox.forget(before=before)
            media.fetch_again(uow, now=now)

        await self.executor.run(forget)

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

    # Jobs ------------------------------------------------------------------------------------------------------------
    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
        return {
            "fetch": self._fetch,
            "expand": self._expand,
            "commands": self._commands,
            "spread": self._spread,
            "moved": self._moved,
        }

    async def _fetch(self, args: dict[str, Any]) -> None:
        """Bring a file that somebody sent into PHAEN_DATA; its name is the hash of its bytes."""
        medium = await self.executor.run(lambda uow: uow.media.get(MediumId(args["medium"])))
        if medium is None or medium.path:
            return
        content = await self.telegram.fetch(medium.file_id)
        path = await asyncio.to_thread(files.keep, self.media, content)
        await self.executor.run(lambda uow: uow.media.fetched(medium.id, path))

    async def _expand(self, args: dict[str, Any]) -> None:
        """Write the rows of an announcement, a chunk a transaction."""
        await self._in_chunks(partial(announcements.expand, announcement=args["announcement"]))

    async def _spread(self, args: dict[str, Any]) -> None:
        """Write the reminders of a round anew, a chunk of plans a transaction."""
        above: int | None = 0
        while above is not None:
            spread = partial(
                timetables.spread, library=self.library, round_id=args["round"], above=above, now=self.clock.now()
            )
            above = await self.executor.run(spread)

    async def _commands(self, args: dict[str, Any]) -> None:
        """Show somebody the commands of their roles, in their language."""
        found = await self.executor.run(
            lambda uow: (uow.people.get(PersonId(args["person"])), uow.people.account_of(PersonId(args["person"])))
        )
        person, account = found
        if person is None or account is None:
            return
        say = self.runner.languages.of(person)
        listed = [
            (item.name, plain(say(item.about))) for item in _ordered() if not item.roles or item.roles & person.roles
        ]
        await self.telegram.publish(listed, language="", scope=account)

    async def _moved(self, args: dict[str, Any]) -> None:
        """Tell everybody concerned that a round's last day has moved, a chunk a transaction."""
        await self._in_chunks(partial(rounds.tell_moved, round_id=args["round"]))

    async def _in_chunks(self, step: Callable[..., int | None]) -> None:
        above: int | None = 0
        while above is not None:
            above = await self.executor.run(partial(step, above=above, now=self.clock.now()))
            self.outbox.look()

    async def _publish(self) -> None:
        """The command menus: Lao by default, English under `en`; roles get theirs in their own chats."""
        zone = zone_of(self.settings.timezone)
        for language in LANGUAGES:
            say = Say(catalogue(language, shipped("locales")), zone)
            code = "" if language == "lo" else language
            everybody = [(item.name, plain(say(item.about))) for item in _ordered() if not item.roles]
            in_groups = [(item.name, plain(say(item.about))) for item in _ordered() if item.groups]
            with suppress(Exception):  # a menu that is not there today comes tomorrow; the bot runs without it
                await self.telegram.publish(everybody, language=code, scope="private")
                await self.telegram.publish(in_groups, language=code, scope="groups")
                await self.telegram.describe(plain(say(_ABOUT)), language=code)


_ABOUT = "Hello! Here your group will learn and write a plan together"


async def _end(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _ordered() -> list[registry.Command]:
    return sorted(registry.COMMANDS.values(), key=lambda item: item.order)


def build(settings: Settings, clock: Clock | None = None) -> App:
    """Every part of Phaen for these settings; `clock` replaces the machine's own."""
    return App(settings, clock or RealClock())


def paper(settings: Settings, plan: PlanId, kind: str, language: str, *, version: int = 0) -> bytes:
    """A plan's "plan" (PDF) or "card" (PNG) for the command line, the same as is sent. Refused where there is none.

    It needs no Telegram: the QR code leads to the bot that ran last.
    """
    catalogues = {code: catalogue(code, shipped("locales")) for code in LANGUAGES}
    if language not in {*catalogues, papers.BOTH}:
        raise Refused("There is no such language")
    database = Database(settings.database)
    database.upgrade()
    with database.begin() as uow:
        recipe, username = papers.wanted(uow, plan, kind, language, version=version), uow.key_values.get(_USERNAME)
        library = Watch(shipped("content"), settings.content, settings.data / "content.zip").library
        made = makers.plan_makers(library, catalogues, settings.data / "media", username)
        render = made[kind](uow, recipe)
    database.close()
    return render()


async def first_link(app: App) -> str | None:
    """On a first start without administrators: the one-time link that makes whoever opens it the administrator."""
    now = datetime.now(UTC)
    code = await app.executor.run(lambda uow: invites.first_admin(uow, app.settings.admins, now=now))
    return f"https://t.me/{app.username}?start=i-{code}" if code else None
