"""How fast messages may leave: over all, to one private chat, to one group; real seconds, never the movable clock.

Telegram counts messages when they arrive, and how long one was on its way nobody knows: a slow one and the fast ones
after it may arrive together. So a place in a window is taken from the moment that a message leaves until the window's
length after the last moment at which it can have arrived: when its answer came, less what the quickest round trip of
late took. A message that leaves then cannot arrive earlier than that trip allows. On an even network nothing is lost
by this; what a network takes longer for some messages than for others is waited for, and Telegram refuses none.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.store.outbox import Lane

CHATS_KEPT = 20_000  # chats whose pace is remembered; the one that was quiet longest is forgotten first
MARGIN = 0.01  # seconds that a window is longer here: the quickest way there and the quickest back are seldom one trip
TRIPS = 500  # round trips among which the quickest is looked for: of the last quarter of a minute at full rate
KNOWN = 60  # of them after which the quickest is believed to be as quick as the network can be
BURST = 3  # messages that a private chat may get at once
EVENLY = 0.99  # of the overall rate is the pace of announcements: no faster, or they bunch at a window's end
RECHECK = 0.05  # seconds until another look at a window that is full of messages without an answer


class Window:
    """At most `most` messages in any `seconds` in which they arrive."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds + MARGIN
        self.away = 0  # messages that have left and have no answer
        self._free_at: deque[float] = deque()  # when the places of those that arrived become free

    def wait(self, now: float, count: int = 1) -> float:
        """Seconds until `count` more messages may leave together; more than a window holds leave when it is empty."""
        while self._free_at and self._free_at[0] <= now:
            self._free_at.popleft()
        over = self.away + len(self._free_at) + count - self.most
        if not self.most or over <= 0 or not (self.away or self._free_at):
            return 0.0
        return self._free_at[min(over, len(self._free_at)) - 1] - now if self._free_at else RECHECK

    def take(self, count: int = 1) -> None:
        """Count messages that leave now."""
        self.away += count

    def arrived(self, at: float, count: int = 1) -> None:
        """Some of those that are away have arrived, at `at` at the latest."""
        self.away -= count
        self._free_at.extend([at + self.seconds] * count)


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


@dataclass(frozen=True, slots=True)
class Leave:
    """A message, or an album, that was allowed to leave: its chat's window, when, and how many messages it is."""

    window: Window
    at: float
    count: int = 1


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
    _trips: deque[float] = field(init=False, default_factory=lambda: deque(maxlen=TRIPS))

    def __post_init__(self) -> None:
        rate = self.overall_per_second
        self._overall = _window(rate, 1)
        self._bulk = Pace(rate * EVENLY, max(2.0, rate / 30))

    def wait_overall(self, now: float, lane: int = Lane.REPLY, count: int = 1) -> float:
        """Seconds until so many messages of a lane may leave."""
        paused = self._paused.get(0, 0.0) - now
        evenly = 0.0 if lane == Lane.REPLY else self._bulk.wait(now)
        return max(0.0, paused, evenly, self._overall.wait(now, count))

    def wait_chat(self, chat: int, now: float, count: int = 1) -> float:
        """Seconds until so many messages may leave for this chat."""
        return max(self._chat(chat).wait(now, count), self._paused.get(chat, 0.0) - now)

    def take(self, chat: int, now: float, lane: int = Lane.REPLY, count: int = 1) -> Leave:
        """Count messages to a chat that leave now; whoever sends them says when they are `back`."""
        window = self._chat(chat)
        self._overall.take(count)
        window.take(count)
        if lane != Lane.REPLY:
            self._bulk.take(now)
        return Leave(window, now, count)

    def back(self, leave: Leave, now: float) -> None:
        """The answer came, or none will: the message arrived by now, if it did."""
        self._trips.append(now - leave.at)
        latest = now - (min(self._trips) if len(self._trips) >= KNOWN else 0.0)
        self._overall.arrived(latest, leave.count)
        leave.window.arrived(latest, leave.count)

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
