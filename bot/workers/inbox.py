"""Answers updates: each chat strictly in order, chats side by side, a bounded number at a time."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.delivery import Transport
from bot.chat.runner import Runner
from bot.chat.scene import Outcome
from bot.domain.incoming import Incoming
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.errors import is_transient
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Outgoing
from bot.workers.executor import DatabaseExecutor
from bot.workers.metrics import Metrics
from bot.workers.pace import Paces
from bot.workers.run_forever import run_forever

log = logging.getLogger(__name__)
FULL = 2_000  # chats that wait above which no more updates are taken: a flood waits at Telegram, not here
FAILURES = 2  # of one update, after which it is set aside
DEADLY = 5  # times that the process may die while it answers one update
LOOK = 5.0  # seconds between looks for updates that another process left, or that were put back
LATELY = 50  # updates of a chat among which the message is looked for that somebody edited
BUSY = 0.02  # seconds before a retry for a chat that another process is answering


@dataclass(frozen=True, slots=True)
class Done:
    """What one turn left: rows to send, the tap to answer, and whether it asked for work."""

    rows: list[Outgoing]
    outcome: Outcome
    tap: str
    jobs: bool
    seconds: float


class Failed(Exception):
    """The turn of this update raised an error, its cause; nothing of it was kept."""

    def __init__(self, update: StoredUpdate, tap: str) -> None:
        super().__init__(f"update {update.id}")
        self.update, self.tap = update, tap


def _words(said: Incoming) -> tuple[str, str, str]:
    return said.text, said.payload, said.file.unique_id if said.file else ""


EMPTY, BUSY_ELSEWHERE, UNDONE = "empty", "busy", "undone"
Taken = Done | str


class Inbox:
    """Takes the head of each chat in turn. `offer` hands rows to the sender once they are committed."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        runner: Runner,
        translate: Callable[[dict[str, object], datetime], Incoming],
        transport: Transport,
        offer: Callable[[list[Outgoing], bool], None],
        now: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self.executor, self.runner, self.translate, self.transport = executor, runner, translate, transport
        self.paces = Paces(0)  # of each person; there is no limit unless somebody sets one
        self.offer, self.now, self.metrics = offer, now, metrics
        self._waiting: Counter[int] = Counter()  # chat → updates known to wait
        self._ready: asyncio.Queue[int] = asyncio.Queue()  # chats whose head may be taken
        self._suspects: set[int] = set()  # chats whose head was there when a process died
        self._alone = asyncio.Lock()  # held while an update is answered that may be what kills the process
        self._room = asyncio.Event()
        self._room.set()
        self._answers: set[asyncio.Task[None]] = set()
        self.idle = asyncio.Event()

    async def keep(self, updates: list[StoredUpdate]) -> None:
        """Write updates down in one commit, then let their chats be answered. Waits while too many are in memory."""
        await self._room.wait()
        kept = await self._write_down(updates)
        self.metrics.updates.inc(len(kept))
        for update in kept:
            self._add(update.chat)

    async def _write_down(self, updates: list[StoredUpdate]) -> list[StoredUpdate]:
        """Write updates down, and return those that wait now. One that no database takes stops none of the others."""
        try:
            await self.executor.run(lambda uow: uow.inbox.add(updates))
        except Exception as error:
            if is_transient(error):
                raise
            if len(updates) > 1:
                return [kept for update in updates for kept in await self._write_down([update])]
            log.error("update %s cannot be written down: %s", updates[0].id, error.__class__.__name__)
            with suppress(Exception):  # its number is what cannot be kept: then the log has all there is
                await self.executor.run(lambda uow: self._refuse(uow, updates[0]))
            return []
        return updates

    def _refuse(self, uow: UnitOfWork, update: StoredUpdate) -> None:
        """Set an update aside of which only the number can be kept."""
        bare = replace(update, chat=0, account=0, raw="{}")
        uow.inbox.add([bare])
        self._set_aside(uow, bare)

    async def recover(self) -> None:
        """Find what an earlier life of the process, or another process that died, left unanswered."""
        for chat in await self.executor.run(lambda uow: uow.inbox.chats(limit=FULL)):
            if chat not in self._waiting:
                self._suspects.add(chat)
                self._add(chat)

    async def run(self) -> None:
        """Answer for ever, as many at a time as is worth it."""
        if not self._waiting:
            self.idle.set()
        workers = [run_forever("answering", self._work) for _ in range(self.executor.width)]
        await asyncio.gather(run_forever("looking for updates", self._keep_looking), *workers)

    async def _keep_looking(self) -> None:
        await asyncio.sleep(LOOK)
        await self.recover()

    def _add(self, chat: int) -> None:
        self._waiting[chat] += 1
        if self._waiting[chat] == 1:
            self._ready.put_nowait(chat)
        self.idle.clear()
        if len(self._waiting) >= FULL:
            self._room.clear()

    async def _work(self) -> None:
        """Answer the head of the next chat."""
        chat = await self._ready.get()
        try:
            if await self._has_to_wait(chat):
                return
            taken = await self._take(chat)
        except BaseException:
            self._ready.put_nowait(chat)
            raise
        self._taken(chat, taken)

    async def _has_to_wait(self, chat: int) -> bool:
        """Whether a chat sends faster than people do: its next message waits, and its person is told once."""
        now = time.monotonic()
        wait = self.paces.wait(chat, now)
        if wait:
            asyncio.get_running_loop().call_later(wait, self._ready.put_nowait, chat)
            if self.paces.tells(chat, now):
                self.offer(await self.executor.run(lambda uow: notices.too_many(uow, chat, now=self.now())), False)
        return wait > 0

    def _taken(self, chat: int, result: Taken) -> None:
        """One update less, or none at all when the chat turned out to be empty."""
        if result == BUSY_ELSEWHERE:
            asyncio.get_running_loop().call_later(BUSY, self._ready.put_nowait, chat)
            return
        if isinstance(result, Done) and chat not in self._suspects:
            self._waiting[chat] -= 1  # others hold more than was counted, or the same again: an empty look ends them
        if result == EMPTY or not self._waiting[chat]:
            del self._waiting[chat]
            self._suspects.discard(chat)
        else:
            self._ready.put_nowait(chat)
        if not self._waiting:
            self.idle.set()
        if len(self._waiting) < FULL // 2:
            self._room.set()

    async def _take(self, chat: int) -> Taken:
        """Answer the head of a chat; one that may have killed a process, alone."""
        if chat not in self._suspects or not await self.executor.run(lambda uow: self._suspect(uow, chat)):
            return await self._try(chat)
        async with self._alone:
            await self.executor.run(lambda uow: self._accuse(uow, chat))
            return await self._try(chat)

    async def _try(self, chat: int) -> Taken:
        """What was done leaves; what failed is counted."""
        try:
            taken = await self.executor.run(lambda uow: self._turn(uow, chat))
        except Failed as failed:
            await self._failed(failed)
            self._answer(failed.tap, Outcome())
            return UNDONE
        if isinstance(taken, Done):
            self.metrics.turns.observe(taken.seconds)
            self.offer(taken.rows, taken.jobs)
            self._answer(taken.tap, taken.outcome)
        return taken

    def _turn(self, uow: UnitOfWork, chat: int) -> Taken:
        """One chat's head, answered within the transaction in which it is marked as done."""
        started, tap = time.perf_counter(), ""
        if not uow.inbox.lock_chat(chat):
            return BUSY_ELSEWHERE
        update = uow.inbox.take(chat)
        if update is None:
            return EMPTY
        try:
            incoming = self.translate(json.loads(update.raw), update.received_at)
            if incoming.kind == "edited" and self._as_before(uow, update, incoming):
                incoming = replace(incoming, kind="ignored")
            tap = incoming.tap
            outcome = self.runner.take(uow, incoming, self.now())
            if outcome.forget:
                uow.inbox.blank(update.id)
        except Exception as error:
            if is_transient(error):
                raise  # transient: it is retried, nobody is to blame
            raise Failed(update, tap) from error
        return Done(uow.outbox.written, outcome, tap, uow.jobs.added, time.perf_counter() - started)

    def _as_before(self, uow: UnitOfWork, update: StoredUpdate, edited: Incoming) -> bool:
        """Whether a message was edited and says what it said: Telegram tells also of what it adds by itself."""
        for earlier in uow.inbox.lately(update.chat, before=update.id, limit=LATELY):
            with suppress(KeyError, TypeError, ValueError):
                said = self.translate(json.loads(earlier.raw), earlier.received_at)
                if said.message == edited.message and said.kind != "tap":
                    return _words(said) == _words(edited)
        return False

    def _answer(self, tap: str, outcome: Outcome) -> None:
        """Answer a tap at once, beside the queue: its time is seconds, and nothing is lost without it."""
        if not tap:
            return
        task = asyncio.ensure_future(self.transport.answer_tap(tap, outcome.toast, alert=outcome.alert))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    # What goes wrong -------------------------------------------------------------------------------------------------
    async def _failed(self, failed: Failed) -> None:
        """Count a failure in a transaction of its own; after the second the update is set aside with a code."""
        kind = failed.__cause__.__class__.__name__
        log.error("an update failed: %s", kind, exc_info=failed.__cause__)
        self.metrics.turn_errors.labels(kind=kind).inc()

        def count(uow: UnitOfWork) -> list[Outgoing]:
            if uow.inbox.failed(failed.update.id, kind) >= FAILURES:
                self._set_aside(uow, failed.update)
            return uow.outbox.written

        self.offer(await self.executor.run(count), False)

    def _suspect(self, uow: UnitOfWork, chat: int) -> bool:
        """Whether the head of a chat was waiting when a process died more than once; the first time is only noted.

        Power cuts hit innocent updates too. So whatever was there twice is answered alone: a death in the milliseconds
        of its own turn is what counts, and hardly meets the same innocent one time after time.
        """
        update = uow.inbox.head(chat) if uow.inbox.lock_chat(chat) else None
        if update is not None and not update.attempts:
            uow.inbox.failed(update.id, "the process ended")
        return update is not None and update.attempts > 0

    def _accuse(self, uow: UnitOfWork, chat: int) -> None:
        """Count, before it is tried, that the process may die of this update; set it aside after too many deaths."""
        update = uow.inbox.head(chat) if uow.inbox.lock_chat(chat) else None
        if update is not None and update.attempts >= DEADLY:
            log.error("update %s was being answered when the process died %s times", update.id, update.attempts)
            self._set_aside(uow, update)
        elif update is not None:
            uow.inbox.failed(update.id, "the process ended")

    def _set_aside(self, uow: UnitOfWork, update: StoredUpdate) -> None:
        code = secrets.token_hex(3).upper()
        uow.inbox.set_aside(update.id, code)
        notices.turn_failed(uow, update.chat, code, now=self.now())
