"""Statements that SQLite is asked, counted: what a page or a look costs, whatever the machine is doing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from bot.store.database import Database

_AROUND = re.compile(r"\s*(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)")  # what a transaction itself is made of


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement of this thread's connection while the block runs, with its values, but for BEGIN and COMMIT."""
    found: list[str] = []

    def take(statement: str) -> None:
        if not _AROUND.match(statement):
            found.append(" ".join(statement.split()))

    with database.begin() as uow:  # the one connection of the one thread
        driver = uow.connection.connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(take)
    try:
        yield found
    finally:
        driver.set_trace_callback(None)
