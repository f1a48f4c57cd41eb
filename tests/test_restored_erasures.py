"""A back-up from before an erasure, restored later, does not bring the erased person back."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import backups
from bot.app.backups import BackUps
from bot.domain.erased import NAME
from bot.domain.zones import zone_of
from bot.services import erasures
from bot.settings import Settings
from bot.store.database import Database
from bot.workers.executor import DatabaseExecutor
from tests import databases
from tests.planning import LIBRARY, NOW
from tests.services import rights


def settings(folder: Path, away: Path) -> Settings:
    return Settings(_env_file=None, token=SecretStr("1:a"), data=folder, backup=str(away), database_url="")


def test_who_was_erased_after_an_archive_is_erased_from_it_again(tmp_path: Path) -> None:
    first, away = tmp_path / "first", tmp_path / "away"
    database = Database(databases.migrated("sqlite", first))
    with database.begin() as uow:
        here = rights.world(uow)
        seng, noy = here.people["seng"], here.people["noy"]
        uow.people.change(seng.id, name="Sengphet of the river")
    name, _ = backups.make(settings(first, away), NOW)
    with database.begin() as uow:
        erasures.erase(uow, LIBRARY, seng.id, 30, now=NOW + timedelta(days=3))
    _look(database, settings(first, away))
    listed = (away / NAME).read_text().splitlines()  # with an entry that had become one with hers
    assert f"{seng.id} {NOW + timedelta(days=3):%Y-%m-%dT%H:%M:%SZ}" in listed
    database.close()
    shutil.rmtree(first)  # the machine is lost; what lay elsewhere is all there is

    second = settings(tmp_path / "second", away)
    _, at, again = backups.restore(second, str(away / name), None)
    assert (at, again) == (NOW, 1)
    restored = Database(second.database)
    with restored.begin() as uow:
        assert uow.people.get(seng.id) is None
        assert uow.people.get(noy.id) is not None
        waiting = [row.notice for row in uow.outbox.due(now=NOW + timedelta(days=9999), limit=999)]
        assert not {"erased", "leader_erased"} & set(waiting)  # they were told in the life that was lost
        assert seng.id in [one.person for one in erasures.gone(uow)]  # the next restore knows it as well
        assert backups.erase_again(uow, second, LIBRARY, now=NOW + timedelta(days=9)) == 0
    restored.close()
    for file in second.data.glob("phaen.sqlite*"):
        assert b"Sengphet" not in file.read_bytes()


def test_who_has_the_number_of_somebody_erased_before_the_archive_stays(tmp_path: Path) -> None:
    data, away = tmp_path / "first", tmp_path / "away"
    database = Database(databases.migrated("sqlite", data))
    with database.begin() as uow:
        seng = rights.world(uow).people["seng"].id
    database.close()
    away.mkdir()
    (away / NAME).write_text(f"{seng} 2020-01-01T00:00:00Z\nnonsense\n")
    name, _ = backups.make(settings(data, away), NOW)
    _, _, again = backups.restore(settings(tmp_path / "second", away), str(away / name), None)
    assert again == 0


def _look(database: Database, held: Settings) -> None:
    """What the running Phaen does now and then; a back-up is not due, for one was made."""
    with database.begin() as uow:
        uow.key_values.set("back-up good", (NOW + timedelta(days=3)).isoformat())
    executor = DatabaseExecutor(database, 1)
    asyncio.run(BackUps(held, executor, zone_of(""), lambda: NOW + timedelta(days=3)).look())
    executor.close()
