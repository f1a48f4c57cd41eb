"""Databases as the migrations make them: made once a run, then copied; migrations take longer than most tests."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from bot.store.database import Database
from tests import postgres

KINDS = ("sqlite", "postgresql")


def share_compiled() -> None:
    """From here on all databases of this process share what SQLAlchemy compiled: one for each test would compile anew.

    A statement is remembered under its dialect, which each engine has an equal one of.
    """
    compiled: LRUCache[object, object] = LRUCache(5000)
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
        dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]

    def share(connection: sa.Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    sa.event.listen(sa.Engine, "engine_connect", share)


def migrated(kind: str, folder: Path) -> str:
    """The address of a new database with every table and nobody in it; SQLite's is where the folder of data has it."""
    if kind == "postgresql":
        return postgres.fresh(like=_on_postgresql())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "phaen.sqlite"
    path.write_bytes(_on_sqlite())
    return f"sqlite:///{path}"


@cache
def _on_sqlite() -> bytes:
    """A whole database, as its file."""
    folder = Path(tempfile.mkdtemp(prefix="phaen-template-"))
    try:
        _migrate(f"sqlite:///{folder / 'phaen.sqlite'}")
        return (folder / "phaen.sqlite").read_bytes()
    finally:
        shutil.rmtree(folder)


@cache
def _on_postgresql() -> str:
    """The name of a database that is only copied."""
    url = postgres.fresh()
    _migrate(url)
    return str(sa.make_url(url).database)


def _migrate(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.close()  # which also folds SQLite's log of changes into its file
