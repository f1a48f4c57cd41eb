"""SQLite's file is removed or damaged under the running process, or was left by one that was killed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.people import Role
from bot.simulator import LocalTelegram
from bot.store.database import Database
from tests import databases
from tests.process import Phaen
from tests.story import Someone, Story
from tests.workers.test_processes import texts, until

pytestmark = pytest.mark.slow


@pytest.fixture
def boss(telegram: LocalTelegram, tmp_path: Path) -> Someone:
    """Who administers the programme in the folder of data."""
    database = Database(databases.migrated("sqlite", tmp_path))
    boss = Story(database).known("Boss", language="en", roles=(Role.ADMIN,))
    database.close()
    telegram.world.add_person("Boss", person_id=boss.number).started = True
    return boss


@pytest.fixture
async def phaen(telegram: LocalTelegram, boss: Someone, tmp_path: Path) -> AsyncIterator[Phaen]:
    (tmp_path / "clock").write_text("0")
    phaen = Phaen(telegram.url, telegram.token, tmp_path, module="tests.workers.wrong_clock")
    await phaen.start()
    yield phaen
    await phaen.kill()


@pytest.mark.parametrize("loss", ["removed", "replaced", "damaged", "emptied"])
async def test_a_file_that_is_lost_is_told_at_the_next_look(
    loss: str, phaen: Phaen, telegram: LocalTelegram, boss: Someone, tmp_path: Path
) -> None:
    file = tmp_path / "phaen.sqlite"
    await until((tmp_path / "phaen.sqlite-wal").exists)
    whole = file.read_bytes()
    match loss:
        case "removed":
            file.unlink()
        case "replaced":
            file.rename(tmp_path / "old")
            file.write_bytes(whole)
        case "damaged":
            with file.open("r+b") as raw:
                for page in range(4096, len(whole), 4096):
                    raw.seek(page)
                    raw.write(b"no page" * 500)
        case "emptied":
            with file.open("r+b") as raw:
                raw.truncate(0)
    words = "taken away" if loss in ("removed", "replaced") else "damaged"
    await until(lambda: any(words in text for text in texts(telegram, boss.number)), seconds=100)
    assert sum("newest back-up" in text for text in texts(telegram, boss.number)) == 1


async def test_after_an_unclean_end_the_file_is_checked(phaen: Phaen) -> None:
    await phaen.kill()
    await phaen.start()
    await until(lambda: any("was killed; its database is whole" in line for line in phaen.output))
    assert await phaen.stop() == 0
    phaen.output.clear()
    await phaen.start()
    assert await phaen.stop() == 0
    assert not any("was killed" in line for line in phaen.output)
