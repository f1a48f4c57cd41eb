"""kill -9 of the real process at random moments: every word is kept once, no announcement arrives twice."""

from __future__ import annotations

import random
from pathlib import Path

from tests import postgres
from tests.process import Proxy
from tests.workers.siege import Siege


async def test_one_process_on_sqlite_is_killed_again_and_again(tmp_path: Path) -> None:
    siege = Siege(tmp_path, f"sqlite:///{tmp_path / 'phaen.sqlite'}", random.Random(3))
    try:
        await siege.start()
        await siege.rage()
        await siege.settle()
        siege.check()
    finally:
        await siege.stop()


async def test_two_processes_on_postgresql_are_killed_in_turn(tmp_path: Path) -> None:
    siege = Siege(tmp_path, postgres.fresh(), random.Random(4))
    async with Proxy() as proxy:
        try:
            await siege.start(proxy=proxy)
            await siege.rage()
            await siege.settle()
            siege.check()
        finally:
            await siege.stop()
