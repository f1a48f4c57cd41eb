"""The one sender: rows leave in order per chat and lane, replies first, within Telegram's limits."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.delivery import Barred, Gone, Moved, NotSent, TooFast, Unreachable
from bot.domain.delivery import Method, SendState
from bot.store.attempts import Settled
from bot.store.database import UnitOfWork
from bot.store.errors import is_transient
from bot.store.outbox import Lane, Outgoing
from bot.store.stops import Passing
from bot.workers.delivery import Delivery, NotYet, Unfinished
from bot.workers.executor import DatabaseExecutor
from bot.workers.limits import Leave, Limits
from bot.workers.metrics import Metrics
from bot.workers.queues import Key, Queues, needs_claim
from bot.workers.results import Results
from bot.workers.run_forever import run_forever

log = logging.getLogger(__name__)
IN_FLIGHT = {Lane.REPLY: 256, Lane.NOTICE: 192, Lane.ANNOUNCEMENT: 128}  # calls at a time from which a lane waits
AHEAD = 0.1  # seconds of announcements that are claimed in one commit; after a crash these few count as unsure
CLAIMED = 20  # claimed ahead at most
LOOK = 2.0  # seconds between looks for rows that nobody offered
BACKOFF = (1, 2, 5, 15, 60, 300)  # backoff in seconds while the network fails
BARRED = (60, 300, 900, 3600)  # backoff in seconds while the bot may not write in a chat
BARRED_FOR = timedelta(days=1)  # after which a row is given up
OUTAGE = 10.0  # seconds without Telegram after which its return lets everything leave at once
STORM = 3  # chats told to slow down within a second before all slow down
LONGEST = 60.0  # seconds for which all slow down: a longer wait is the chat's own


def _secret(row: Outgoing) -> bool:
    """Whether a row shows what is kept in its own place alone: it leaves no copy here."""
    return bool(row.content and row.content.get("secret"))


class Outbox:
    """Sends while it leads. Its queues are a window on the table; the table is the truth and is read again."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        delivery: Delivery,
        limits: Limits,
        now: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self.executor, self.delivery, self.limits, self.now = executor, delivery, limits, now
        self.metrics = metrics
        self.leading = False
        self._queues = Queues()
        self._tasks: set[asyncio.Task[None]] = set()
        self._results = Results(executor, delivery, now, metrics, self._written)
        self._slowed: deque[tuple[float, int]] = deque(maxlen=STORM)
        self._failed_at: float | None = None  # when the network failed first; None: Telegram answers
        self._wake, self._call = asyncio.Event(), asyncio.Event()
        self._look, self._claiming = True, False
        self._passing = Passing()  # what may leave while an administrator holds the rest
        self._unclaim: set[int] = set()  # rows that were marked as being sent, and are held
        rate = limits.overall_per_second or CLAIMED / AHEAD
        self._ahead = min(max(1, round(rate * AHEAD)), CLAIMED)
        self.idle = asyncio.Event()

    # Rows come in ----------------------------------------------------------------------------------------------------
    def offer(self, rows: list[Outgoing]) -> None:
        """Take rows that were just committed; a process that does not send calls the one that does."""
        if not rows:
            return
        if not self.leading:
            self._call.set()
            return
        for row in rows:
            if self._passing.lets(row):
                self._queues.offer(row)
        self._stir()

    def look(self) -> None:
        """Rows were written that nobody offered: read the table soon."""
        self._look = True
        self._stir()

    async def lead(self, session: int | None = None) -> None:
        """This process is the sender from now on; what a dead one was sending is unsure.

        `session` is PostgreSQL's number of the one that holds the lock.
        """
        await self.executor.run(lambda uow: uow.attempts.recover(session))
        self.leading = True
        self.look()

    def resign(self) -> None:
        """Another process may send from now on: forget what waits here. What is on its way gets its result."""
        self.leading = False
        self._queues = Queues()

    async def finish(self, seconds: float) -> None:
        """Start nothing new, give what is on its way up to `seconds`, and write everything down."""
        self.leading = False
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        with suppress(Exception):  # without a database the next start finds the rows as a crash leaves them
            await self._results.write()
            claimed = sorted(self._queues.claimed | self._unclaim)
            if claimed:
                await self.executor.run(lambda uow: uow.attempts.release(claimed))

    def _stir(self) -> None:
        self.idle.clear()
        self._wake.set()

    # Rows go out -----------------------------------------------------------------------------------------------------
    async def run(self) -> None:
        """Send for ever."""
        await asyncio.gather(
            run_forever("sending", self._dispatch),
            run_forever("writing results down", self._results.write_down),
            run_forever("looking for rows", self._keep_looking),
            run_forever("calling the sender", self._call_sender),
        )

    async def _keep_looking(self) -> None:
        await asyncio.sleep(LOOK)
        failed_at = self._failed_at
        if failed_at is not None and await self.delivery.transport.reachable(since=failed_at):
            self._failed_at = None
            if time.monotonic() - failed_at >= OUTAGE:
                self._queues.hasten()
        self.look()

    async def _call_sender(self) -> None:
        await self._call.wait()
        self._call.clear()
        await self.executor.run(lambda uow: uow.outbox.call_sender())

    async def _dispatch(self) -> None:
        """Start every row that may leave now, then wait for a change."""
        if self._look:
            await self._load()
        self._wake.clear()
        wait = self._start_all() if self.leading else None
        self._settle_superseded()
        busy = self._queues or self._tasks or self._results or self._look
        if self.leading and not busy:
            self.idle.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), wait)

    def _start_all(self) -> float | None:
        """Start rows until one has to wait; returns how many seconds, None until something changes."""
        while True:
            now = time.monotonic()
            found = self._queues.next(now)
            if found is None:
                at = self._queues.next_at()
                return None if at is None else max(at - now, 0.001)
            if not self._passing.lets(found):
                self._put_back([(found.chat, found.lane)])
                return 0.001
            row, count = found, found.messages
            if len(self._tasks) >= IN_FLIGHT[Lane(row.lane)]:
                return None
            if row.lane == Lane.ANNOUNCEMENT and self._failed_at is not None:
                return None  # each would count as unsure; those that were on their way are enough
            if needs_claim(row) and row.id not in self._queues.claimed:
                if self._claiming:
                    return None
                self._start(self._claim(self._queues.take_unclaimed(self._ahead)))
                self._claiming = True
            elif (wait := self.limits.wait_overall(now, row.lane, count)) > 0:
                return wait
            elif (wait := self.limits.wait_chat(row.chat, now, count)) > 0:
                self._queues.postpone(self._queues.take(), wait)
            else:
                leave = self.limits.take(row.chat, now, row.lane, count)
                self._start(self._send(self._queues.take(), row, leave))

    def _start(self, way: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(way)
        self._tasks.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()

    async def _ask_what_passes(self) -> None:
        """Whether an administrator holds what leaves; what waits here is read anew when that has changed."""
        release, self._unclaim = self._unclaim, set()

        def ask(uow: UnitOfWork) -> Passing:
            if release:
                uow.attempts.release(sorted(release))
            return uow.stops.passing()

        try:
            passing = await self.executor.run(ask)
        except BaseException:
            self._unclaim |= release
            raise
        if passing.written == self._passing.written:
            self._passing = passing  # somebody may have become an administrator
            return
        if (passing.stop is None) != (self._passing.stop is None):
            log.warning("an administrator holds what leaves" if passing.stop else "what was held leaves now")
        self._passing = passing
        self._put_back()

    def _put_back(self, keys: Sequence[Key] | None = None) -> None:
        self._unclaim |= self._queues.put_back(keys)
        self._look = True

    async def _load(self) -> None:
        """Read rows that are not in memory yet, as far as there is room for them."""
        if self.leading:
            await self._ask_what_passes()
        self._look = bool(self._unclaim)
        if not self.leading:
            return
        queues, now, only = self._queues, self.now(), self._passing.where
        wanted = {lane: (queues.limit(lane), without) for lane, without in queues.begin_reading().items()}

        def read(uow: UnitOfWork) -> dict[int, list[Outgoing]]:
            return {
                lane: uow.outbox.pending(lane, limit=limit, without=without, only=only)
                for lane, (limit, without) in wanted.items()
            }

        try:
            for lane, rows in (await self.executor.run(read)).items():
                queues.read(lane, rows, whole=len(rows) < wanted[lane][0], now=now)
        except BaseException:
            self._look = True
            raise
        finally:
            queues.end_reading()

    async def _claim(self, keys: list[Key]) -> None:
        """Mark heads as being sent, many in one commit; one that was not pending any more is not ours to send."""
        queues = self._queues
        rows = {head.id: (key, head) for key in keys if (head := queues.head(key)) is not None}
        try:
            mine = await self.executor.run(lambda uow: uow.attempts.claim(list(rows)))
        except Exception as error:  # noqa: BLE001 – whatever it was, nothing was claimed and nothing is lost
            log.warning("announcements could not be claimed: %s", error.__class__.__name__)
            for key in keys:
                queues.postpone(key, BACKOFF[0])
            return
        finally:
            self._claiming = False
        queues.claimed |= mine
        for number, (key, row) in rows.items():
            if number in mine:
                queues.ready(key)
            else:
                queues.leave(key, row)
                queues.written([number])

    async def _send(self, key: Key, row: Outgoing, leave: Leave) -> None:
        """One row's way: a result for the table, and what its queue does next."""
        self._queues.claimed.discard(row.id)
        try:
            try:
                sent = await self.delivery.deliver(row)
            finally:
                self.limits.back(leave, time.monotonic())
        except NotYet:
            if not self._queues.give_way(key, row):
                self._wait(key, row, BACKOFF[0])
        except Unfinished:
            if needs_claim(row):
                self._queues.claimed.add(row.id)
            self._wait(key, row, 0.0)
        except NotSent as error:
            self._not_sent(key, row, error)
        except Exception as error:  # noqa: BLE001 – a message that cannot be made stops no other
            self._not_made(key, row, error)
        else:
            if sent is None:
                self._leave(key, row, Settled(row.id, SendState.SUPERSEDED, reason="no longer needed"))
            else:
                self.delivery.remember(row.id, sent.message_id)
                page = row.page if row.notice else None
                self._leave(
                    key,
                    row,
                    Settled(row.id, SendState.SENT, sent.message_id, page=page, also=sent.also, reason=sent.how),
                )

    def _not_sent(self, key: Key, row: Outgoing, error: NotSent) -> None:
        self.metrics.send_errors.labels(kind=error.__class__.__name__).inc()
        if isinstance(error, Unreachable) and self._failed_at is None:
            self._failed_at = time.monotonic()
        match error:
            case TooFast():
                self._slow_down(row.chat, error.seconds)
                self._again(key, row, error.seconds, "asked to wait")
            case Unreachable() if error.left and row.lane == Lane.ANNOUNCEMENT and row.method is Method.SEND:
                self._leave(key, row, Settled(row.id, SendState.UNSURE, reason="no answer"))
            case Unreachable():
                wait = BACKOFF[min(row.attempts, len(BACKOFF) - 1)]
                self._again(key, row, wait, "network", doubted=error.left)
            case Moved():
                self._results.moved(row.chat, error.chat)
                moved = self._queues.move(key, error.chat)
                self._again(moved, row, 0.1, "moved")
            case Barred() if self.now() - (row.created_at or self.now()) < BARRED_FOR:
                self._results.barred(row, over=False)
                self._again(key, row, BARRED[min(row.attempts, len(BARRED) - 1)], "not allowed")
            case Barred():
                self._results.barred(row, over=True)
                self._leave(key, row, Settled(row.id, SendState.REFUSED, reason="not allowed"))
            case Gone():
                self._results.gone(row, error.why)
                self._leave(key, row, Settled(row.id, SendState.REFUSED, reason=error.why))
            case _:
                # Telegram's words after the colon may quote the message, and a person's text is not for the log.
                why = str(error).partition(":")[0]
                log.error("Telegram does not take row %s: %s", row.id, why)
                self._results.refused(row, why)
                self._leave(key, row, Settled(row.id, SendState.REFUSED, reason="malformed"))

    def _not_made(self, key: Key, row: Outgoing, error: Exception) -> None:
        """Drawing or reading failed: again when the database was away, else a mistake of ours."""
        if is_transient(error):
            self._again(key, row, BACKOFF[0], "database")
            return
        kind = error.__class__.__name__
        self.metrics.send_errors.labels(kind=kind).inc()
        log.error("row %s could not be made: %s", row.id, kind, exc_info=error)
        self._results.refused(row, kind)
        self._leave(key, row, Settled(row.id, SendState.REFUSED, reason=f"error: {kind}"))

    def _slow_down(self, chat: int, seconds: float) -> None:
        """Telegram does not say whom a 429 is about: it is the chat, until several chats get one together."""
        now = time.monotonic()
        self.limits.pause(chat, seconds, now)
        self._slowed.append((now, chat))
        recent = {slowed for at, slowed in self._slowed if now - at < 1}
        if len(recent) >= STORM:
            self.limits.pause(0, min(seconds, LONGEST), now)

    def _again(self, key: Key, row: Outgoing, seconds: float, why: str, *, doubted: bool = False) -> None:
        """The row stays the head of its queue; only this chat and lane wait for it. `doubted`: it may have arrived."""
        row.attempts += 1
        later = self.now() + timedelta(seconds=seconds)
        self._results.settle(Settled(row.id, SendState.PENDING, reason=why, next_at=later, doubted=doubted))
        self._wait(key, row, seconds)

    def _wait(self, key: Key, row: Outgoing, seconds: float) -> None:
        if self._queues.head(key) is row:  # else another process has become the sender meanwhile
            self._queues.postpone(key, seconds)

    def _leave(self, key: Key, row: Outgoing, result: Settled) -> None:
        self._results.settle(replace(result, blank=_secret(row)))
        self._queues.leave(key, row)
        if self._queues.hungry(key):
            self._look = True

    def _settle_superseded(self) -> None:
        rows, self._queues.superseded = self._queues.superseded, []
        for row in rows:
            self._results.settle(Settled(row.id, SendState.SUPERSEDED, blank=_secret(row)))

    def _written(self, rows: Sequence[int], told: bool) -> None:
        self._queues.written(rows)
        self._look = self._look or told
        self._wake.set()
