"""A copy of what a release left behind, on either kind of database."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import psycopg
import sqlalchemy as sa

from tests import postgres

HERE = Path(__file__).parent
RELEASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "phaen.sqlite.gz").exists())


def restore(release: str, kind: str, data: Path) -> str:
    """The address of a database as the release left it; its media and content are put below `data`."""
    source = HERE / release
    shutil.copytree(source / "content", data / "content")
    shutil.copytree(source / "media", data / "media")
    if kind == "sqlite":
        (data / "phaen.sqlite").write_bytes(gzip.decompress((source / "phaen.sqlite.gz").read_bytes()))
        return f"sqlite:///{data / 'phaen.sqlite'}"
    url = postgres.fresh()
    bare = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    dump = gzip.decompress((source / "phaen.sql.gz").read_bytes()).decode()
    with psycopg.connect(bare, autocommit=True) as connection:
        # What a server of another version does not know is no part of the programme's data.
        lines = [line for line in dump.splitlines() if not line.startswith("SET ")]
        connection.execute("\n".join(lines).encode())
    return url


def counts(url: str) -> dict[str, int]:
    """How many rows each table has."""
    engine = sa.create_engine(sa.make_url(url).set(drivername=_driver(url)))
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        found = {name: connection.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}
    engine.dispose()
    return found


def _driver(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql+psycopg"
