"""Rows that wait to leave: one queue a chat and lane, in memory a window on the table."""

from __future__ import annotations

import heapq
import itertools
import time
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from bot.domain.delivery import Method
from bot.store.outbox import Lane, Outgoing

DEPTH = 20  # rows of one queue in memory: a chat that floods waits in the table and keeps nobody out
KEPT = 5_000  # rows of a lane in memory
LOADED = 500  # rows of a lane that are read from the table ahead of need

Key: TypeAlias = tuple[int, int]  # chat, lane


class Queues:
    """Which row of which chat may leave next. The table is the truth; what finds no room here is read from it later.

    The head of a queue is in one of three places: ready, waiting for its time, or (taken out of both) on its way.
    """

    def __init__(self) -> None:
        self._queues: dict[Key, deque[Outgoing]] = {}
        self._known: dict[int, int] = {}  # row → lane: in memory, or its result is not in the table yet
        self._in_lane: Counter[int] = Counter()
        self._more: set[Key] = set()  # queues of which the table holds later rows
        self._behind: set[int] = set()  # lanes of which the table holds rows that nobody has looked at
        self._ready: list[tuple[int, int, Key]] = []  # heap of (rank, row, key)
        self._later: list[tuple[float, int, Key]] = []  # heap of (monotonic time, tie, key)
        self._held: list[Outgoing] | None = None  # rows offered while the table is being read
        self._forgotten: set[int] = set()  # rows whose result was written while the table was being read
        self._tie = itertools.count()
        self.claimed: set[int] = set()  # rows that are marked as being sent and have not been tried
        self.superseded: list[Outgoing] = []  # rows that a later one has made pointless

    def __len__(self) -> int:
        return len(self._queues)

    # Rows come in ----------------------------------------------------------------------------------------------------
    def offer(self, row: Outgoing) -> None:
        """Take a row that was just committed; what has no room, or others of its queue before it, stays behind."""
        key = (row.chat, row.lane)
        if self._held is not None:
            self._held.append(row)
        elif row.id not in self._known and (row.lane in self._behind or key in self._more or not self._room(key)):
            self._more.add(key)
        else:
            self._add(key, row)

    def begin_reading(self) -> dict[int, list[int]]:
        """The table is about to be read: for each lane that has room, the chats whose rows are not wanted now."""
        self._held, self._forgotten = [], set()
        lanes = [lane for lane in Lane if self._in_lane[lane] < LOADED]
        return {lane: [key[0] for key in self._more if key[1] == lane and not self._room(key)] for lane in lanes}

    def limit(self, lane: int) -> int:
        """How many rows of a lane to read, those that are in memory among them."""
        return LOADED + self._in_lane[lane]

    def read(self, lane: int, rows: list[Outgoing], *, whole: bool, now: datetime) -> None:
        """Take what was read of a lane, oldest first; `whole` says that there was no more."""
        full = {key for key in self._more if key[1] == lane and not self._room(key)}
        if whole:
            self._more = {key for key in self._more if key[1] != lane} | full
        for row in rows:
            key = (row.chat, row.lane)
            if row.id in self._known or row.id in self._forgotten:
                continue
            if key in full or not self._room(key):
                full.add(key)
                self._more.add(key)
            else:
                wait = (row.next_at - now).total_seconds() if row.next_at else 0.0
                self._add(key, row, wait=wait)
        (self._behind.discard if whole else self._behind.add)(lane)

    def end_reading(self) -> None:
        """Take what was offered meanwhile."""
        held, self._held = self._held or [], None
        for row in held:
            if row.id not in self._forgotten:
                self.offer(row)

    def hungry(self, key: Key) -> bool:
        """Whether the table holds rows that would find room now."""
        if key[1] in self._behind and self._in_lane[key[1]] < LOADED // 2:
            return True
        return key in self._more and len(self._queues.get(key, ())) < DEPTH // 2

    def _room(self, key: Key) -> bool:
        return len(self._queues.get(key, ())) < DEPTH and self._in_lane[key[1]] < KEPT

    def _add(self, key: Key, row: Outgoing, *, wait: float = 0.0) -> None:
        if row.id in self._known:
            return
        self._known[row.id] = row.lane
        self._in_lane[row.lane] += 1
        queue = self._queues.get(key)
        if queue is None:
            self._queues[key] = deque([row])
            if wait > 0:
                self.postpone(key, wait)
            else:
                self.ready(key)
            return
        index = len(queue)
        while index > 1 and queue[index - 1].id > row.id:  # never before the head: it may be on its way
            index -= 1
        queue.insert(index, row)
        if index > 1 and _pointless(queue[index - 1], row):
            self.superseded.append(queue[index - 1])  # both wait: only the later one is worth sending
            del queue[index - 1]

    # Rows go out -----------------------------------------------------------------------------------------------------
    def next(self, now: float) -> Outgoing | None:
        """The head that may leave first; it stays where it is."""
        while self._later and self._later[0][0] <= now:
            self.ready(heapq.heappop(self._later)[2])
        while self._ready:
            key = self._ready[0][2]
            if key in self._queues:
                return self._queues[key][0]
            heapq.heappop(self._ready)
        return None

    def next_at(self) -> float | None:
        """When the next waiting head has its time."""
        return self._later[0][0] if self._later else None

    def take(self) -> Key:
        """Take the head that `next` showed on its way."""
        return heapq.heappop(self._ready)[2]

    def take_unclaimed(self, most: int) -> list[Key]:
        """Take heads on their way to be claimed, those that `next` would show first."""
        taken: list[Key] = []
        while self._ready and len(taken) < most and self._ready[0][0] % 2:
            key = heapq.heappop(self._ready)[2]
            if key in self._queues:
                taken.append(key)
        return taken

    def head(self, key: Key) -> Outgoing | None:
        queue = self._queues.get(key)
        return queue[0] if queue else None

    def ready(self, key: Key) -> None:
        """The head may leave."""
        if row := self.head(key):
            heapq.heappush(self._ready, (self._rank(row), row.id, key))

    def postpone(self, key: Key, seconds: float) -> None:
        """The head waits; only its own queue waits with it."""
        heapq.heappush(self._later, (time.monotonic() + seconds, next(self._tie), key))

    def give_way(self, key: Key, row: Outgoing) -> bool:
        """The head waits for what became of another row, which may stand behind it: the oldest goes first again.

        It stands there when it was read from the table after the head was offered. Returns whether another one leads.
        """
        queue = self._queues.get(key)
        if not queue or queue[0] is not row or row.id <= min(other.id for other in queue):
            return False
        self._queues[key] = deque(sorted(queue, key=lambda other: other.id))
        self.ready(key)
        return True

    def hasten(self) -> None:
        """What waits need not wait any longer; limits still hold."""
        later, self._later = self._later, []
        for _, _, key in later:
            self.ready(key)

    def leave(self, key: Key, row: Outgoing) -> None:
        """The head has its result: the next one's turn."""
        self.claimed.discard(row.id)
        queue = self._queues.get(key)
        if not queue or queue[0] is not row:
            return  # another process has become the sender meanwhile
        queue.popleft()
        if queue:
            self.ready(key)
        else:
            del self._queues[key]

    def put_back(self, keys: Iterable[Key] | None = None) -> set[int]:
        """Forget what waits, of these queues or of all, but what is on its way: the table has it, and is behind.

        Returns the rows among them that are marked as being sent.
        """
        waiting = {key for _, _, key in (*self._ready, *self._later)}
        back: set[int] = set()
        for key in list(self._queues) if keys is None else keys:
            rows = self._queues.pop(key)
            kept = [] if key in waiting else [rows.popleft()]
            back |= {row.id for row in rows}
            if kept:
                self._queues[key] = deque(kept)
        for number in back:
            self._in_lane[self._known.pop(number)] -= 1
        self._ready = [one for one in self._ready if one[2] in self._queues]
        self._later = [one for one in self._later if one[2] in self._queues]
        heapq.heapify(self._ready)
        heapq.heapify(self._later)
        self._behind |= set(Lane)
        marked, self.claimed = self.claimed & back, self.claimed - back
        return marked

    def written(self, rows: Iterable[int]) -> None:
        """Results are in the table: reading it does not find these rows pending any more."""
        for row in rows:
            lane = self._known.pop(row, None)
            if lane is not None:
                self._in_lane[lane] -= 1
            if self._held is not None:
                self._forgotten.add(row)

    def move(self, key: Key, new: int) -> Key:
        """A group has a new number: what waits for it joins the queue of its new chat. Returns that queue's key."""
        moved = (new, key[1])
        rows = self._queues.pop(key, deque())
        for row in rows:
            row.chat = new
        waiting = self._queues.get(moved)
        if waiting is None:
            self._queues[moved] = rows
        else:
            self._queues[moved] = deque([waiting[0], *sorted([*rows, *list(waiting)[1:]], key=lambda row: row.id)])
        return moved

    def _rank(self, row: Outgoing) -> int:
        """Replies before notices before announcements; of each the claimed ones first, the unclaimed are odd."""
        return 2 * row.lane + (needs_claim(row) and row.id not in self.claimed)


def needs_claim(row: Outgoing) -> bool:
    """Whether a crash while a row is being sent has to be known: it may not be sent twice, or its making is heavy.

    What everybody gets is made once, and costs the others no commit.
    """
    medium = (row.content or {}).get("medium") or {}
    return row.lane == Lane.ANNOUNCEMENT or bool(medium.get("recipe") and not medium.get("shared"))


def _pointless(one: Outgoing, other: Outgoing) -> bool:
    """Whether the later of two rows that wait is all that is worth sending."""
    return _same_edit(one, other) or _same_reply(one, other)


def _same_reply(one: Outgoing, other: Outgoing) -> bool:
    """Whether the later of two replies says the same, or is the page that whoever gets both would go on with.

    Somebody who sends much gets one answer a second; what is behind her already need not follow her for hours.
    """
    if (one.lane, other.lane, one.method, other.method) != (Lane.REPLY, Lane.REPLY, Method.SEND, Method.SEND):
        return False
    before, after = one.content, other.content
    if not before or not after or one.person != other.person:
        return False
    if before == after:
        return True
    pages = one.page is not None and other.page is not None
    return pages and _alone(before) and _alone(after) and ("keyboard" not in before or "keyboard" in after)


def _alone(content: Mapping[str, object]) -> bool:
    """Whether a page is one message of words."""
    return not (content.get("medium") or content.get("parts"))


def _same_edit(one: Outgoing, other: Outgoing) -> bool:
    """Whether the later of two rows makes the earlier one pointless. A page that only follows replaces no other."""
    if (one.method, other.method) not in (("edit", "edit"), ("follow", "follow"), ("follow", "edit")):
        return False
    return (one.message_id, one.edits) == (other.message_id, other.edits)
