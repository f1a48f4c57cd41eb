"""A real conversation of Phaen against echo bots: updates a second and the wait for an answer."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.simulator import LocalTelegram
from bot.store.database import Database
from tests.bench import seed, turn
from tests.bench.crowd import Crowd, Result, median
from tests.process import Phaen

PEOPLE, DEEDS, RUNS = 200, 10, 3
ECHOES = {"ptb": "PTB echo, default", "ptb-256": "PTB echo, 256 parallel", "aiogram": "aiogram echo"}
OWN = "Phaen, whole turns"
# Menu, a lesson's card, the next card, a step of the plan, its answer: taps and one typed text.
PHAEN = ["=home.menu", f"=lessons.card:{seed.LESSON},0", "?▶", "=plan.step:{plan},problem", "ນ້ຳບໍ່ພໍໃນລະດູແລ້ງ"]


async def run() -> str:
    """Both tables."""
    lines = ["## Throughput and waits", "", f"{PEOPLE * DEEDS} updates from {PEOPLE} people at once.", ""]
    lines += ["| network | bot | updates/s | p50 ms | p95 ms | p99 ms | processor ms an update |", "|---|" + "---|" * 6]
    tables = {delay: await _race(delay) for delay in (0, 200)}
    for delay, found in tables.items():
        for name, result in found.items():
            waits = " | ".join(f"{result.quantile(share):.0f}" for share in (0.5, 0.95, 0.99))
            work = result.worked / result.updates * 1000
            lines.append(f"| {delay} ms | {name} | {result.rate:.0f} | {waits} | {work:.2f} |")
    lines += [
        "",
        "PTB's default echo at 200 ms: 10 updates from 10 people, one at a time as it takes them.",
        _ratios(tables),
    ]
    return "\n".join([*lines, "", *turn.table()]) + "\n"


async def _race(delay: int) -> dict[str, Result]:
    """Everybody in each round, so that all meet the same machine."""
    found: dict[str, list[Result]] = {}
    for _ in range(RUNS):
        for kind, name in ECHOES.items():
            if kind == "aiogram" and importlib.util.find_spec("aiogram") is None:
                continue
            # With 200 ms, one echo at a time would take seven minutes: fewer people, the same rate.
            people = 10 if delay and kind == "ptb" else PEOPLE
            found.setdefault(name, []).append(await _echo(kind, delay, people))
        found.setdefault(OWN, []).append(await phaen(delay))
    return {name: median(results) for name, results in found.items()}


async def _echo(kind: str, delay: int, people: int) -> Result:
    async with _telegram() as telegram:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.echoes", kind, telegram.url, telegram.token),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert process.stdout is not None
        await process.stdout.readline()
        try:
            crowd = Crowd(telegram, people)
            telegram.world.faults.delay_ms = delay
            begun = _worked(process.pid)
            result = await crowd.talk(["ສະບາຍດີ"] * (DEEDS if people == PEOPLE else 1))
            result.worked = _worked(process.pid) - begun
            return result
        finally:
            process.kill()
            await process.wait()


async def phaen(delay: int) -> Result:
    """The whole conversation, twice a person."""
    with tempfile.TemporaryDirectory() as folder:
        async with _telegram() as telegram:
            crowd = Crowd(telegram, PEOPLE)
            database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
            database.upgrade()
            plans = seed.programme(database, [person.id for person in crowd.people])
            database.close()
            process = Phaen(telegram.url, telegram.token, Path(folder))
            await process.start()
            try:
                await crowd.talk(["/help"])  # not the first page, which the first tap would leave as it is
                telegram.world.faults.delay_ms = delay
                begun = _worked(process.pid)
                result = await crowd.talk(PHAEN * (DEEDS // len(PHAEN)), plans)
                result.worked = _worked(process.pid) - begun
                return result
            finally:
                await process.kill()


def _ratios(tables: dict[int, dict[str, Result]]) -> str:
    """What a whole turn of Phaen is worth in echoes of the same run, beside what was aimed for."""
    still, slow = tables[0], tables[200]
    own = still[OWN].rate
    default, parallel = own / still[ECHOES["ptb"]].rate, own / still[ECHOES["ptb-256"]].rate
    return (
        f"Whole turns at 0 ms: {default:.2f} of PTB's default echo (aim 0.4), {parallel:.1f} times its 256 parallel"
        f" ones (aim 2). At 200 ms: {slow[OWN].rate:.0f} a second (aim 300)."
    )


def _worked(pid: int) -> float:
    """Seconds of processor that a process has taken so far, all its threads (Linux)."""
    rest = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(rest[11]) + int(rest[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def _telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    try:
        yield telegram
    finally:
        await telegram.stop()
