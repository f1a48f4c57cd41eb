"""How much one chat may send: who sends more than people do waits a little, and nobody else does."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

KNOWN = 5_000  # chats whose pace is remembered
MINUTE = 60.0
TOLD = 3600.0  # seconds in which the same chat is told no second time


@dataclass(slots=True)
class _Pace:
    left: float  # messages that may come at once
    at: float  # when that was so, in monotonic seconds
    told: float  # when its person was told last


class Paces:
    """A bucket a private chat that fills evenly; a group's chat has many people and is left alone."""

    def __init__(self, a_minute: float) -> None:
        """`a_minute`: messages of one chat that are taken up in a minute; 0 sets no limit."""
        self._a_minute = a_minute
        self._known: OrderedDict[int, _Pace] = OrderedDict()

    def wait(self, chat: int, now: float) -> float:
        """Seconds that the next message of a chat has to wait; 0.0 takes it, and counts it."""
        if not self._a_minute or chat < 0:
            return 0.0
        pace = self._known.pop(chat, None) or _Pace(self._a_minute, now, -TOLD)
        pace.left = min(self._a_minute, pace.left + (now - pace.at) * self._a_minute / MINUTE)
        pace.at = now
        self._known[chat] = pace
        if len(self._known) > KNOWN:
            self._known.popitem(last=False)
        if pace.left < 1:
            return (1 - pace.left) * MINUTE / self._a_minute
        pace.left -= 1
        return 0.0

    def tells(self, chat: int, now: float) -> bool:
        """Whether somebody who has to wait is told now: once an hour."""
        pace = self._known.get(chat)
        if pace is None or now - pace.told < TOLD:
            return False
        pace.told = now
        return True
