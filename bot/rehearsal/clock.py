"""A clock that two processes share: the system's time, and as much more as stands in a file."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SECONDS = struct.Struct("d")


class SharedClock:
    """Whoever moves it moves it for all who have opened the same file; it lives on when one of them is killed."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(_SECONDS.pack(0.0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _SECONDS.size)

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ahead: float = _SECONDS.unpack_from(self._shared)[0]
        return datetime.now(UTC) + timedelta(seconds=ahead)

    def move(self, to: datetime) -> None:
        """Advance to an instant; an earlier one changes nothing."""
        further = (to - self.now()).total_seconds()
        if further > 0:
            _SECONDS.pack_into(self._shared, 0, _SECONDS.unpack_from(self._shared)[0] + further)
