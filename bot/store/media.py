"""Photos, voices and files that people sent: Telegram's ids at once, the bytes in PHAEN_DATA soon after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import MediumId
from bot.domain.media import MediumKind
from bot.store.repository import Repository
from bot.store.tables import media


@dataclass(frozen=True, slots=True)
class Medium:
    """One file: `path` is below PHAEN_DATA/media and "" until it is fetched; size in bytes."""

    id: MediumId
    kind: MediumKind
    file_id: str
    mime: str
    name: str
    size: int
    seconds: int
    path: str


_COLUMNS = [media.c[name] for name in ("id", "kind", "file_id", "mime", "name", "size", "seconds", "path")]


class Media(Repository):
    """What is known of each file."""

    def add(self, *, now: datetime, **values: Any) -> MediumId:
        return MediumId(self.insert(media, at=now, **values))

    def get(self, medium: MediumId) -> Medium | None:
        row = self.first(sa.select(*_COLUMNS).where(media.c.id == medium))
        return Medium(**row._asdict()) if row else None

    def fetched(self, medium: MediumId, path: str) -> None:
        self.update(media, media.c.id == medium, path=path)

    def disown(self, medium: MediumId) -> None:
        """It belongs to the programme from now on, and stays when the person who sent it is forgotten."""
        self.update(media, media.c.id == medium, person_id=None)
