"""Connections to SQLite and PostgreSQL, each prepared as a server wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store.sqlite_file import SqliteFile


def postgresql(url: sa.URL, connections: int) -> Engine:
    url = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, pool_size=connections, max_overflow=4, pool_pre_ping=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        raw.execute("SET jit = off")  # compiling the counts of a report takes longer than the counts
        raw.commit()

    return engine


def sqlite(url: sa.URL, file: SqliteFile | None, *, reads: bool) -> Engine:
    """SQLite as a server wants it: WAL, every commit on the disk, one writer at a time from the first statement."""
    if file is not None and reads:
        url = url.set(database=f"file:{quote(str(file.path))}", query={"mode": "rw", "uri": "true"})
    elif file is not None:
        file.path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # the driver would begin late and break savepoints; we begin ourselves
        mode = "query_only=ON" if reads else "journal_mode=WAL"
        for pragma in (mode, "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            raw.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def rebuilding(connection: Connection, of_sqlite: bool) -> Iterator[None]:
    """SQLite changes a table by copying it and dropping the old one, and the drop would take every row that refers to
    it along: meanwhile it follows no references. It only listens outside of a transaction."""
    if not of_sqlite:
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
