"""Runs the demo: a local Telegram, the real bot on it, the living programme, and a clock that can be moved."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot import app as phaen
from bot.demo import programme
from bot.demo.clock import MovableClock
from bot.settings import Settings
from bot.simulator import LocalTelegram
from bot.simulator.server import TOKEN

log = logging.getLogger(__name__)


class Demo:
    """One run of the demo: the bot runs as on the real Telegram and knows no difference."""

    def __init__(self, data: Path) -> None:
        self.clock = MovableClock()
        self.telegram = LocalTelegram(clock=self.clock, advance=self.advance, switch=self.switch)
        self.data = data
        self._app: phaen.App | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self, port: int, *, empty: bool) -> str:
        """Open the page and start the bot; returns the page's address."""
        try:
            url = await self.telegram.start(port=port)
        except OSError:  # somebody else listens there: any free port will do, its address is printed
            await self.telegram.stop()
            url = await self.telegram.start(port=0)
        await self._start_bot(url)
        if not empty and self._app is not None:
            phones = await programme.load(self._app, self.telegram.world, now=self.clock.now())
            self.telegram.user_api.phones = phones
        return url

    async def stop(self) -> None:
        await self.switch(False)
        await self.telegram.stop()

    async def advance(self, to: datetime) -> None:
        """Move the clock, stopping at every due moment on the way, so that each reminder comes at its hour."""
        while self._app is not None and self._task is not None:
            await self._app.look()
            await self._app.quiet()
            due = await self._app.next_due()
            if due is None or due > to:
                break
            self.clock.move(due)
        self.clock.move(to)
        if self._app is not None and self._task is not None:
            await self._app.look()
            await self._app.quiet()

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


async def run(*, port: int, data: Path | None, empty: bool) -> None:
    """Run the demo until it is cancelled; prints the page's address when everything is ready."""
    async with AsyncExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phaen-demo-")))
        demo = Demo(folder)
        stack.push_async_callback(demo.stop)
        url = await demo.start(port, empty=empty)
        print(f"Phaen's demo is ready. Open {url} in a browser; Ctrl-C ends it.", flush=True)  # noqa: T201
        await asyncio.Event().wait()
