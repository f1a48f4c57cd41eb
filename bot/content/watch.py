"""Content that is read anew when its files change, so that writers need no restart."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bot.content.fault import BrokenContent, Fault
from bot.content.library import Library

_State: TypeAlias = frozenset[tuple[str, int, int]]  # path below its folder, time of change (ns), bytes


class Watch:
    """The newest content that can be served. Broken files change nothing: the last good reading stays.

    `kept` is where the last good reading of a programme's own folder is put aside, so that a faulty edit does no harm
    to a restart either.
    """

    def __init__(self, folder: Path, own: Path | None = None, kept: Path | None = None) -> None:
        """Read the content; raises BrokenContent when there is nothing older to serve."""
        self._folder, self._own, self._kept = folder, own, kept
        self._state = self._look()
        self.faults: list[Fault] = []  # why the newest files are not served, empty when they are
        self.settled = True  # whether the files were the same at the last two looks: nobody is saving them just now
        try:
            self.library = Library.load(folder, own)
        except BrokenContent as broken:
            if kept is None or not kept.exists():
                raise
            self.library, self.faults = Library.load(folder, _unpacked(kept)), broken.faults
        else:
            self._keep()

    def look(self) -> bool:
        """Read the content anew where a file has changed; returns whether there is a new library."""
        state = self._look()
        self.settled = state == self._state
        if self.settled:
            return False
        self._state = state
        try:
            self.library, self.faults = Library.load(self._folder, self._own), []
        except BrokenContent as broken:
            self.faults = broken.faults
            return False
        self._keep()
        return True

    @property
    def stamp(self) -> str:
        """What the files were at the last look, alike in every process that sees the same ones."""
        return hashlib.sha256(repr(sorted(self._state)).encode()).hexdigest()[:16]

    def _keep(self) -> None:
        """Put a copy of the own folder aside, all at once: a start that finds half of it would be no help."""
        if self._kept is None or self._own is None or not self._own.is_dir():
            return
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._kept.parent) as folder:
            made = shutil.make_archive(f"{folder}/content", "zip", self._own)
            Path(made).replace(self._kept)

    def _look(self) -> _State:
        return frozenset(self._files())

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for folder in filter(None, (self._folder, self._own)):
            for path in folder.rglob("*"):
                try:
                    found = path.stat()
                except FileNotFoundError:  # deleted while we look: the next look sees a settled folder
                    continue
                yield f"{folder.name}/{path.relative_to(folder)}", found.st_mtime_ns, found.st_size


def _unpacked(kept: Path) -> Path:
    """The folder that was put aside; its pictures are served from there, so it stays as long as the process lives."""
    folder = tempfile.mkdtemp(prefix="phaen-content-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.unpack_archive(kept, folder, "zip")
    return Path(folder)
