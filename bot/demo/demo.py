"""Runs the demo: a local Telegram, the real bot on it, the living programme, and a clock that can be moved.

All of it lives in one folder, so that `--data` goes on where a former run was stopped or killed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
import webbrowser
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import app as phaen
from bot.demo import phones, programme
from bot.demo.clock import MovableClock, by_day
from bot.demo.living import Cast, LivingPeople
from bot.settings import Settings
from bot.simulator import LocalTelegram, saved
from bot.simulator.server import TOKEN
from bot.store.errors import Unusable

log = logging.getLogger(__name__)
SAVED_EVERY = 2.0  # seconds; what a killed demo may lose of its phones


class Demo:
    """One run of the demo: the bot runs as on the real Telegram and knows no difference."""

    def __init__(self, data: Path) -> None:
        self.clock = MovableClock()
        self.telegram = LocalTelegram(
            clock=self.clock,
            advance=self.advance,
            following=self.following,
            switch=self.switch,
            speak=self.speak,
            folder=data / "telegram" / "files",
        )
        self.data, self._world = data, data / "telegram" / "world.json"
        self._app: phaen.App | None = None
        self._task: asyncio.Task[None] | None = None
        self._saving: asyncio.Task[None] | None = None
        self._programme: programme.LivingProgramme | None = None
        self._cast = Cast()  # whom the people of the demo know of a competition
        self._people: LivingPeople | None = None  # None: nobody lives here but whoever uses the phones
        self._untouched = 0  # the next update while nobody has used a phone yet

    async def start(self, port: int, *, empty: bool) -> str:
        """Open the page and start the bot; returns the page's address.

        Raises Unusable when the folder holds a programme whose phones were not kept.
        """
        again, other = self._world.exists(), (self.data / "phaen.sqlite").exists()
        if again:
            self._restore()
        try:
            url = await self.telegram.start(port=port)
        except OSError:  # somebody else listens there: any free port will do, its address is printed
            _say(f"Port {port} is taken by another program on this machine, so the page is at another one.")
            await self.telegram.stop()
            url = await self.telegram.start(port=0)
        await self._start_bot(url)
        if other and not again:
            await self.stop()
            raise Unusable(f"{self.data} holds a programme but no phones: name another folder, or take that away")
        if not (empty or again) and self._app is not None:
            await self._load(self._app)
        if self._app is not None and self._cast.readers:
            self._people = LivingPeople(self._app, self._cast)
        self._save()
        self._saving = asyncio.create_task(self._keep_saving())
        return url

    async def stop(self) -> None:
        await self.switch(False)
        if self._saving is not None:
            self._saving.cancel()
            self._save()
        await self.telegram.stop()

    async def speak(self, language: str) -> bool:
        """Let people speak a language, as long as nobody has used a phone; returns whether they do now."""
        world, told = self.telegram.world, self._programme
        if self._app is None or told is None or language == told.language or world.updates.next_id != self._untouched:
            return False
        await told.speak(self._app, world, language)
        self._untouched = world.updates.next_id
        return True

    async def _load(self, app: phaen.App) -> None:
        self._programme = await programme.load(app, self.telegram.world, now=self.clock.now())
        self.telegram.user_api.phones = phones.phones(self._programme)
        self.telegram.user_api.known = phones.known(self._programme)
        self._untouched = self.telegram.world.updates.next_id
        self._cast = phones.cast(self._programme)

    def _restore(self) -> None:
        more = saved.restore(self.telegram.world, self._world)
        self.clock.go_on(timedelta(seconds=more["ahead"]))
        self.telegram.user_api.phones, self.telegram.user_api.known = more["phones"], more["known"]
        self._cast = Cast.read(more.get("cast", {}))

    def _save(self) -> None:
        page = self.telegram.user_api
        more = {"ahead": self.clock.ahead.total_seconds(), "phones": page.phones, "known": page.known}
        more["cast"] = self._cast.written()
        saved.save(self.telegram.world, self._world, more)

    async def _keep_saving(self) -> None:
        """Write the phones down whenever something happened on them, until cancelled."""
        seen = -1
        while True:
            await asyncio.sleep(SAVED_EVERY)
            if seen != self.telegram.world.events.seq:
                seen = self.telegram.world.events.seq
                self._save()

    async def advance(self, to: datetime) -> None:
        """Move the clock, stopping at every due moment on the way, so that each reminder comes at its hour."""
        while self._app is not None and self._task is not None:
            await self._look(self._app)
            moments = [await self._app.next_due(), await self._somebody_acts(self._app)]
            due = min((at for at in moments if at), default=None)
            if due is None or due > to:
                break
            self.clock.move(due)
        self.clock.move(to)
        if self._app is not None and self._task is not None:
            await self._look(self._app)

    async def following(self) -> datetime:
        """The next moment at which people can be seen to do something, by day; without any, when something is due."""
        if self._app is None:
            return self.clock.now()
        ends = await self._app.executor.run(lambda uow: uow.contests.next_at())
        moments = [at for at in (ends, await self._somebody_acts(self._app)) if at and at > self.clock.now()]
        found = min(moments, default=None) or await self._app.next_due()
        return by_day(found) if found else self.clock.now()

    async def _look(self, app: phaen.App) -> None:
        """Whoever's hour has come acts, and what follows is sent."""
        people = self._people
        if people is not None and await app.time.right():  # the bot's own time has come along with the clock
            now = app.time.now()
            if await app.executor.run(lambda uow: people.waits(uow, now=now)):
                people.bring(self.telegram.world)
                await app.executor.run(lambda uow: people.live(uow, now=now))
        await app.look()
        await app.quiet()

    async def _somebody_acts(self, app: phaen.App) -> datetime | None:
        people, now = self._people, self.clock.now()
        return await app.executor.run(lambda uow: people.next_at(uow, now=now)) if people else None

    async def switch(self, on: bool) -> None:
        """Switch the bot off, or on again: what comes meanwhile waits at Telegram."""
        if on and self._task is None:
            await self._start_bot(self.telegram.url)
        elif not on and self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _start_bot(self, url: str) -> None:
        settings = Settings(
            _env_file=None,
            token=SecretStr(TOKEN),
            telegram_url=url,
            data=self.data,
            database_url="",
            content=None,
            admins=frozenset(),
            # A person who clicks through the page is faster than Telegram's limits allow people to be.
            limit_overall=0,
            limit_chat=0,
            limit_group=0,
        )
        self._app = phaen.build(settings, self.clock)
        await self._app.start()
        ready = asyncio.Event()
        self._task = asyncio.create_task(self._app.run(ready=ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._task}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            waiting.cancel()
            await self._task


async def run(*, port: int, data: Path | None, empty: bool, browser: bool) -> None:
    """Run the demo until it is cancelled; prints the page's address when everything is ready."""
    async with AsyncExitStack() as stack:
        _say("Starting a local Telegram, the bot and a living programme …")
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phaen-demo-")))
        demo = Demo(folder)
        stack.push_async_callback(demo.stop)
        url = await demo.start(port, empty=empty)
        kept = f"is kept in {data}" if data else "is thrown away then (--data FOLDER keeps it)"
        _say(f"Phaen's demo is ready. Open {url} in a browser; Ctrl-C ends it. What happens in it {kept}.")
        if browser and _somebody_looks():
            webbrowser.open(url)
        await asyncio.Event().wait()


def _somebody_looks() -> bool:
    """Whether a person started this in a terminal with a screen beside it."""
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(screen) and sys.stdout.isatty()


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201
