"""Room on the disk, with the real engine: what nothing refers to goes, and administrators hear before it is full."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.store.database import UnitOfWork
from tests.workers.conftest import Engine
from tests.workers.test_downloads import kept, spoken

DAY = timedelta(days=1)
Disk = namedtuple("Disk", "total used free")


async def test_a_voice_that_nobody_kept_goes_with_its_file_after_thirty_days(engine: Engine) -> None:
    _, medium = await spoken(engine)
    await engine.quiet()
    assert await kept(engine, medium)
    (file,) = (engine.settings.data / "media").glob("*/*")
    for days, left in ((0, True), (29, True), (2, False)):
        engine.clock.ahead += days * DAY
        os.utime(file, (1, 1))  # fetched long ago, by the machine's clock
        await engine.app.look("unused files")
        found = await engine.app.executor.run(lambda uow: uow.media.get(medium))
        assert ((found is not None), file.exists()) == (left, left)
    assert found is None


async def test_administrators_hear_of_a_disk_that_fills(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    mali = engine.somebody("Mali")

    def administers(uow: UnitOfWork) -> None:
        now = engine.app.clock.now()
        uow.people.account(AccountId(mali.id), now=now)
        person = uow.people.add(now=now, name="Mali", language="en", consented_at=now)
        uow.people.speak_as(AccountId(mali.id), person)
        uow.people.put_role(person, Role.ADMIN, "confirmed", now=now)

    await engine.app.executor.run(administers)
    for used in (50, 85, 85):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, used=used: Disk(100, used * 10**9, (100 - used) * 10**9))
        await engine.app.look("disk")
    await engine.quiet()
    (told,) = engine.read(mali.id)
    assert "Used: 85%, free: 15 GB" in told
