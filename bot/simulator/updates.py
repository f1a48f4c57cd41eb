"""The queue of updates that wait for the bot, kept until the bot confirms them."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from bot.simulator.clock import Clock
from bot.simulator.errors import conflict
from bot.simulator.payload import Json

LIFETIME = timedelta(hours=24)  # core.telegram.org/bots/api, "Getting updates"
CALLBACK_LIFETIME = timedelta(seconds=150)  # telegram-bot-api, Client.cpp: add_new_callback_query
BATCH = 100  # core.telegram.org/bots/api#getupdates, `limit`
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # the same page, `allowed_updates`
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class Update:
    id: int
    kind: str
    payload: Json
    lane: str
    expires_at: datetime
    copies: int = 1

    def body(self) -> Json:
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.waiting: deque[Update] = deque()
        self.allowed: frozenset[str] = frozenset()
        self.duplicates = 0
        self.arrived = asyncio.Event()
        self._next_id = 700_000_001  # real ids start anywhere; a bot that expects 1 is wrong
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, payload: Json, *, lane: str) -> None:
        """Queues an update; those of one lane keep their order when a webhook takes several at a time."""
        if not self._wanted(kind):
            return
        lifetime = CALLBACK_LIFETIME if kind == "callback_query" else LIFETIME
        update = Update(self._next_id, kind, payload, lane, self.clock.now() + lifetime)
        self._next_id += 1
        if self.duplicates > 0:
            self.duplicates -= 1
            update.copies = 2
        self.waiting.append(update)
        self.arrived.set()

    def allow(self, kinds: Iterable[str]) -> None:
        """Names the kinds that are queued from now on; none named means all but the opt-in ones."""
        self.allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Forgets the updates below `offset`; a negative offset keeps that many of the newest."""
        if offset < 0:
            offset = self.waiting[max(0, len(self.waiting) + offset)].id if self.waiting else 0
        for update in list(takewhile(lambda update: update.id < offset, self.waiting)):
            self.settle(update)

    def settle(self, update: Update) -> None:
        """Takes one delivered update out of the queue, or leaves it there for one repetition."""
        update.copies -= 1
        if update.copies < 1 and update in self.waiting:
            self.waiting.remove(update)

    def head(self, limit: int = BATCH) -> list[Update]:
        """The oldest updates that have not expired."""
        now = self.clock.now()
        if any(update.expires_at <= now for update in self.waiting):
            self.waiting = deque(update for update in self.waiting if update.expires_at > now)
        return list(islice(self.waiting, limit))

    async def poll(self, limit: int, seconds: float) -> list[Json]:
        """The next batch, waited for up to `seconds`; a newer poller ends this one with a conflict."""
        self.interrupt(OTHER_POLLER)
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await self._wait(poll, seconds)
            return [update.body() for update in self.head(limit)]
        finally:
            if self._poll is poll:
                self._poll = None

    async def _wait(self, poll: asyncio.Future[None], seconds: float) -> None:
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.head(1) and (left := deadline - asyncio.get_running_loop().time()) > 0:
            self.arrived.clear()
            arrival = asyncio.ensure_future(self._arrival())
            try:
                await asyncio.wait({poll, arrival}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrival.cancel()
            if poll.done():
                poll.result()

    async def _arrival(self) -> None:
        await self.arrived.wait()

    def interrupt(self, reason: str) -> None:
        """Ends a poll under way with 409, as a second poller or a new webhook does."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in OPT_IN
