"""Telegram's ids of files that were sent before: a paper or picture is uploaded once ever."""

from __future__ import annotations

from datetime import datetime

from bot.store.repository import Repository
from bot.store.tables import uploads


class Uploads(Repository):
    """Ids by the key of what was sent."""

    def get(self, key: str) -> str:
        """Telegram's id of a file that was sent before, "" when it was not."""
        return str(self.value(uploads.c.file_id, uploads.c.key == key) or "")

    def keep(self, key: str, file_id: str, *, now: datetime) -> None:
        """Telegram's id of a file from now on."""
        self.upsert(uploads, {"key": key, "file_id": file_id, "at": now}, key=("key",))
