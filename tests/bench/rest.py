"""Memory with 1,000 active people, the start, and a look of the clock with a million stored actions."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.content.library import Library
from bot.services.reminders import reminders
from bot.settings import shipped
from bot.simulator import LocalTelegram
from bot.store.database import Database
from tests.bench import seed
from tests.bench.conversation import PHAEN
from tests.bench.crowd import Crowd, middle
from tests.process import Phaen

ACTIVE, STORED, LOOKS, STARTS = 1_000, 1_000_000, 50, 3


async def run() -> str:
    """The figures, one line each."""
    few, many = _tick(1_000), _tick(STORED)
    memory, start = await _process()
    content = _content()
    lines = ["## The rest", "", "| what | figure | aim |", "|---|---|---|"]
    lines.append(f"| memory with {ACTIVE} active people | {memory:.0f} MB | ≤ 130 MB |")
    lines.append(f"| start to first poll | {start:.2f} s | ≤ 2 s |")
    lines.append(f"| all content read and checked | {content:.2f} s | ≤ 0.3 s |")
    lines.append(f"| look of the clock, nothing due, 1,000 actions stored | {few:.2f} ms | |")
    lines.append(f"| the same with {STORED:,} | {many:.2f} ms | < 5 ms |")
    return "\n".join(lines) + "\n"


def _content() -> float:
    """Median seconds in which everything that is served is read."""
    took = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        Library.load(shipped("content"))
        took.append(time.perf_counter() - begun)
    return middle(took)


def _tick(stored: int) -> float:
    """Median milliseconds of a look for due reminders."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        database.upgrade()
        plan = seed.programme(database, [77])[77]
        seed.actions(database, plan, stored)
        took = []
        for _ in range(LOOKS):
            begun = time.perf_counter()
            with database.begin() as uow:
                reminders.send_due(uow, seed.LIBRARY, now=datetime.now(UTC))
            took.append((time.perf_counter() - begun) * 1000)
        database.close()
        return middle(took)


async def _process() -> tuple[float, float]:
    """(megabytes after everybody talked, median seconds from exec to ready)."""
    telegram = LocalTelegram()
    await telegram.start()
    with tempfile.TemporaryDirectory() as folder:
        crowd = Crowd(telegram, ACTIVE)
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        database.upgrade()
        plans = seed.programme(database, [person.id for person in crowd.people])
        database.close()
        process, starts = Phaen(telegram.url, telegram.token, Path(folder)), []
        for _ in range(STARTS):
            await process.stop()
            begun = time.perf_counter()
            await process.start()
            starts.append(time.perf_counter() - begun)
        try:
            await crowd.talk(["/help", *PHAEN], plans)
            memory = _resident(process.pid)
        finally:
            await process.kill()
            await telegram.stop()
    return memory, middle(starts)


def _resident(pid: int) -> float:
    """Megabytes of memory that a process holds (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
