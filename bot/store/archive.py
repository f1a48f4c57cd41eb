"""An archive: a tar of lines of JSON and of files, written and read as a stream, encrypted with age where a key is set.

First `manifest.json` (which version, when, the tables), then the rows table by table, then people's files, at the end
`end.json`: how much there is and what it adds up to, without which the archive is not whole.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import queue
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast

from bot.store.errors import Unusable

FORMAT = 1
MANIFEST, END = "manifest.json", "end.json"
_CHUNK = 1024 * 1024
_AGE = b"age-encryption.org/"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an archive: its name, its size in bytes and a way to read it once."""

    name: str
    size: int
    file: IO[bytes]


class Writer:
    """Writes members into a sink and adds them up."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._sum = sink, hashlib.sha256()
        self.members = 0

    def put(self, name: str, data: bytes) -> None:
        """A member of bytes in memory."""
        self.put_file(name, len(data), io.BytesIO(data))

    def put_rows(self, name: str, data: bytes) -> None:
        """The same, packed."""
        self.put(f"{name}.gz", gzip.compress(data, 5, mtime=0))

    def put_file(self, name: str, size: int, file: IO[bytes]) -> None:
        """A member of so many bytes; a file that has become shorter meanwhile is filled up. In chunks."""
        info = tarfile.TarInfo(name)
        info.size = size
        self._write(info.tobuf(tarfile.USTAR_FORMAT))
        left = size
        while left:
            data = file.read(min(left, _CHUNK)) or b"\0" * min(left, _CHUNK)
            self._write(data)
            left -= len(data)
        self._write(b"\0" * (-size % tarfile.BLOCKSIZE))
        self.members += 1

    def end(self, **values: object) -> None:
        """The last member, which says what all before it add up to."""
        told = {"members": self.members, "sha256": self._sum.hexdigest(), **values}
        self.put(END, json.dumps(told).encode())
        self._write(b"\0" * tarfile.RECORDSIZE)

    def _write(self, data: bytes) -> None:
        self._sum.update(data)
        self._sink.write(data)


def members(source: IO[bytes]) -> Iterator[Member]:
    """The members of an archive in their order; each has to be read before the next.

    Raises Unusable for what is no archive, is cut off, or does not add up.
    """
    counted, seen = _Counted(source), 0
    while True:
        before = counted.sum.hexdigest()
        try:
            info = tarfile.TarInfo.frombuf(counted.exactly(tarfile.BLOCKSIZE), "utf-8", "strict")
        except tarfile.HeaderError as error:
            raise Unusable("This is no archive of Phaen, or its end is missing") from error
        part = _Part(counted, info.size)
        if info.name == END:
            _check(part.read(), seen, before)
            return
        yield Member(info.name, info.size, cast("IO[bytes]", part))
        while part.read(_CHUNK):  # whoever took it may have left something
            pass
        counted.exactly(-info.size % tarfile.BLOCKSIZE)
        seen += 1


def _check(end: bytes, seen: int, digest: str) -> None:
    told = json.loads(end)
    if told.get("members") != seen or told.get("sha256") != digest:
        raise Unusable("The archive is damaged: it does not add up to what it says at its end")


class _Counted:
    """A source that adds up what is read of it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.sum = source, hashlib.sha256()

    def exactly(self, size: int) -> bytes:
        """So many bytes. Raises Unusable where the source ends before."""
        parts, left = [], size
        while left:
            data = self._source.read(left)
            if not data:
                raise Unusable("The archive is cut off: its end is missing")
            self.sum.update(data)
            parts.append(data)
            left -= len(data)
        return b"".join(parts)


class _Part:
    """So many bytes of a source, as a file."""

    def __init__(self, source: _Counted, size: int) -> None:
        self._source, self._left = source, size

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        self._left -= wanted
        return self._source.exactly(wanted)


# Encryption -----------------------------------------------------------------------------------------------------------
@contextmanager
def encrypted(sink: Sink, key: str) -> Iterator[Sink]:
    """What is written goes into `sink` encrypted to a public key of age; "" leaves it as it is. Raises Unusable."""
    if not key:
        yield sink
        return
    import pyrage  # noqa: PLC0415 – three megabytes that only a back-up needs

    try:
        recipient = pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise Unusable("PHAEN_BACKUP_KEY is no public key of age; one begins with age1") from error
    pipe = _Pipe(lambda source: pyrage.encrypt_io(source, sink, [recipient]))
    try:
        yield pipe
    finally:
        pipe.finish()


@contextmanager
def decrypted(source: IO[bytes], identity: Path | None) -> Iterator[IO[bytes]]:
    """An archive as it was before it was encrypted. Raises Unusable without the key that opens it."""
    begin = source.read(len(_AGE))
    whole = cast("IO[bytes]", _Again(begin, source))
    if begin != _AGE:
        yield whole
        return
    if identity is None:
        raise Unusable(
            "The archive is encrypted: name the file with the secret key (--key), which begins AGE-SECRET-KEY"
        )
    import pyrage  # noqa: PLC0415

    keys = [line for line in identity.read_text(encoding="utf-8").splitlines() if line.startswith("AGE-SECRET-KEY")]
    if not keys:
        raise Unusable(f"{identity} holds no secret key of age")
    known = [pyrage.x25519.Identity.from_str(one.strip()) for one in keys]
    pipe = _Pipe(lambda sink: pyrage.decrypt_io(whole, sink, known), reads=True)
    try:
        yield cast("IO[bytes]", pipe)
    finally:
        pipe.finish()


class _Again:
    """A source whose first bytes were read already."""

    def __init__(self, begin: bytes, rest: IO[bytes]) -> None:
        self._begin, self._rest = begin, rest

    def read(self, size: int = -1) -> bytes:
        if self._begin:
            data, self._begin = (self._begin, b"") if size < 0 else (self._begin[:size], self._begin[size:])
            return data
        return self._rest.read(size)


class _Pipe:
    """Work on a thread of its own that reads what is written here, or (`reads`) writes what is read here."""

    def __init__(self, work: Callable[[object], object], *, reads: bool = False) -> None:
        self._queue: queue.Queue[bytes] = queue.Queue(maxsize=8)
        self._left, self._at, self._over, self._reads, self._closed = b"", 0, False, reads, False
        self._error: BaseException | None = None
        self._ended = threading.Event()
        end = _End(self)
        self._thread = threading.Thread(target=self._run, args=(work, end), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[object], object], end: _End) -> None:
        try:
            work(end)
        except BaseException as error:  # noqa: BLE001 – it is told by `write`, `read` or `finish`
            self._error = error
        finally:
            self._ended.set()
            if self._reads:
                self.give(b"")

    def give(self, data: bytes) -> None:
        """Put bytes in, unless nobody takes them any more."""
        while not (self._ended.is_set() and not self._reads) and not (self._reads and self._closed):
            try:
                self._queue.put(data, timeout=0.2)
                return
            except queue.Full:
                continue

    def take(self, size: int) -> bytes:
        """So many bytes or fewer; b"" at the end."""
        if self._at == len(self._left):
            self._left, self._at = b"" if self._over else self._queue.get(), 0
            self._over = not self._left
        data = self._left[self._at :] if size < 0 else self._left[self._at : self._at + size]
        self._at += len(data)
        return data

    def write(self, data: bytes) -> int:
        if self._ended.is_set():
            self._tell()
        if data:
            self.give(bytes(data))
        return len(data)

    def read(self, size: int = -1) -> bytes:
        data = self.take(size)
        if not data:
            self._tell()
        return data

    def finish(self) -> None:
        """Wait for the work to end. Raises what it raised."""
        if self._reads:
            self._closed = True
        else:
            self.give(b"")
        self._thread.join()
        self._tell()

    def _tell(self) -> None:
        if self._error is not None:
            error, self._error = self._error, None
            raise Unusable(f"The archive cannot be encrypted or opened with this key ({error})") from error


class _End:
    """The other end of a pipe, as the work on the thread sees it."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    def read(self, size: int = -1) -> bytes:
        return self._pipe.take(size)

    def write(self, data: bytes) -> int:
        if data:
            self._pipe.give(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""
