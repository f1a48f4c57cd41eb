"""Files in PHAEN_DATA, named by what is in them: written once, never changed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import IO

_CHUNK = 1024 * 1024  # bytes
_PATH = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")


def keep(folder: Path, content: bytes) -> str:
    """Write bytes durably below `folder`; returns their path relative to it. The same bytes are kept once."""
    name = hashlib.sha256(content).hexdigest()
    target = folder / name[:2] / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # after the bytes are on the disk, never before
    else:
        os.utime(target)  # somebody else's is wanted by one more: not to be swept away now
    return f"{name[:2]}/{name}"


def keep_stream(folder: Path, path: str, source: IO[bytes]) -> None:
    """Write a file of a back-up below `folder`, a chunk at a time. ValueError where its name is another one's."""
    target, found = folder / path, hashlib.sha256()
    if not _PATH.fullmatch(path):
        raise ValueError("this is no name of a file")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            while data := source.read(_CHUNK):
                found.update(data)
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if found.hexdigest() != target.name:
            raise ValueError("the bytes of a file are not what its name says")
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def sweep(folder: Path, known: Collection[str], *, before: datetime) -> int:
    """Remove what no path of `known` names and nobody has kept anew since `before`; returns how many files."""
    old = [
        file
        for file in folder.glob("*/*")
        if f"{file.parent.name}/{file.name}" not in known and file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
