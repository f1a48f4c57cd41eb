"""Runs a step forever: a failure is logged and the step retried, whatever it was."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

log = logging.getLogger(__name__)
BACKOFF = 1.0  # seconds before a retry


async def run_forever(what: str, step: Callable[[], Awaitable[None]]) -> None:
    """Run `step` in a loop until cancelled; an hour without a database is an hour of retries."""
    while True:
        try:
            await step()
        except Exception as error:
            if is_transient(error):
                log.warning("%s: the database does not answer; next try in %s s", what, BACKOFF)
            else:
                log.exception("%s failed", what)
            await asyncio.sleep(BACKOFF)


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
