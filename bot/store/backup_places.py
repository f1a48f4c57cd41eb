"""Where back-ups lie off the machine: a second folder, or a bucket that speaks S3's language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias, cast
from urllib.parse import urlsplit

from bot.store.archive import Sink
from bot.store.errors import Unusable

if TYPE_CHECKING:
    from obstore.store import S3Store

_PARTIAL = ".partial"
_CHUNK = 8 * 1024 * 1024  # bytes that are sent to a bucket at a time


class Folder:
    """A second folder, such as of another disk or of the network."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        """What lies there."""
        return sorted(one.name for one in self.path.iterdir() if one.is_file()) if self.path.is_dir() else []

    @contextmanager
    def writing(self, name: str) -> Iterator[Sink]:
        """A sink that becomes the archive `name` when the block ends well; nothing is left otherwise."""
        self.path.mkdir(parents=True, exist_ok=True)
        partial = self.path / f"{name}{_PARTIAL}"
        try:
            with partial.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self.path / name)
        finally:
            partial.unlink(missing_ok=True)

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """An archive, to be read once."""
        with (self.path / name).open("rb") as file:
            yield file

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


class Bucket:
    """A bucket and a prefix in it; who may write there, and where it is, is said by AWS_… in the environment."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    def names(self) -> list[str]:
        """What lies there."""
        return sorted(one["path"] for page in self._store.list() for one in page)

    @contextmanager
    def writing(self, name: str) -> Iterator[Sink]:
        """A sink that becomes the archive `name` when the block ends well: parts that are not ended are nothing."""
        with _failures(), self._store_writer(name) as file:
            yield file

    @contextmanager
    def _store_writer(self, name: str) -> Iterator[Sink]:
        import obstore  # noqa: PLC0415 – only who has a bucket needs it

        file = obstore.open_writer(self._store, name, buffer_size=_CHUNK)
        try:
            yield cast("Sink", file)
        except BaseException:
            del file  # never closed: what was sent is never put together
            raise
        file.close()

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """An archive, to be read once."""
        import obstore  # noqa: PLC0415

        with _failures():
            yield cast("IO[bytes]", _Reading(obstore.open_reader(self._store, name, buffer_size=_CHUNK)))

    def remove(self, name: str) -> None:
        self._store.delete(name)


class _Reading:
    """A bucket's archive as bytes."""

    def __init__(self, file: object) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return bytes(self._file.read(None if size < 0 else size))  # type: ignore[attr-defined]


@contextmanager
def _failures() -> Iterator[None]:
    """What a bucket says becomes one line."""
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        yield
    except (BaseError, FileNotFoundError, PermissionError) as error:  # no bucket and no right are said as of files
        raise Unusable(f"The bucket of PHAEN_BACKUP does not do it ({str(error).splitlines()[0][:200]})") from error


Place: TypeAlias = Folder | Bucket


def place(address: str) -> Place:
    """The place of an address: `s3://bucket/prefix`, or a folder. Raises Unusable for another kind of address."""
    kind = urlsplit(address).scheme
    if kind == "s3":
        from obstore.store import S3Store  # noqa: PLC0415

        return Bucket(S3Store.from_url(address))
    if len(kind) > 1:
        raise Unusable(f"PHAEN_BACKUP: {kind}:// is not known; name a folder or s3://bucket/prefix")
    return Folder(Path(address))
