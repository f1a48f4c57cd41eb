"""The queue of updates for the bot, which holds each of them until the bot confirms it or it expires."""

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
MAX_BATCH = 100  # core.telegram.org/bots/api#getupdates, `limit`
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # the same page, `allowed_updates`
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class Update:
    id: int
    kind: str
    payload: Json
    lane: str
    expires_at: datetime
    deliveries_left: int = 1

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pending: deque[Update] = deque()
        self.allowed: frozenset[str] = frozenset()
        self.duplicates = 0
        self.arrived = asyncio.Event()
        self.next_id = 700_000_001  # real ids start anywhere; a bot that expects 1 is wrong
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, payload: Json, *, lane: str) -> None:
        """Queues an update; concurrent webhook deliveries keep the order within a lane."""
        if not self._wanted(kind):
            return
        lifetime = CALLBACK_LIFETIME if kind == "callback_query" else LIFETIME
        update = Update(self.next_id, kind, payload, lane, self.clock.now() + lifetime)
        self.next_id += 1
        if self.duplicates > 0:
            self.duplicates -= 1
            update.deliveries_left = 2
        self.pending.append(update)
        self.arrived.set()

    def allow(self, kinds: Iterable[str]) -> None:
        """Sets the kinds that are queued from now on; empty: all but the opt-in ones."""
        self.allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Acknowledges the updates below `offset`; a negative offset keeps that many of the newest."""
        if offset < 0:
            offset = self.pending[max(0, len(self.pending) + offset)].id if self.pending else 0
        for update in list(takewhile(lambda update: update.id < offset, self.pending)):
            self.acknowledge(update)

    def acknowledge(self, update: Update) -> None:
        """Removes a delivered update from the queue, or leaves it there for its duplicate delivery."""
        update.deliveries_left -= 1
        if update.deliveries_left < 1 and update in self.pending:
            self.pending.remove(update)

    def oldest(self, limit: int = MAX_BATCH) -> list[Update]:
        """The oldest updates that have not expired."""
        now = self.clock.now()
        if any(update.expires_at <= now for update in self.pending):
            self.pending = deque(update for update in self.pending if update.expires_at > now)
        return list(islice(self.pending, limit))

    async def poll(self, limit: int, seconds: float) -> list[Json]:
        """Long polling: the next batch, after at most `seconds`; error 409 when another poll begins."""
        self.interrupt(OTHER_POLLER)
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await self._wait(poll, seconds)
            return [update.as_json() for update in self.oldest(limit)]
        finally:
            if self._poll is poll:
                self._poll = None

    async def _wait(self, poll: asyncio.Future[None], seconds: float) -> None:
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.oldest(1) and (left := deadline - asyncio.get_running_loop().time()) > 0:
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
        """Ends a running poll with error 409, as a second poll or a new webhook does."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in OPT_IN
