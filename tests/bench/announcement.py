"""An announcement to 10,000 people under enforced limits, and how long replies take meanwhile."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.simulator import LocalTelegram
from bot.simulator.errors import BotApiError
from bot.simulator.limits import Rates
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from tests.bench import seed
from tests.bench.crowd import Crowd, Result, middle
from tests.process import Phaen

HEARERS, TALKERS = 10_000, 40
REAL, SCALED, RUNS = 30, 100, 3  # messages a second; faster ones measure the local Telegram
DELAY = 100  # milliseconds of network, as from a Lao village to Telegram at best
REPLIES = 3.0  # that people ask for in a second
LISTEN = 45.0  # seconds of such replies, before and meanwhile


async def run() -> str:
    """One run at the real rate, which takes six minutes; three at a scaled one."""
    lines = ["## An announcement under enforced limits", ""]
    lines += [
        "| limit | to | share of the rate | 429s | replies p95 before | meanwhile | times |",
        "|---|---|---|---|---|---|---|",
    ]
    lines.append(await _line(REAL, HEARERS, 1))
    lines.append(await _line(SCALED, HEARERS, RUNS))
    return "\n".join(lines) + "\n"


async def _line(rate: int, hearers: int, runs: int) -> str:
    found = [await _once(rate, hearers) for _ in range(runs)]
    share, refused, before, meanwhile = (middle([run[index] for run in found]) for index in range(4))
    times = meanwhile / before
    return (
        f"| {rate}/s | {hearers} | {share:.1%} | {refused:.0f} | {before:.0f} ms | {meanwhile:.0f} ms | {times:.2f} |"
    )


async def _once(rate: int, hearers: int) -> tuple[float, float, float, float]:
    """(share of the rate, 429s, p95 of replies in ms before, meanwhile)."""
    telegram = LocalTelegram()
    await telegram.start()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        database.upgrade()
        crowd = Crowd(telegram, TALKERS)
        others = Crowd(telegram, hearers)
        seed.programme(database, [person.id for person in crowd.people])
        process = Phaen(telegram.url, telegram.token, Path(folder), limit_overall=str(rate), limit_chat="1")
        await process.start()
        try:
            await crowd.talk(["/menu"])
            telegram.world.faults.delay_ms = DELAY
            telegram.world.limits.set(Rates(overall_per_second=rate))
            before = await _replies(crowd, LISTEN)
            # In a thread: the local Telegram lives on this loop, and what stops it looks like haste of the bot's.
            await asyncio.to_thread(_announce, database, [person.id for person in others.people])
            await asyncio.sleep(3)
            meter = _Meter(telegram)
            first, begun = meter.taken, time.perf_counter()
            meanwhile = await _replies(crowd, min(LISTEN, hearers / rate - 6))
            while await asyncio.to_thread(_left, database) > 2 * rate:
                await asyncio.sleep(0.1)
            share = (meter.taken - first) / (time.perf_counter() - begun) / rate
        finally:
            await process.kill()
            await telegram.stop()
            database.close()
    return share, meter.refused, before.quantile(0.95), meanwhile.quantile(0.95)


async def _replies(crowd: Crowd, seconds: float) -> Result:
    """People open the menu by a command, one after another, at random moments."""
    result, chance, talks = Result(0, seconds), random.Random(5), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        person = crowd.people[result.updates % len(crowd.people)]
        talks.append(asyncio.create_task(crowd.one(person, ["/menu"], result)))
        result.updates += 1
        await asyncio.sleep(chance.expovariate(REPLIES))
    await asyncio.wait_for(asyncio.gather(*talks), 60)
    return result


def _announce(database: Database, chats: list[int]) -> None:
    rows = [Outgoing(0, chat, Lane.ANNOUNCEMENT, content={"text": "ປະກາດ"}, key=f"bench {chat}") for chat in chats]
    with database.begin() as uow:
        uow.outbox.put_many(rows, now=datetime.now(UTC))


def _left(database: Database) -> int:
    with database.begin() as uow:
        return uow.outbox.counts().get((Lane.ANNOUNCEMENT, "pending"), 0)


class _Meter:
    """Counts at Telegram's own limiter what it takes and what it refuses."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.taken = self.refused = 0
        self._consume = telegram.world.limits.consume
        telegram.world.limits.consume = self.consume  # type: ignore[method-assign]

    def consume(self, chat_id: int, *, group: bool, count: int = 1) -> None:
        try:
            self._consume(chat_id, group=group, count=count)
        except BotApiError:
            self.refused += 1
            raise
        self.taken += count
