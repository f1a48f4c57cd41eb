"""What an error of the database means: whether a retry of the same work may succeed, and what to do about it."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa


class Unusable(Exception):
    """The database cannot be used as it is; the words say why and what to do."""


def is_transient(error: BaseException | None) -> bool:
    """Whether the database was unreachable, full or busy: a retry of the same work may succeed."""
    if isinstance(error, sa.exc.TimeoutError):
        return True  # no connection came free
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(driver, sqlite3.Error):  # SQLite calls mistakes in SQL operational too
        return _code(driver) in _SQLITE_AWAY
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    return error.connection_invalidated or isinstance(error, sa.exc.OperationalError)


def is_full(error: BaseException | None) -> bool:
    """Whether there is no room on the disk of the database."""
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(driver, sqlite3.Error):
        return _code(driver) == sqlite3.SQLITE_FULL
    return getattr(driver, "sqlstate", "") == "53100"  # PostgreSQL's disk_full


def explained(error: BaseException) -> str:
    """One line for whoever runs Phaen: what is wrong with the database and what to do; "" for any other error."""
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(driver, sqlite3.Error):
        return f"{_SQLITE_SAYS.get(_code(driver), _SQLITE_OTHERWISE)} (SQLite: {_line(driver)})"
    if isinstance(error, sa.exc.ArgumentError | sa.exc.NoSuchModuleError):
        return "PHAEN_DATABASE_URL is no address of a database: postgresql://name:password@host/database is one"
    if isinstance(error, sa.exc.OperationalError):
        return f"PostgreSQL does not answer: is it running, and is PHAEN_DATABASE_URL right? ({_line(driver)})"
    if isinstance(error, sa.exc.SQLAlchemyError):
        return f"The database cannot be used: was it made by another version of Phaen? ({_line(driver)})"
    return ""


def damaged(why: str) -> str:
    """The same for a file that was found damaged."""
    return f"{_DAMAGED} ({why})"


def _line(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or [""])[0]


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
_DAMAGED = (
    "The database file is damaged: put the newest back-up in its place; `sqlite3 FILE .recover` saves what is left"
)
_CLOSED = "The database file cannot be opened for writing: is PHAEN_DATA right, and may Phaen write there?"
_FULL = "The disk is full or fails: make room on it, then start again; nothing is lost"
_SQLITE_OTHERWISE = "The database file cannot be used: was it made by another version of Phaen?"
_SQLITE_SAYS = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_AUTH: _CLOSED,
    sqlite3.SQLITE_BUSY: "Another program keeps the database file for itself: end it, then start again",
    sqlite3.SQLITE_LOCKED: "Another program keeps the database file for itself: end it, then start again",
}
