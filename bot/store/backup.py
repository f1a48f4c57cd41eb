"""A back-up of everything while Phaen runs, and its way into an empty database of either kind."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.store import archive, files, neutral
from bot.store.archive import Member, Sink, Writer
from bot.store.database import Database
from bot.store.errors import Unusable
from bot.store.key_values import KeyValues
from bot.store.neutral import Shape
from bot.store.tables import media

log = logging.getLogger(__name__)
_TABLES, _MEDIA = "tables/", "media/"


@dataclass(slots=True)
class Amount:
    """What an archive holds: rows, files and their bytes; `missing` are files that the disk had lost before."""

    rows: int = 0
    files: int = 0
    size: int = 0
    missing: int = 0


def write(database: Database, folder: Path | None, sink: Sink, key: str, *, now: datetime) -> Amount:
    """Write all rows as they are at one moment, and people's files below `folder` (None: no files). Flat in memory.

    `key`: a public key of age, "" for none. Raises Unusable, or an error of the database or the disk.
    """
    amount = Amount()
    with archive.encrypted(sink, key) as into:
        writer = Writer(into)
        with _moment(database) as connection:
            shapes = neutral.shapes(connection)
            told = {"format": archive.FORMAT, "schema": neutral.version(connection), "made_at": now.isoformat()}
            tables = [shape.written() for shape in shapes]
            writer.put(archive.MANIFEST, json.dumps(told | {"tables": tables}).encode())
            for shape in shapes:
                for number, (rows, lines) in enumerate(neutral.lines(connection, shape)):
                    writer.put_rows(f"{_TABLES}{shape.name}/{number:06}.jsonl", lines)
                    amount.rows += rows
            paths = _paths(connection) if folder else []
        for path in paths:
            assert folder is not None
            _file(writer, folder, path, amount)
        writer.end(rows=amount.rows, files=amount.files, missing=amount.missing)
    return amount


def _paths(connection: Connection) -> list[str]:
    return sorted({str(row[0]) for row in connection.execute(sa.select(media.c.path)) if row[0]})


def _file(writer: Writer, folder: Path, path: str, amount: Amount) -> None:
    try:
        with (folder / path).open("rb") as file:
            size = (folder / path).stat().st_size
            writer.put_file(f"{_MEDIA}{path}", size, file)
    except FileNotFoundError:  # swept away since, or lost long ago
        amount.missing += 1
        return
    amount.files += 1
    amount.size += size


@contextmanager
def _moment(database: Database) -> Iterator[Connection]:
    """All that is read here is of one moment, whoever writes meanwhile."""
    engine = database.engine
    if not database.sqlite:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        yield connection


def check(source: IO[bytes], identity: Path | None = None) -> Amount:
    """Read an archive from its beginning to its end. Raises Unusable for one that is damaged or cut off."""
    amount = Amount()
    with archive.decrypted(source, identity) as plain:
        for member in archive.members(plain):
            if member.name.startswith(_TABLES):
                amount.rows += gzip.decompress(member.file.read()).count(b"\n")
            elif member.name.startswith(_MEDIA):
                amount.files += 1
                amount.size += member.size
    return amount


# Into another database ------------------------------------------------------------------------------------------------
def restore(
    source: IO[bytes],
    identity: Path | None,
    database: Database,
    folder: Path,
    notes: Callable[[datetime], Mapping[str, str]],
) -> tuple[Amount, datetime]:
    """Fill an empty database and the folder of files; returns how much there was, and of which moment it is.

    All rows come in one transaction, which ends when the archive was read to its end, with them the key–value pairs
    that `notes` makes of that moment. Raises Unusable.
    """
    if not database.is_empty():
        raise Unusable("There is something in this database already: restore into an empty one")
    amount = Amount()
    with archive.decrypted(source, identity) as plain:
        parts = archive.members(plain)
        manifest = _manifest(next(parts, None))
        shapes = {shape.name: shape for shape in map(Shape.read, manifest["tables"])}
        database.upgrade(to=str(manifest["schema"]))
        with database.loading() as connection:
            for member in parts:
                _put(connection, shapes, member, folder, amount)
            neutral.go_on_counting(connection, shapes.values())
            at = datetime.fromisoformat(manifest["made_at"])
            for name, value in notes(at).items():
                KeyValues(connection).set(name, value)
    return amount, at


def _manifest(member: Member | None) -> dict[str, Any]:
    if member is None or member.name != archive.MANIFEST:
        raise Unusable("This is no archive of Phaen")
    found: dict[str, Any] = json.loads(member.file.read())
    if found.get("format") != archive.FORMAT:
        raise Unusable("The archive is of a newer Phaen: restore it with that version")
    return found


def _put(connection: Connection, shapes: dict[str, Shape], member: Member, folder: Path, amount: Amount) -> None:
    if member.name.startswith(_TABLES):
        name = member.name.split("/")[1]
        amount.rows += neutral.put(connection, shapes[name], gzip.decompress(member.file.read()))
    elif member.name.startswith(_MEDIA):
        files.keep_stream(folder, member.name.removeprefix(_MEDIA), member.file)
        amount.files += 1
        amount.size += member.size
