"""A lesson's picture on its way to somebody who reads the lesson."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.content.library import Library
from bot.domain.ids import ChatId
from bot.domain.people import Person
from bot.domain.refused import Missing
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

DRAWN = 25  # KB; no drawing of ours is heavier once it is rendered


def send(uow: UnitOfWork, library: Library, lesson: str, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Send a lesson's picture; a second tap at once is one. Refused for a lesson that has none. Raises: Missing."""
    path(library, lesson)
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content=content(lesson))
    row.key = f"picture:{lesson}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def content(lesson: str) -> dict[str, Any]:
    """The message that is a lesson's picture, the same for everybody; it is made just before it leaves first."""
    recipe = {"paper": "picture", "lesson": lesson}
    return {"text": "", "medium": {"kind": "photo", "recipe": recipe, "name": f"{lesson}.png", "shared": True}}


def kilobytes(library: Library, lesson: str) -> int:
    """How many KB a tap costs at most, 0 for a lesson without a picture."""
    path = library.pictures.get(lesson)
    if path is None:
        return 0
    return DRAWN if path.suffix == ".svg" else -(-path.stat().st_size // 1000)


def path(library: Library, lesson: str) -> Path:
    """The file of a lesson's picture. Refused for a lesson that has none. Raises: Missing."""
    found = library.pictures.get(lesson)
    if found is None:
        raise Missing("This lesson has no picture")
    return found
