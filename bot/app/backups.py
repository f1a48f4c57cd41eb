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

from bot.content.library import Library
from bot.content.watch import Watch
from bot.domain import backups as rules
from bot.domain import erased
from bot.domain.erased import Gone
from bot.services import backups, erasures
from bot.settings import Settings, shipped
from bot.store import backup
from bot.store.archive import Sink
from bot.store.backup import Amount
from bot.store.backup_places import Place, place
from bot.store.database import Database, UnitOfWork
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
        self._listed = ""  # the list of erasures as it lies beside the back-ups

    async def look(self) -> None:
        """Make one if it is due, and tell administrators of what is wrong."""
        await self._list_erased()
        if not self.settings.backup:
            return
        if await self.executor.run(lambda uow: backups.begin(uow, self.zone, now=self.now())):
            await self._make()
        await self.executor.run(lambda uow: backups.alarm(uow, now=self.now()))

    async def _list_erased(self) -> None:
        """What was erased since the last look is written down outside of the database; what fails is tried again."""
        listed = erased.written(await self.executor.run(erasures.gone))
        if listed == self._listed:
            return
        try:
            await asyncio.to_thread(_keep_list, self.settings, listed)
        except Exception as error:
            if not explained(error) and not isinstance(error, OSError):
                raise
            log.warning("the list of erasures cannot be written beside the back-ups: %s", error.__class__.__name__)
            return
        self._listed = listed

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


def _keep_list(settings: Settings, listed: str) -> None:
    """In the data folder, and where back-ups lie; what stands there already, of another life, stays."""
    if not listed:
        return
    for where in {str(settings.data), settings.backup} - {""}:
        there, whole = place(where), erased.read(listed)
        if erased.NAME in there.names():
            with there.reading(erased.NAME) as file:
                whole += erased.read(file.read().decode())
        with there.writing(erased.NAME) as sink:
            sink.write(erased.written(whole).encode())


def _lists(settings: Settings, archive: str) -> list[Gone]:
    """The lists that lie beside the archive, where back-ups lie, and in the data folder."""
    beside = archive.rpartition("/")[0] if "://" in archive else str(Path(archive).parent) if archive else ""
    found: list[Gone] = []
    for where in {beside, settings.backup, str(settings.data)} - {""}:
        there = place(where)
        if erased.NAME in there.names():
            with there.reading(erased.NAME) as file:
                found += erased.read(file.read().decode())
    return found


def restore(settings: Settings, archive: str, key: Path | None) -> tuple[Amount, datetime, int]:
    """Fill an empty database and folder from an archive (a file, an address, "": the newest of PHAEN_BACKUP).

    Whoever was erased since it was made is erased again; returns also how many. It starts held. Raises Unusable, or an
    error of the database or the disk.
    """
    database = Database(settings.database)
    database.hold()
    _keep_list(settings, erased.written(_lists(settings, archive)))  # also for a start, should this die halfway
    try:
        with _opened(settings, archive) as file:
            amount, at = backup.restore(
                file, key, database, settings.data / "media", lambda at: backups.held(at, now=datetime.now(UTC))
            )
        database.upgrade()
        library = Watch(shipped("content"), settings.content, settings.data / "content.zip").library
        with database.begin() as uow:
            again = erase_again(uow, settings, library, now=datetime.now(UTC))
    finally:
        database.close()
    return amount, at, again


def erase_again(uow: UnitOfWork, settings: Settings, library: Library, *, now: datetime) -> int:
    """In what was just restored: whoever was erased since the archive was made. Idempotent; returns how many."""
    made = uow.key_values.get(backups.RESTORED)
    if not made:
        return 0
    return erasures.erase_again(uow, library, _lists(settings, ""), datetime.fromisoformat(made), now=now)


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
