"""Back-ups made by the running bot and by the command line, and the way back."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from bot.domain import backups as rules
from bot.services import backups
from bot.settings import Settings
from bot.store import backup
from bot.store.archive import Sink
from bot.store.backup import Amount
from bot.store.backup_places import Place, place
from bot.store.database import Database
from bot.store.errors import Unusable, explained
from bot.workers.executor import DatabaseExecutor

log = logging.getLogger(__name__)
BEFORE = "before-upgrade"  # the folder in PHAEN_DATA of the copies that are made before migrations
_KEPT = 3  # of these copies


class BackUps:
    """Made every night while Phaen runs, by one process of several."""

    def __init__(
        self, settings: Settings, executor: DatabaseExecutor, zone: ZoneInfo, now: Callable[[], datetime]
    ) -> None:
        self.settings, self.executor, self.zone, self.now = settings, executor, zone, now

    async def look(self) -> None:
        """Make one if it is due, and tell administrators of what is wrong."""
        if not self.settings.backup:
            return
        if await self.executor.run(lambda uow: backups.begin(uow, self.zone, now=self.now())):
            await self._make()
        await self.executor.run(lambda uow: backups.alarm(uow, now=self.now()))

    async def _make(self) -> None:
        now = self.now()
        try:
            name, amount = await asyncio.to_thread(make, self.settings, now)
        except Exception as error:
            why = explained(error) or f"{error.__class__.__name__}: {getattr(error, 'strerror', None) or ''}".strip(
                ": "
            )
            log.exception("the back-up failed")
            await self.executor.run(lambda uow: backups.failed(uow, why, now=now))
            return
        log.info("backed up as %s: %d rows, %d files, %d MB", name, amount.rows, amount.files, amount.size // 10**6)
        await self.executor.run(lambda uow: backups.succeeded(uow, now=now))


def make(settings: Settings, now: datetime, to: str = "") -> tuple[str, Amount]:
    """Write an archive to its place, read it back, and take away what is kept no longer; returns its name.

    Raises Unusable, or an error of the database, the disk or the network; nothing half is left.
    """
    there, name = place(to or settings.backup), rules.name_of(now, encrypted=bool(settings.backup_key))
    database = Database(settings.database, reads=True)
    try:
        with there.writing(name) as sink:
            summed = _Summed(sink)
            amount = backup.write(database, settings.data / "media", summed, settings.backup_key, now=now)
    finally:
        database.close()
    try:
        _read_back(there, name, summed, encrypted=bool(settings.backup_key))
    except BaseException:
        there.remove(name)
        raise
    for old in rules.outdated(there.names(), now, settings.backup_days):
        there.remove(old)
    return name, amount


def _read_back(there: Place, name: str, written: _Summed, *, encrypted: bool) -> None:
    """What lies there is what was written; what is not encrypted is read through as a restore would."""
    with there.reading(name) as file:
        found = hashlib.sha256()
        while data := file.read(1024 * 1024):
            found.update(data)
    if found.digest() != written.sum.digest():
        raise Unusable("The archive is not at its place as it was written")
    if not encrypted:
        with there.reading(name) as file:
            backup.check(file)


class _Summed:
    """A sink that adds up what goes through it."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self.sum = sink, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self.sum.update(data)
        return self._sink.write(data)


def restore(settings: Settings, archive: str, key: Path | None) -> tuple[Amount, datetime]:
    """Fill an empty database and folder from an archive (a file, an address, "": the newest of PHAEN_BACKUP).

    It starts held. Raises Unusable, or an error of the database or the disk.
    """
    database = Database(settings.database)
    database.hold()
    try:
        with _opened(settings, archive) as file:
            found = backup.restore(
                file, key, database, settings.data / "media", lambda at: backups.held(at, now=datetime.now(UTC))
            )
        database.upgrade()
    finally:
        database.close()
    return found


@contextmanager
def _opened(settings: Settings, archive: str) -> Iterator[IO[bytes]]:
    if archive and "://" not in archive:
        with Path(archive).open("rb") as file:
            yield file
        return
    where, _, name = archive.rpartition("/") if archive else (settings.backup, "", "")
    if not where:
        raise Unusable("Name an archive, or set PHAEN_BACKUP to where they lie")
    there = place(where)
    name = name or max((one for one in there.names() if rules.made_at(one)), key=lambda one: one[:22], default="")
    if not name:
        raise Unusable(f"There is no archive in {where}")
    with there.reading(name) as file:
        yield file


def copy_before_upgrade(database: Database, data: Path, *, now: datetime) -> Path | None:
    """All rows as they are, before migrations change them; None where there are none to be made, or no rows."""
    if not database.is_behind():
        return None
    there = place(str(data / BEFORE))
    name = rules.name_of(now, encrypted=False)
    with there.writing(name) as sink:
        backup.write(database, None, sink, "", now=now)
    for old in sorted(one for one in there.names() if rules.made_at(one))[:-_KEPT]:
        there.remove(old)
    return data / BEFORE / name
