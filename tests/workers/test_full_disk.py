"""The disk is filled to its last byte while people write: nothing is lost, and it goes on by itself when there is room.

The disk is a small file system in memory, which only root may make; elsewhere the test says that it was not tried.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.domain.people import Role
from bot.simulator import LocalTelegram, user_actions
from bot.store.database import Database
from tests import databases
from tests.process import Phaen
from tests.story import Story
from tests.workers.notebook import written
from tests.workers.siege import read, somebody

pytestmark = pytest.mark.slow
SIZE, WRITERS, WORDS = "12m", 5, 12


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Take the last byte."""
    balloon = folder / "balloon"
    with balloon.open("ab", buffering=0) as file:
        for size in (65536, 512, 1):
            with suppress(OSError):
                while file.write(os.urandom(size)):
                    pass
    assert os.statvfs(folder).f_bavail == 0
    return balloon


async def test_a_disk_filled_to_the_last_byte_loses_nothing(telegram: LocalTelegram, disk: Path) -> None:
    database = Database(databases.migrated("sqlite", disk))
    boss = Story(database).known("Boss", language="en", roles=(Role.ADMIN,))
    database.close()
    world = telegram.world
    admin = world.add_person("Boss", person_id=boss.number)
    admin.started = True
    people = [somebody(telegram, f"W{number}") for number in range(WRITERS)]
    said: dict[int, list[str]] = {person.id: [] for person in people}
    phaen = Phaen(telegram.url, telegram.token, disk, module="tests.workers.notebook")
    await phaen.start()
    try:
        for person in people:
            await user_actions.tap(world, person, world.chats[person.id], 1, "test.notebook")
        balloon = None
        for number in range(WORDS):
            if number == 3:
                balloon = fill(disk)
            for person in people:
                said[person.id].append(f"{person.first_name}-{number}")
                user_actions.send_text(world, person, world.chats[person.id], said[person.id][-1])
            await asyncio.sleep(0.1)
        assert balloon is not None
        await _until(lambda: any("the disk is full" in line for line in phaen.output))
        await _until(lambda: any("The disk is full" in text for text in read(telegram, admin)), seconds=40)
        assert not phaen.dead
        balloon.unlink()
        await _until(lambda: all(read(telegram, one)[-1:] == [f"last: {said[one.id][-1]}"] for one in people))
    finally:
        await phaen.stop()
    database = Database(f"sqlite:///{disk / 'phaen.sqlite'}")
    assert {one.id: written(database, one.id) for one in people} == said
    database.close()


async def _until(true: object, *, seconds: float = 30) -> None:
    assert callable(true)
    for _ in range(int(seconds * 10)):
        if true():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come")
