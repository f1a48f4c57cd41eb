"""The numbered stream of what happens, for the page and for tests that wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Any

from bot.simulator.payload import Json

KEPT = 5_000  # events that a late listener can still ask for


class Events:
    def __init__(self) -> None:
        self.seq = 0
        self._kept: deque[Json] = deque(maxlen=KEPT)
        self._bells: set[asyncio.Event] = set()

    def add(self, kind: str, people: Iterable[int], chat_id: int | None = None, **facts: Any) -> None:
        self.seq += 1
        self._kept.append({"seq": self.seq, "type": kind, "chat_id": chat_id, "people": list(people), **facts})
        for bell in self._bells:
            bell.set()

    def after(self, seq: int) -> list[Json]:
        """The kept events above `seq`, oldest first."""
        missed = min(self.seq - seq, len(self._kept))
        return [self._kept[index] for index in range(len(self._kept) - missed, len(self._kept))] if missed > 0 else []

    async def follow(self, seq: int) -> AsyncIterator[Json]:
        """Every event above `seq`, now and as it comes; ends only when the listener stops listening."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            while True:
                bell.clear()
                for event in self.after(seq):
                    seq = event["seq"]
                    yield event
                if self.seq == seq:
                    await bell.wait()
        finally:
            self._bells.discard(bell)
