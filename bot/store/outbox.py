"""Every message that leaves, as a row written in the transaction that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.domain import renamed
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AccountId, PersonId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import copies, outbox


class Lane(IntEnum):
    """What overtakes what when the limits are tight."""

    REPLY = 0
    NOTICE = 1
    ANNOUNCEMENT = 2


@dataclass(slots=True)
class Outgoing:
    """One row: either `content` that is drawn already, or a `notice` that is drawn when it leaves.

    `edits` is the outbox row whose message it changes, `message_id` that message when its number is known.
    `page` is the one that the message shows, so that an answer to it finds its question.
    """

    id: int
    chat: int
    lane: int
    method: Method = Method.SEND
    person: int | None = None
    content: dict[str, Any] | None = None
    notice: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    page: dict[str, Any] | None = None
    edits: int | None = None
    message_id: int | None = None
    attempts: int = 0
    announcement: int | None = None
    key: str | None = None
    created_at: datetime | None = None
    next_at: datetime | None = None

    @property
    def messages(self) -> int:
        """How many messages it counts as: an album is as many as it has parts; a notice says it."""
        return len((self.content or {}).get("album", ())) or int(self.args.get("messages", 1))


COLUMNS = (
    outbox.c.id,
    outbox.c.chat_id,
    outbox.c.lane,
    outbox.c.method,
    outbox.c.person_id,
    outbox.c.content,
    outbox.c.notice,
    outbox.c.args,
    outbox.c.place,
    outbox.c.edits,
    outbox.c.message_id,
    outbox.c.attempts,
    outbox.c.announcement_id,
    outbox.c.key,
    outbox.c.created_at,
    outbox.c.next_at,
)
CALL = "phaen_outbox"  # PostgreSQL's channel on which processes that do not send call the one that does


class Outbox(Repository):
    """The one way out. `written` lists what this transaction added, to be offered to the sender after the commit."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.written: list[Outgoing] = []

    def put(self, row: Outgoing, *, now: datetime) -> int:
        """Write a row and return its id; 0 when a row with its unique key is there already."""
        values = _values(row, now)
        if row.key is None:
            row.id = int(self.run(_PUT, values).scalar_one())
        else:
            row.id = self.insert_once(outbox, values, key=("key",))
        if row.id:
            row.created_at = now
            self.written.append(row)
        return row.id

    def put_many(self, rows: Sequence[Outgoing], *, now: datetime, state: SendState = SendState.PENDING) -> None:
        """Write many rows with unique keys at once; they are found by `due`, not offered."""
        if rows:
            self.insert_new(outbox, [_values(row, now) | {"state": state} for row in rows], key=("key",))

    def due(self, *, now: datetime, limit: int) -> list[Outgoing]:
        """Pending rows whose time has come, by lane and age."""
        found = self.all(
            sa.select(*COLUMNS)
            .where(outbox.c.state == SendState.PENDING, outbox.c.next_at <= now)
            .order_by(outbox.c.lane, outbox.c.id)
            .limit(limit)
        )
        return [Outgoing(*row) for row in found]

    def pending(
        self, lane: int, *, limit: int, without: Sequence[int] = (), only: sa.ColumnElement[bool] | None = None
    ) -> list[Outgoing]:
        """The oldest rows of a lane that have not left, also those that have to wait, but for some chats.

        `only`: those that may leave while others are held.
        """
        wanted = sa.select(*COLUMNS).where(outbox.c.state == SendState.PENDING, outbox.c.lane == lane)
        if only is not None:
            wanted = wanted.where(only)
        if without:
            wanted = wanted.where(outbox.c.chat_id.not_in(without))
        return [Outgoing(*row) for row in self.all(wanted.order_by(outbox.c.id).limit(limit))]

    def hold(self, row: int) -> None:
        """A row waits until `let_go`, whatever becomes of this attempt."""
        self.update(outbox, outbox.c.id == row, state=SendState.HELD)

    def let_go(self, person: PersonId, chat: AccountId, *, now: datetime) -> None:
        """What was held for somebody leaves now, to the phone that is theirs.

        As new rows: the sender may still be writing down what became of the old ones.
        """
        held = (outbox.c.person_id == person, outbox.c.state == SendState.HELD)
        for row in [Outgoing(*row) for row in self.all(sa.select(*COLUMNS).where(*held).order_by(outbox.c.id))]:
            self.send_to(row, chat, now=now)
            self.update(outbox, outbox.c.id == row.id, state=SendState.SUPERSEDED, settled_at=now)

    def send_to(self, row: Outgoing, chat: AccountId, *, now: datetime) -> None:
        """The same once more, to another phone; a reminder message is that one from now on."""
        again = self.put(replace(row, chat=chat, key=None, attempts=0, created_at=None, next_at=None), now=now)
        self.update(copies, copies.c.row_id == row.id, row_id=again, chat_id=chat)

    def call_sender(self) -> None:
        """Tell the process that sends, when this transaction is committed, that rows were written."""
        self.connection.execute(sa.select(sa.func.pg_notify(CALL, "")))

    def message_of(self, row: int) -> int | None:
        """The number of the message that a row became."""
        return self.became(row)[0]

    def became(self, row: int) -> tuple[int | None, bool]:
        """The number of the message that a row became or edits, and whether the row still waits to leave."""
        found = self.first(sa.select(outbox.c.message_id, outbox.c.state).where(outbox.c.id == row))
        return (found.message_id, found.state in (SendState.PENDING, SendState.SENDING)) if found else (None, False)

    def told_of(self, chats: Sequence[int], notices: Sequence[str], **args: int) -> list[Outgoing]:
        """Messages in these chats that arrived as one of these notices with these arguments."""
        names = [old for notice in notices for old in renamed.ever("notice", notice)]
        same = [outbox.c.args[name].as_integer() == value for name, value in args.items()]
        found = self.all(
            sa.select(*COLUMNS)
            .where(outbox.c.chat_id.in_(chats), outbox.c.notice.in_(names), outbox.c.state == SendState.SENT, *same)
            .order_by(outbox.c.id)
        )
        return [Outgoing(*row) for row in found]

    def also(self, row: int) -> tuple[int, ...]:
        """The messages before the last one that a row became."""
        return tuple(self.value(outbox.c.also, outbox.c.id == row) or ())

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: what waits for it goes to its new chat."""
        self.update(
            outbox, outbox.c.chat_id == old, outbox.c.state.in_((SendState.PENDING, SendState.SENDING)), chat_id=new
        )

    def newest_row(self) -> int:
        """The number of the newest row, 0 where there is none."""
        return int(self.value(sa.func.max(outbox.c.id)) or 0)

    def drop_reminders(self, *, now: datetime) -> int:
        """Reminder messages that wait never leave: a system that was lost has sent them. Returns how many."""
        waits = outbox.c.state.in_((SendState.PENDING, SendState.SENDING))
        asks = outbox.c.id.in_(sa.select(copies.c.row_id))
        return self.update(outbox, waits, asks, state=SendState.SUPERSEDED, reason="restored", settled_at=now)

    def drop_notices(self, *, above: int, now: datetime) -> int:
        """Notices that were written after a row and wait never leave; returns how many."""
        where = (outbox.c.state == SendState.PENDING, outbox.c.lane == Lane.NOTICE, outbox.c.id > above)
        return self.update(outbox, *where, state=SendState.SUPERSEDED, reason="restored", settled_at=now)

    def log(self, limit: int = 1000) -> Sequence[AnyRow]:
        """The first rows there are: id, chat_id, lane, state, reason, attempts; to look into a trouble."""
        columns = (outbox.c.id, outbox.c.chat_id, outbox.c.lane, outbox.c.state, outbox.c.reason, outbox.c.attempts)
        return self.all(sa.select(*columns).order_by(outbox.c.id).limit(limit))

    def settled(self, *, since: datetime, after_id: int, limit: int) -> Sequence[AnyRow]:
        """What left (or was refused) from an instant on, in the order of its rows: whom, what, what of it, when."""
        what = (outbox.c.method, outbox.c.notice, outbox.c.args, outbox.c.lane, outbox.c.state)
        columns = (outbox.c.id, outbox.c.chat_id, *what, outbox.c.created_at, outbox.c.settled_at)
        where = (outbox.c.settled_at >= since, outbox.c.id > after_id)
        return self.all(sa.select(*columns).where(*where).order_by(outbox.c.id).limit(limit))

    def counts(self) -> dict[tuple[int, str], int]:
        """How many rows of each (lane, state) there are that have not left yet, or may have."""
        open_states = (SendState.PENDING, SendState.SENDING, SendState.UNSURE)
        found = self.all(
            sa.select(outbox.c.lane, outbox.c.state, sa.func.count())
            .where(outbox.c.state.in_(open_states))
            .group_by(outbox.c.lane, outbox.c.state)
        )
        return {(row[0], row[1]): row[2] for row in found}

    def oldest(self) -> datetime | None:
        """When the oldest row that waits was written."""
        found = self.first(
            sa.select(outbox.c.created_at).where(outbox.c.state == SendState.PENDING).order_by(outbox.c.created_at)
        )
        return found.created_at if found else None

    def forget(self, *, before: datetime, limit: int | None = None) -> int:
        """Delete what left before an instant and belongs to no announcement, a part at a time; returns how many."""
        old = (outbox.c.settled_at < before, outbox.c.announcement_id.is_(None))
        return self.forget_some(outbox.c.id, *old, limit=limit)


def _values(row: Outgoing, now: datetime) -> dict[str, Any]:
    return {
        "chat_id": row.chat,
        "person_id": row.person,
        "lane": int(row.lane),
        "method": row.method,
        "content": sa.null() if row.content is None else row.content,
        "notice": row.notice,
        "args": row.args,
        "place": sa.null() if row.page is None else row.page,
        "edits": row.edits,
        "message_id": row.message_id,
        "state": SendState.PENDING,
        "next_at": now,
        "announcement_id": row.announcement,
        "key": row.key,
        "created_at": now,
    }


# Built once: they run in every turn.
_PUT = outbox.insert().returning(outbox.c.id)
