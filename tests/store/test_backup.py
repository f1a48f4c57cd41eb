"""A back-up while people write, read back, damaged, encrypted; and its way into the other kind of database."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlalchemy as sa

from bot.store import archive, backup, files
from bot.store.backup_places import Bucket, Folder, place
from bot.store.database import Database
from bot.store.errors import Unusable
from bot.store.tables import metadata
from tests import databases, postgres
from tests.planning import NOW
from tests.services import rights

PHOTO = b"jpeg" * 300_000  # more than a chunk


def filled(database: Database, folder: Path) -> None:
    """A programme in the middle of everything, with a photo."""
    with database.begin() as uow:
        here = rights.world(uow)
        medium = uow.media.add(now=NOW, kind="photo", file_id="p", person_id=here.people["seng"].id)
        uow.media.fetched(medium, files.keep(folder, PHOTO), len(PHOTO))


def nothing(at: datetime) -> dict[str, str]:
    return {}


def rows(database: Database) -> dict[str, list[str]]:
    with database.begin() as uow:
        found = {table.name: uow.connection.execute(sa.select(table)).all() for table in metadata.sorted_tables}
    return {name: sorted(map(repr, listed)) for name, listed in found.items()}


def written(database: Database, folder: Path, key: str = "") -> bytes:
    sink = io.BytesIO()
    backup.write(database, folder, sink, key, now=NOW)
    return sink.getvalue()


KINDS = [
    ("sqlite", "sqlite"),
    pytest.param(("sqlite", "postgresql"), marks=pytest.mark.slow),
    pytest.param(("postgresql", "sqlite"), marks=pytest.mark.slow),
]


@pytest.mark.parametrize("kinds", KINDS)
def test_everything_comes_back_in_the_other_kind_of_database(kinds: tuple[str, str], tmp_path: Path) -> None:
    old = Database(databases.migrated(kinds[0], tmp_path / "old"))
    filled(old, tmp_path / "media")
    kept, before = written(old, tmp_path / "media"), rows(old)
    url = postgres.fresh() if kinds[1] == "postgresql" else f"sqlite:///{tmp_path / 'new.sqlite'}"
    new = Database(url)
    amount, at = backup.restore(io.BytesIO(kept), None, new, tmp_path / "restored", nothing)
    assert rows(new) == before
    assert (amount.rows, amount.files, amount.size, at) == (sum(map(len, before.values())), 1, len(PHOTO), NOW)
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert (tmp_path / "restored" / digest[:2] / digest).read_bytes() == PHOTO
    new.check_schema()
    with new.begin() as uow:  # numbers go on where they stood
        person = uow.people.add(now=NOW, name="Bua", language="lo")
        assert person > max(one for one, _ in uow.people.names() if one != person)
        uow.audit.note(person, "x", "y", now=NOW)
    for one in (old, new):
        one.close()
        if not one.sqlite:
            postgres.drop(one.url.render_as_string(hide_password=False))


def test_an_encrypted_archive_opens_with_its_key_alone(sqlite: Database, tmp_path: Path) -> None:
    filled(sqlite, tmp_path / "media")
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    kept = written(sqlite, tmp_path / "media", str(mine.to_public()))
    assert b"Noy" not in kept
    keys = {name: tmp_path / name for name in ("mine", "other", "none")}
    for name, text in (("mine", f"# made today\n{mine}\n"), ("other", str(other)), ("none", "hello")):
        keys[name].write_text(text, encoding="utf-8")
    assert backup.check(io.BytesIO(kept), keys["mine"]).files == 1
    for wrong in (None, keys["other"], keys["none"]):
        with pytest.raises(Unusable):
            backup.check(io.BytesIO(kept), wrong)
    cut = kept[: len(kept) // 2]
    with pytest.raises(Unusable):
        backup.check(io.BytesIO(cut), keys["mine"])
    with pytest.raises(Unusable, match="no public key"):
        written(sqlite, tmp_path / "media", "age1nothing")


def _flipped(kept: bytes, at: int) -> bytes:
    return kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda kept: b"",
    "something else": lambda kept: b"PK" * 1000,
    "cut in a file": lambda kept: kept[: len(kept) // 2],
    "cut before its end": lambda kept: kept[: -4096 * 4],
    "a letter in a file": lambda kept: _flipped(kept, len(kept) // 2),
    "a letter in a head": lambda kept: _flipped(kept, 3),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_archive_is_refused_and_the_database_stays_empty(
    sqlite: Database, tmp_path: Path, damage: str
) -> None:
    filled(sqlite, tmp_path / "media")
    kept = DAMAGES[damage](written(sqlite, tmp_path / "media"))
    with pytest.raises(Unusable):
        backup.check(io.BytesIO(kept))
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises((Unusable, ValueError)):
        backup.restore(io.BytesIO(kept), None, new, tmp_path / "restored", nothing)
    assert new.is_empty()
    new.close()


def test_a_database_in_which_there_is_something_is_left_alone(sqlite: Database, tmp_path: Path) -> None:
    filled(sqlite, tmp_path / "media")
    before = rows(sqlite)
    with pytest.raises(Unusable, match="something in this database already"):
        backup.restore(io.BytesIO(written(sqlite, tmp_path / "media")), None, sqlite, tmp_path, nothing)
    assert rows(sqlite) == before


def test_what_is_written_meanwhile_is_in_the_next_one(sqlite: Database, tmp_path: Path) -> None:
    """Somebody writes while the tables are read: the archive is of the moment when it began."""
    filled(sqlite, tmp_path / "media")
    reader = Database(sqlite.url.render_as_string(), reads=True)

    class Busy(io.BytesIO):
        written = 0

        def write(self, data: Any, /) -> int:
            self.written += 1
            if self.written == 40:
                with sqlite.begin() as uow:
                    uow.people.add(now=NOW, name="Meanwhile", language="lo")
            return super().write(data)

    sink = Busy()
    amount = backup.write(reader, tmp_path / "media", sink, "", now=NOW)
    assert sink.written > 40
    assert amount.rows == sum(map(len, rows(sqlite).values())) - 1
    reader.close()


def test_files_that_the_disk_has_lost_are_counted(sqlite: Database, tmp_path: Path) -> None:
    filled(sqlite, tmp_path / "media")
    assert backup.write(sqlite, tmp_path / "nowhere", io.BytesIO(), "", now=NOW).missing == 1


def test_an_archive_of_a_newer_version_is_refused_in_one_line(sqlite: Database, tmp_path: Path) -> None:
    sink = io.BytesIO()
    writer = archive.Writer(sink)
    writer.put(archive.MANIFEST, json.dumps({"format": 1, "schema": "9999", "made_at": "", "tables": []}).encode())
    writer.end()
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(Unusable, match="of a newer Phaen"):
        backup.restore(io.BytesIO(sink.getvalue()), None, new, tmp_path, nothing)
    new.close()


@pytest.mark.parametrize("path", ["../../etc/passwd", "ab/" + "0" * 64, "x"])
def test_an_archive_writes_no_file_but_what_its_bytes_are_called(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="name"):
        files.keep_stream(tmp_path / "media", path, io.BytesIO(b"evil"))
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def half(there: Folder | Bucket) -> None:
    """A back-up that dies in the middle."""
    with there.writing("a.tar") as sink:
        sink.write(b"half" * 5_000_000)
        raise RuntimeError


def test_a_folder_has_an_archive_whole_or_not_at_all(tmp_path: Path) -> None:
    there = place(str(tmp_path / "second"))
    assert isinstance(there, Folder)
    with pytest.raises(RuntimeError):
        half(there)
    assert there.names() == []
    with there.writing("a.tar") as sink:
        sink.write(b"whole")
    with there.reading("a.tar") as file:
        assert file.read() == b"whole"
    there.remove("a.tar")
    assert there.names() == []


def test_a_bucket_has_an_archive_whole_or_not_at_all() -> None:
    """Against a store of the same library that keeps its objects in memory."""
    from obstore.store import MemoryStore

    there = Bucket(MemoryStore())  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        half(there)
    assert there.names() == []
    with there.writing("a.tar") as sink:
        sink.write(b"whole" * 5_000_000)
    with there.reading("a.tar") as file:
        assert file.read(10) == b"wholewhole"
    there.remove("a.tar")
    assert there.names() == []


def test_a_place_of_another_kind_is_said_to_be_unknown() -> None:
    with pytest.raises(Unusable, match="ftp:// is not known"):
        place("ftp://example.org/x")


def test_rows_are_packed(sqlite: Database, tmp_path: Path) -> None:
    filled(sqlite, tmp_path / "media")
    names = []
    for member in archive.members(io.BytesIO(written(sqlite, tmp_path / "media"))):
        names.append(member.name)
        if member.name == "tables/persons/000000.jsonl.gz":
            assert b"Noy" in gzip.decompress(member.file.read())
    assert names[0] == archive.MANIFEST
    assert names[-1].startswith("media/")
