"""A loop that goes on: a step that fails is told and tried again, whatever it was."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds after a failure


async def steadily(what: str, step: Callable[[], Awaitable[None]]) -> None:
    """Do `step` again and again until cancelled; an hour without a database is an hour of tries."""
    while True:
        try:
            await step()
        except Exception as error:
            if passing(error):
                log.warning("%s: the database does not answer; next try in %s s", what, PAUSE)
            else:
                log.exception("%s failed", what)
            await asyncio.sleep(PAUSE)


def passing(error: BaseException | None) -> bool:
    """Whether the database was away, full or busy: nothing that the work did, and worth the same try again."""
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
