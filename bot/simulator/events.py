"""The numbered event log, to which the page and the tests subscribe."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from itertools import islice

from bot.simulator.payload import Json

BUFFER_SIZE = 5_000  # events that a late subscriber can still get


class Events:
    def __init__(self) -> None:
        self.seq = 0
        self._buffer: deque[Json] = deque(maxlen=BUFFER_SIZE)
        self._wakeups: set[asyncio.Event] = set()

    def add(self, kind: str, people: Iterable[int], chat_id: int | None = None, **fields: object) -> None:
        self.seq += 1
        self._buffer.append({"seq": self.seq, "type": kind, "chat_id": chat_id, "people": list(people), **fields})
        for wakeup in self._wakeups:
            wakeup.set()

    def since(self, seq: int) -> list[Json]:
        """The buffered events after number `seq`, oldest first."""
        missed = max(0, min(self.seq - seq, len(self._buffer)))
        return list(islice(self._buffer, len(self._buffer) - missed, None))

    async def subscribe(self, seq: int) -> AsyncIterator[Json]:
        """Every event after number `seq`, as it comes; never ends by itself."""
        wakeup = asyncio.Event()
        self._wakeups.add(wakeup)
        try:
            while True:
                wakeup.clear()
                for event in self.since(seq):
                    seq = event["seq"]
                    yield event
                if self.seq == seq:
                    await wakeup.wait()
        finally:
            self._wakeups.discard(wakeup)
