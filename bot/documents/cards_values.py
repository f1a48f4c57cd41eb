"""What stands on cards with links, as plain values that another process can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One link: where it leads, in a few words."""

    link: str
    name: str
    place: str
    until: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cards in their order; `how` says what to do with them, `bot` is the name to look for without a camera."""

    cards: Sequence[Card]
    how: str
    bot: str
    language: str = "lo"
