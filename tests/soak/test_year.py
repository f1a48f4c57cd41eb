"""A year with 5,000 actions (`make soak`), and processes that die while they look: one, and two on PostgreSQL."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.database import Database
from tests import databases
from tests.soak.programme import Soak

pytestmark = pytest.mark.slow

FULL = "PHAEN_SOAK" in os.environ
YEAR_BEGINS = datetime(2027, 6, 1, tzinfo=UTC)  # over the end of a year into a February of 29 days


def test_a_year_rings_as_the_rules_say(sqlite: Database) -> None:
    """With 5,000 actions in `make soak`, with twenty in the suite."""
    groups, actions, step = (500, 10, 1) if FULL else (10, 2, 12)
    soak = Soak(sqlite, random.Random(7), YEAR_BEGINS, days=365, step=step)
    soak.settle(groups=groups, actions=actions)
    soak.run(soak.look)
    soak.check()


class Clockwork:
    """Processes of `tests.soak.clockwork` that all look at once, and die at random."""

    def __init__(self, url: str, chance: random.Random, number: int) -> None:
        self.url, self.chance = url, chance
        self.running = [self._start() for _ in range(number)]
        self.kills = 0

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.soak.clockwork", self.url]
        root = Path(__file__).parent.parent.parent
        process = subprocess.Popen(command, text=True, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def look(self, now: datetime) -> None:
        """All look at `now`; sometimes one is killed while it does, is started again, and looks again."""
        for process in self.running:
            self._tell(process, now)
        if self.chance.random() < 0.2:
            index = self.chance.randrange(len(self.running))
            try:
                self.running[index].wait(self.chance.uniform(0, 0.02))
            except subprocess.TimeoutExpired:
                self.running[index].kill()
            self.running[index].communicate()
            self.running[index] = self._start()
            self.kills += 1
            self._tell(self.running[index], now)
        for process in self.running:
            assert process.stdout is not None
            assert process.stdout.readline() == "done\n"

    def _tell(self, process: subprocess.Popen[str], now: datetime) -> None:
        assert process.stdin is not None
        process.stdin.write(now.isoformat() + "\n")
        process.stdin.flush()

    def stop(self) -> None:
        for process in self.running:
            process.kill()
            process.communicate()


@pytest.mark.parametrize(("kind", "processes"), [("sqlite", 1), ("postgresql", 2)])
def test_killed_processes_ring_each_reminder_once(tmp_path: Path, kind: str, processes: int) -> None:
    """Real processes, ended by kill -9 in the middle of a look; two of them look at the same time on PostgreSQL."""
    url = databases.migrated(kind, tmp_path)
    database = Database(url)
    days, groups, step = (60, 100, 6) if FULL else (12, 12, 12)
    soak = Soak(database, random.Random(11), datetime(2028, 2, 20, tzinfo=UTC), days=days, step=step)
    soak.settle(groups=groups, actions=2)
    clockwork = Clockwork(url, random.Random(12), processes)
    try:

        def look(now: datetime) -> None:
            clockwork.look(now)
            soak.deliver(now)

        soak.run(look)
        soak.check()
        assert clockwork.kills > 1
    finally:
        clockwork.stop()
        database.close()
