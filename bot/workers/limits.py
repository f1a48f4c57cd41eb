"""How fast messages may leave: over all, to one private chat, to one group; real seconds, never the movable clock."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.store.outbox import Lane

CHATS_KEPT = 20_000  # chats whose pace is remembered; the one that was quiet longest is forgotten first
MARGIN = 1.02  # Telegram counts when messages arrive: a window is a little longer here than there
BURST = 3  # messages that a private chat may get at once


class Window:
    """At most `most` messages in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds * MARGIN
        self._left: deque[float] = deque(maxlen=max(most, 1))

    def wait(self, now: float) -> float:
        """Seconds until the next message may leave."""
        if not self.most or len(self._left) < self.most:
            return 0.0
        return max(0.0, self._left[0] + self.seconds - now)

    def take(self, now: float) -> None:
        """Count one message that leaves now."""
        self._left.append(now)


@dataclass(slots=True)
class Pace:
    """A steady pace: `rate` messages a second; after a hiccup up to `burst` come at once to make up for it."""

    rate: float
    burst: float
    free_at: float = 0.0  # the "theoretical arrival time" of GCRA

    def wait(self, now: float) -> float:
        """Seconds until the next message may leave."""
        return max(0.0, self.free_at - (self.burst - 1) / self.rate - now) if self.rate else 0.0

    def take(self, now: float) -> None:
        if self.rate:
            self.free_at = max(self.free_at, now) + 1 / self.rate


@dataclass(slots=True)
class Limits:
    """The limits of one bot (Telegram's FAQ, "My bot is hitting limits"); a rate of 0 sets none.

    Announcements leave evenly, so that a place becomes free for a reply many times a second and not only once.
    """

    overall_per_second: float
    chat_per_second: float
    group_per_minute: float
    _overall: Window = field(init=False)
    _bulk: Pace = field(init=False)
    _chats: OrderedDict[int, Window] = field(init=False, default_factory=OrderedDict)
    _paused: dict[int, float] = field(init=False, default_factory=dict)  # chat or 0 (all) → until

    def __post_init__(self) -> None:
        rate = self.overall_per_second
        self._overall = _window(rate, 1)
        self._bulk = Pace(rate / MARGIN, max(2.0, rate / 30))  # no faster than the window, or they bunch at its end

    def wait_overall(self, now: float, lane: int = Lane.REPLY) -> float:
        """Seconds until anything of a lane may leave."""
        paused = self._paused.get(0, 0.0) - now
        evenly = 0.0 if lane == Lane.REPLY else self._bulk.wait(now)
        return max(0.0, paused, evenly, self._overall.wait(now))

    def wait_chat(self, chat: int, now: float) -> float:
        """Seconds until something may leave for this chat."""
        return max(self._chat(chat).wait(now), self._paused.get(chat, 0.0) - now)

    def take(self, chat: int, now: float, lane: int = Lane.REPLY) -> None:
        """Count a message to a chat."""
        self._overall.take(now)
        self._chat(chat).take(now)
        if lane != Lane.REPLY:
            self._bulk.take(now)

    def pause(self, chat: int, seconds: float, now: float) -> None:
        """Telegram asked to wait for a chat (0: for everything)."""
        self._paused[chat] = max(now + seconds, self._paused.get(chat, 0.0))
        for old in [key for key, until in self._paused.items() if until < now]:
            del self._paused[old]

    def _chat(self, chat: int) -> Window:
        window = self._chats.get(chat)
        if window is None:
            group = chat < 0  # group chats have negative numbers
            window = _window(self.group_per_minute, 60) if group else _window(self.chat_per_second, 1, burst=BURST)
            self._chats[chat] = window
            if len(self._chats) > CHATS_KEPT:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat)
        return window


def _window(rate: float, seconds: float, *, burst: int = 1) -> Window:
    """A window for `rate` messages in `seconds`, long enough for `burst` whole messages."""
    most = max(burst, int(rate))
    return Window(most if rate else 0, seconds * most / rate if rate else 0)
