"""Telegram's limits on sending, enforced with the 429 that a hasty bot gets."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from bot.simulator.errors import too_many_requests

BURST = 3  # core.telegram.org/bots/faq: "short bursts that go over this limit are allowed"; how many is not said


@dataclass(frozen=True)
class Rates:
    """core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

    overall_per_second: int = 30
    chat_per_second: float = 1
    group_per_minute: int = 20

    @classmethod
    def of(cls, wish: Any) -> "Rates | None":
        """Rates from "off", "real", Rates or an object that names some of them; ValueError for anything else."""
        if wish in (None, "off"):
            return None
        if isinstance(wish, Rates):
            return wish
        if wish == "real":
            return cls()
        if not isinstance(wish, dict) or set(wish) - {field.name for field in fields(cls)}:
            raise ValueError("limits are off, real, or an object of rates")
        return cls(**wish)


class Window:
    """At most `most` sends in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self.sent: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` more fit."""
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        over = len(self.sent) + count - self.most
        return self.sent[min(over, len(self.sent)) - 1] + self.seconds - now if over > 0 and self.sent else 0.0

    def spend(self, now: float, count: int) -> None:
        self.sent.extend([now] * count)


class Limits:
    """Real, monotonic time counts here: moving the world's clock wins nobody a message."""

    def __init__(self, rates: Rates | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.set(rates)

    def set(self, rates: Rates | None) -> None:
        self.rates = rates
        self._overall = Window(rates.overall_per_second if rates else 0, 1)
        self._chats: dict[int, Window] = {}

    def spend(self, chat_id: int, *, group: bool, count: int = 1) -> None:
        """Counts messages that are about to be sent; refuses them with 429 and the seconds to wait."""
        if not self.rates:
            return
        now = self._now()
        windows = (self._overall, self._chats.setdefault(chat_id, self._chat_window(self.rates, group=group)))
        wait = max(window.wait(now, count) for window in windows)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.spend(now, count)

    @staticmethod
    def _chat_window(rates: Rates, *, group: bool) -> Window:
        return Window(rates.group_per_minute, 60) if group else Window(BURST, BURST / rates.chat_per_second)
