"""SQLite's database file: one process has it for itself, and whether it is still there and whole."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from bot.store.errors import Unusable

log = logging.getLogger(__name__)
SPARED = 50  # times as long as a check took nobody checks again: a large file costs no more than a fiftieth
REMOVED, DAMAGED = "removed", "damaged"
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


class SqliteFile:
    """A lock on a file beside it says who writes: two that send would send everything twice."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: TextIO | None = None
        self._is: tuple[int, int] | None = None  # device and number of the file that was opened
        self._next_check = 0.0  # monotonic
        self.unclean = False  # whether the process before this one was killed

    def hold(self) -> None:
        """Have the file for this process until `release`. Raises Unusable, which says who has it."""
        beside = self.path.with_name(f"{self.path.name}.lock")
        lock = beside.open("a+", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise Unusable(f"Another Phaen uses {self.path} ({holder}). Stop that one first") from None
        except OSError:  # a file system without locks, such as some of networks
            log.warning("%s cannot be locked: see to it that no second process uses the database", beside)
        lock.seek(0)
        self.unclean = bool(lock.read().strip())
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
        lock.flush()
        self._lock = lock

    def release(self) -> None:
        """An orderly end; the lock's file stays, empty, for a file that is deleted may be locked by two."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.truncate(0)
            lock.close()

    def opened(self) -> None:
        """The file is open from now on: another one under its name is not ours."""
        self._is = _number(self.path)

    def trouble(self) -> str:
        """ "removed", "damaged", or "" while it is there and whole; reads the file beside whoever writes it."""
        if self._is is not None and _number(self.path) != self._is:
            return REMOVED
        if time.monotonic() < self._next_check:
            return ""
        began = time.monotonic()
        found = damage(self.path)
        self._next_check = time.monotonic() + SPARED * (time.monotonic() - began)
        if found:
            log.error("%s is damaged: %s", self.path, found)
        return DAMAGED if found else ""


def reading(path: Path) -> sqlite3.Connection:
    """A connection of its own that changes nothing."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5)


def _number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def damage(path: Path) -> str:
    """What is wrong with a file, "" when it is whole or cannot be read just now."""
    try:
        connection = reading(path)
        try:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()  # an emptied file is whole, too
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        return str(error) if (error.sqlite_errorcode & 0xFF) in _BROKEN else ""
    return "" if said == "ok" else str(said).splitlines()[0]
