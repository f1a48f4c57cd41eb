"""Content that is read anew when its files change, so that writers need no restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bot.content.fault import BrokenContent, Fault
from bot.content.library import Library

_State: TypeAlias = frozenset[tuple[str, int, int]]  # path, time of change (ns), bytes


class Watch:
    """The newest content that can be served. Broken files change nothing: the last good reading stays."""

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        """Read the content; raises BrokenContent, for there is nothing older to serve."""
        self._folder, self._own = folder, own
        self._state = self._look()
        self.library = Library.load(folder, own)
        self.faults: list[Fault] = []  # why the newest files are not served, empty when they are

    def look(self) -> bool:
        """Read the content anew where a file has changed; returns whether there is a new library."""
        state = self._look()
        if state == self._state:
            return False
        self._state = state
        try:
            self.library, self.faults = Library.load(self._folder, self._own), []
        except BrokenContent as broken:
            self.faults = broken.faults
            return False
        return True

    def _look(self) -> _State:
        return frozenset(self._files())

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for folder in filter(None, (self._folder, self._own)):
            for path in folder.rglob("*"):
                try:
                    found = path.stat()
                except FileNotFoundError:  # deleted while we look: the next look sees a settled folder
                    continue
                yield str(path), found.st_mtime_ns, found.st_size
