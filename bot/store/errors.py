"""What an error of the database means: whether a retry of the same work may succeed."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa


def is_transient(error: BaseException | None) -> bool:
    """Whether the database was unreachable, full or busy: a retry of the same work may succeed."""
    if isinstance(error, sa.exc.TimeoutError):
        return True  # no connection came free
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(driver, sqlite3.Error):  # SQLite calls mistakes in SQL operational too
        return (getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF) in _SQLITE_AWAY
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    return error.connection_invalidated or isinstance(error, sa.exc.OperationalError)


_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
