"""Pictures and voices ten at a time: the next tap sends more."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.screen import Turn
from bot.services.media import Rest


def begin(turn: Turn) -> object:
    """Where the next files begin, as the tapped button says; the first button says nothing."""
    return turn.values[0] if turn.values else 0


def more(turn: Turn, action: str, rest: Rest) -> tuple[tuple[str, Tap], ...]:
    """The button below what was sent, while something is left."""
    return ((turn.say("📷 More of them ({n})", n=rest.left), Tap(action, (rest.begin,))),) if rest.left else ()
