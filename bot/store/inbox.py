"""Updates from Telegram, written down before Telegram is told that they arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.delivery import UpdateState
from bot.store import locks
from bot.store.repository import AnyRow, Repository
from bot.store.tables import inbox


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """One update as it came: `raw` is Telegram's JSON."""

    id: int
    chat: int
    account: int
    raw: str
    received_at: datetime
    attempts: int = 0  # turns that failed, and turns during which the process died


_COLUMNS = (inbox.c.update_id, inbox.c.chat_id, inbox.c.account_id, inbox.c.raw, inbox.c.received_at, inbox.c.attempts)

# Built once: they run in every turn.
_OLDEST = (
    sa.select(inbox.c.update_id)
    .where(inbox.c.state == UpdateState.WAITING, inbox.c.chat_id == sa.bindparam("chat"))
    .order_by(inbox.c.update_id)
    .limit(1)
)
_HEAD = sa.select(*_COLUMNS).where(inbox.c.update_id == _OLDEST.scalar_subquery())
_TAKE = (
    inbox.update()
    .where(inbox.c.update_id == _OLDEST.scalar_subquery(), inbox.c.state == UpdateState.WAITING)
    .values(state=UpdateState.DONE)
    .returning(*_COLUMNS)
)


class Inbox(Repository):
    """The queue of updates: one chat strictly in order, chats side by side."""

    def add(self, updates: Sequence[StoredUpdate]) -> None:
        """Write updates down; one that is there already is left alone."""
        rows = [
            {
                "update_id": update.id,
                "chat_id": update.chat,
                "account_id": update.account,
                "raw": update.raw,
                "received_at": update.received_at,
                "state": UpdateState.WAITING,
            }
            for update in updates
        ]
        if rows:
            self.insert_new(inbox, rows, key=("update_id",))

    def take(self, chat: int) -> StoredUpdate | None:
        """The oldest waiting update of a chat that is locked, marked as done; None when there is none.

        Whoever fails to do it undoes the transaction, and the mark with it.
        """
        row = self.run(_TAKE, {"chat": chat}).first()
        return StoredUpdate(*row) if row else None

    def head(self, chat: int) -> StoredUpdate | None:
        """The oldest waiting update of a chat, only to look at."""
        row = self.ask_one(_HEAD, chat=chat)
        return StoredUpdate(*row) if row else None

    def lately(self, chat: int, *, before: int, limit: int) -> list[StoredUpdate]:
        """What came from a chat before an update and was answered, the newest first."""
        done = (inbox.c.state == UpdateState.DONE, inbox.c.chat_id == chat, inbox.c.update_id < before)
        found = self.all(sa.select(*_COLUMNS).where(*done).order_by(inbox.c.update_id.desc()).limit(limit))
        return [StoredUpdate(*row) for row in found]

    def lock_chat(self, chat: int) -> bool:
        """Take a chat for this transaction (PostgreSQL; SQLite has one writer); False when another process has it."""
        return locks.try_lock_chat(self.connection, chat)

    def chats(self, *, limit: int) -> list[int]:
        """The chats that have something waiting, the longest waiting first."""
        first = sa.func.min(inbox.c.update_id)
        waiting = sa.select(inbox.c.chat_id).where(inbox.c.state == UpdateState.WAITING).group_by(inbox.c.chat_id)
        return [row.chat_id for row in self.all(waiting.order_by(first).limit(limit))]

    def oldest(self) -> datetime | None:
        """When the oldest update that waits came."""
        found = self.first(
            sa.select(inbox.c.received_at).where(inbox.c.state == UpdateState.WAITING).order_by(inbox.c.received_at)
        )
        return found.received_at if found else None

    def waiting(self) -> int:
        """How many updates wait."""
        return int(self.value(sa.func.count(), inbox.c.state == UpdateState.WAITING) or 0)

    def blank(self, update_id: int) -> None:
        """Keep nothing of what an update said."""
        self.update(inbox, inbox.c.update_id == update_id, raw="{}")

    def failed(self, update_id: int, error: str) -> int:
        """Count one failure; returns how many there were."""
        self.update(inbox, inbox.c.update_id == update_id, attempts=inbox.c.attempts + 1, error=error)
        return int(self.value(inbox.c.attempts, inbox.c.update_id == update_id) or 0)

    def set_aside(self, update_id: int, code: str) -> None:
        """Take a poisoned update out of its chat's way."""
        self.update(inbox, inbox.c.update_id == update_id, state=UpdateState.ASIDE, code=code)

    def aside(self) -> Sequence[AnyRow]:
        """The updates that were set aside: code, error, when, newest first."""
        columns = (inbox.c.update_id, inbox.c.code, inbox.c.error, inbox.c.received_at)
        return self.all(
            sa.select(*columns).where(inbox.c.state == UpdateState.ASIDE).order_by(inbox.c.update_id.desc())
        )

    def replay(self, code: str) -> bool:
        """Put an update that was set aside back into its queue."""
        return bool(
            self.update(
                inbox, inbox.c.code == code, inbox.c.state == UpdateState.ASIDE, state=UpdateState.WAITING, attempts=0
            )
        )

    def forget(self, *, before: datetime, limit: int | None = None) -> int:
        """Delete what was done before an instant, a part at a time; returns how many."""
        done = (inbox.c.state == UpdateState.DONE, inbox.c.received_at < before)
        return self.forget_some(inbox.c.update_id, *done, limit=limit)
