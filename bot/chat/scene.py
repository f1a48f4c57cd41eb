"""One turn in the making, and what it leaves besides its rows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.screen import Turn
from bot.chat.stack import Stack
from bot.store.places import Bookmark


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn leaves besides its rows: the words that answer a tap."""

    toast: str = ""
    alert: bool = False


@dataclass(slots=True)
class Scene:
    """The turn, its stack of pages, and how its page is to be shown."""

    turn: Turn
    stack: Stack
    bookmark: Bookmark
    note: str = ""
    edits_message: int | None = None
    edits_row: int | None = None
