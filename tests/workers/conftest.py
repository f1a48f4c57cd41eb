"""A running Phaen inside the test, on a local Telegram."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import app as phaen
from bot.settings import Settings
from bot.simulator import LocalTelegram
from bot.simulator.world import Person
from bot.store.outbox import Lane, Outgoing
from bot.workers.clock import RealClock

STEP = 30.0  # seconds that pass at a time


class MovedClock(RealClock):
    """The time of this machine, and as much more as the test has let pass."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


class Heard(LocalTelegram):
    """A local Telegram whose time moves with the test's."""

    def __init__(self) -> None:
        self.clock = MovedClock()
        super().__init__(clock=self.clock)


class Engine:
    """A Phaen that runs, its Telegram, and short ways to look at both."""

    def __init__(self, telegram: Heard, settings: Settings) -> None:
        self.telegram, self.settings, self.clock = telegram, settings, telegram.clock
        self.app = phaen.build(settings, self.clock)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.app.start()
        await self.go()

    async def go(self) -> None:
        """The second half of a start: from now on everything runs."""
        ready = asyncio.Event()
        self._task = asyncio.create_task(self.app.run(ready=ready.set))
        await asyncio.wait_for(ready.wait(), 30)
        await self.quiet()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def quiet(self) -> None:
        await asyncio.wait_for(self.app.quiet(), 30)

    async def rest(self) -> None:
        """Until nothing waits at Telegram, in the inbox or in the outbox."""
        for _ in range(300):
            await asyncio.sleep(0.1)
            counts, waiting = await self.app.executor.run(lambda uow: (uow.outbox.counts(), uow.inbox.waiting()))
            left = {state for _, state in counts} & {"pending", "sending"}
            if not (left or waiting or self.telegram.world.updates.pending):
                return
        raise AssertionError("it does not come to rest")

    async def let_pass(self, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
        """So many seconds pass for Phaen, its Telegram and every timer of both, half a minute at a time."""
        real = time.monotonic
        for step in range(1, int(seconds / STEP) + 1):
            self.clock.ahead += timedelta(seconds=STEP)
            monkeypatch.setattr(time, "monotonic", lambda step=step: real() + step * STEP)
            await asyncio.to_thread(time.sleep, 0.02)  # really, so that what is due now is done

    def somebody(self, name: str) -> Person:
        """Somebody who has opened the chat with the bot."""
        person = self.telegram.world.add_person(name, language_code="lo")
        person.started = True
        return person

    def read(self, chat: int) -> list[str]:
        """What the bot wrote in a chat, in order."""
        messages = self.telegram.world.chats[chat].messages.values()
        return [message["text"] for message in messages if message["from"]["is_bot"] and "text" in message]

    async def write(self, chat: int, text: str, lane: Lane = Lane.REPLY, **more: object) -> int:
        """A row for a chat, to be found by the sender itself."""
        row = Outgoing(0, chat, lane, **({"content": {"text": text}} | more))  # type: ignore[arg-type]
        return await self.app.executor.run(lambda uow: uow.outbox.put(row, now=self.app.clock.now()))

    async def states(self) -> list[tuple[str, str]]:
        """(state, reason) of every row, in order."""
        rows = await self.app.executor.run(lambda uow: uow.outbox.log())
        return [(row.state, row.reason) for row in rows]


@pytest.fixture
async def telegram() -> AsyncIterator[Heard]:
    telegram = Heard()
    await telegram.start()
    yield telegram
    await telegram.stop()


def settings(url: str, telegram: Heard, tmp_path: Path) -> Settings:
    """Those of a Phaen on this database, without limits of sending."""
    return Settings(
        _env_file=None,
        token=SecretStr(telegram.token),
        telegram_url=telegram.url,
        data=tmp_path,
        database_url=url,
        limit_overall=0,
        limit_chat=0,
        limit_group=0,
    )


@pytest.fixture
async def engine(url: str, telegram: Heard, tmp_path: Path) -> AsyncIterator[Engine]:
    """A Phaen that runs on each kind of database."""
    engine = Engine(telegram, settings(url, telegram, tmp_path))
    await engine.start()
    yield engine
    await engine.stop()
