"""What the machine does, for long: clocks that go wrong, bombs in 1 GB of memory, two processes on one file.

Only `make soak` (PHAEN_SOAK) runs them; the suite has each once, in its own place.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.ids import ChatId
from bot.simulator import LocalTelegram
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from tests import databases
from tests.process import Phaen
from tests.workers.test_processes import states, texts, until
from tests.workers.test_wrong_clocks import Machine

TIMES = int(os.environ.get("PHAEN_SOAK") or 0)  # 15 in `make soak`
DAY = 86_400.0
PATIENCE = 120  # seconds for what takes two on a machine that does nothing else
pytestmark = pytest.mark.slow


async def test_clocks_go_wrong_and_right_and_the_process_is_killed_meanwhile(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    """Whatever they show, no last day moves; administrators hear once each that it is wrong, and that it is right."""
    url, chance = databases.migrated("sqlite", tmp_path), random.Random(3)
    database = Database(url)
    machine = Machine(telegram, database, url, tmp_path)
    try:
        await machine.phaen.start()
        for turn in range(1, TIMES + 1):
            machine.set(chance.choice([-1, 1]) * chance.uniform(1, 4_000) * DAY)
            if chance.random() < 0.5:
                await machine.phaen.kill()
                await machine.phaen.start()
            await until(lambda turn=turn: machine.told("machine is wrong") == turn, PATIENCE)  # type: ignore[misc]
            machine.set(chance.uniform(-100, 100))  # less than two minutes
            await until(lambda turn=turn: machine.told("machine is right again") == turn, PATIENCE)  # type: ignore[misc]
        assert machine.kept() == machine.deadline
        assert abs((machine.alive() - datetime.now(UTC)).total_seconds()) < 3600
    finally:
        await machine.phaen.kill()
        database.close()


def test_bombs_within_a_gigabyte() -> None:
    """One after the other to one process: nothing of them is decoded, and it goes on printing."""
    command = [sys.executable, "-m", "tests.soak.bombs", str(TIMES)]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120 + 60 * TIMES, check=False)
    assert (done.stdout.split("\n"), done.returncode) == (["whole"] * TIMES + [""], 0), done.stderr[-2000:]


async def test_two_processes_on_one_file_send_each_message_once(telegram: LocalTelegram, tmp_path: Path) -> None:
    """A second one tries again and again; the first is killed now and then, and whoever comes next goes on."""
    url, chance = databases.migrated("sqlite", tmp_path), random.Random(4)
    people = [telegram.world.add_person(f"P{number}", language_code="lo") for number in range(10)]
    for person in people:
        person.started = True
    first, second = (Phaen(telegram.url, telegram.token, tmp_path) for _ in range(2))
    database, written = Database(url), 0
    try:
        await first.start()
        for _ in range(TIMES):
            assert f"process {first.pid}, since 20" in await _tries(second)
            for person in people:
                written += 1
                row = Outgoing(0, ChatId(person.id), Lane.NOTICE, content={"text": f"word {written}"})
                with database.begin() as uow:
                    uow.outbox.put(row, now=datetime.now(UTC))
            await until(lambda: set(states(database)) == {"sent"}, PATIENCE)  # a notice that is cut off is sent again
            if chance.random() < 0.5:
                await first.kill()
                first, second = second, first
                await first.start()
        read = [text for person in people for text in texts(telegram, person.id)]
        assert len(read) == len(set(read)) == written
    finally:
        await first.kill()
        await second.kill()
        database.close()


async def _tries(phaen: Phaen) -> str:
    """A start that has to be refused; what it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=phaen.environment,
        cwd=Path(__file__).parent.parent.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode != 0
    return output.decode()
