"""How one thing that a search found is shown: each kind registers its own way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.understand.search import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: its title, the sentence in it that matched, and where it is read."""

    sign: str
    title: str
    words: str
    goes: Go


# How a found passage of some kind is shown; None for one that is not there any more.
Show: TypeAlias = Callable[[Turn, Passage], Hit | None]
SHOWS: dict[str, Show] = {}


def shows(kind: str) -> Callable[[Show], Show]:
    """Register how passages of a kind are shown."""

    def register(show: Show) -> Show:
        SHOWS[kind] = show
        return show

    return register
