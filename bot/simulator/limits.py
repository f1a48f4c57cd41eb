"""Telegram's rate limits on sending, enforced with 429 and retry_after."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, fields

from bot.simulator.errors import too_many_requests

BURST = 3  # core.telegram.org/bots/faq: "short bursts that go over this limit are allowed"; how many is not said


@dataclass(frozen=True)
class Rates:
    """core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

    overall_per_second: int = 30
    chat_per_second: float = 1
    group_per_minute: int = 20

    @classmethod
    def parse(cls, value: object) -> "Rates | None":
        """Rates from "off", "real", Rates, or an object with some of their fields; ValueError for anything else."""
        if value in (None, "off"):
            return None
        if isinstance(value, Rates):
            return value
        if value == "real":
            return cls()
        if not isinstance(value, dict) or set(value) - {field.name for field in fields(cls)}:
            raise ValueError("limits are off, real, or an object of rates")
        return cls(**value)


class SlidingWindow:
    """At most `limit` messages in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self.sent: deque[float] = deque()

    def wait_time(self, now: float, count: int) -> float:
        """Seconds until `count` more messages are within the limit."""
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        over = len(self.sent) + count - self.limit
        return self.sent[min(over, len(self.sent)) - 1] + self.seconds - now if over > 0 and self.sent else 0.0

    def consume(self, now: float, count: int) -> None:
        self.sent.extend([now] * count)


class Limits:
    """Counts in real, monotonic time: moving the world's clock resets no limit."""

    def __init__(self, rates: Rates | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.set(rates)

    def set(self, rates: Rates | None) -> None:
        self.rates = rates
        self._overall = SlidingWindow(rates.overall_per_second if rates else 0, 1)
        self._chats: dict[int, SlidingWindow] = {}

    def consume(self, chat_id: int, *, group: bool, count: int = 1) -> None:
        """Counts messages that are about to be sent; error 429 with retry_after when they exceed a limit."""
        if not self.rates:
            return
        now = self._now()
        windows = (self._overall, self._chats.setdefault(chat_id, self._chat_window(self.rates, group=group)))
        wait = max(window.wait_time(now, count) for window in windows)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.consume(now, count)

    @staticmethod
    def _chat_window(rates: Rates, *, group: bool) -> SlidingWindow:
        return (
            SlidingWindow(rates.group_per_minute, 60) if group else SlidingWindow(BURST, BURST / rates.chat_per_second)
        )
