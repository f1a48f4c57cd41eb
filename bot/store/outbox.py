"""Every message that leaves, as a row written in the transaction that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.domain import renamed, stop
from bot.domain.announcements import AnnouncementState
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AccountId, PersonId
from bot.store import locks
from bot.store.repository import AnyRow, Repository
from bot.store.tables import announcements, copies, facts, outbox, uploads


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


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a chat was shown: outbox row, message, page, when it was drawn, and when it had left."""

    row: int
    message_id: int | None
    page: dict[str, Any]
    lane: int
    at: datetime
    edits: int | None  # the row whose message it changed
    left: datetime | None
    doubted: bool  # it may have arrived before that already

    @property
    def root(self) -> int:
        """The row that became the message."""
        return self.edits or self.row

    @property
    def seen(self) -> datetime:
        """When it can have been seen first."""
        return self.at if self.doubted or self.left is None else self.left


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row; PENDING: again at `next_at`. `doubted`: it may have arrived all the same."""

    row: int
    state: SendState
    message_id: int | None = None
    reason: str = ""
    next_at: datetime | None = None
    page: dict[str, Any] | None = None
    blank: bool = False  # its words are kept in their own place alone
    doubted: bool = False
    at: datetime | None = None  # when that was known
    also: tuple[int, ...] = ()  # the messages before it, where it became several


_COLUMNS = (
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


SENDER = "sender"  # the key under which stands which session of PostgreSQL sends
STUCK = timedelta(seconds=5)  # after which a reply that nobody tried to send was sent by a process that died
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
DEADLY = 3  # times that the process may die while it makes one row


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
            sa.select(*_COLUMNS)
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
        wanted = sa.select(*_COLUMNS).where(outbox.c.state == SendState.PENDING, outbox.c.lane == lane)
        if only is not None:
            wanted = wanted.where(only)
        if without:
            wanted = wanted.where(outbox.c.chat_id.not_in(without))
        return [Outgoing(*row) for row in self.all(wanted.order_by(outbox.c.id).limit(limit))]

    def claim(self, rows: Sequence[int]) -> set[int]:
        """Mark rows as being sent before they are: those that may not be sent twice when the process dies now.

        Returns the rows that were still pending; only these may be sent. Those of an announcement that is paused,
        which waited for another try meanwhile, wait with it.
        """
        paused = sa.select(announcements.c.id).where(announcements.c.state == AnnouncementState.PAUSED)
        waits = (outbox.c.method == Method.SEND, outbox.c.announcement_id.in_(paused))
        self.update(outbox, outbox.c.id.in_(rows), outbox.c.state == SendState.PENDING, *waits, state=SendState.PAUSED)
        mine = outbox.update().where(outbox.c.id.in_(rows), outbox.c.state == SendState.PENDING)
        claimed = mine.values(state=SendState.SENDING, attempts=outbox.c.attempts + 1).returning(outbox.c.id)
        return {row.id for row in self.run(claimed).all()}

    def release(self, rows: Sequence[int]) -> None:
        """Rows that were claimed and then not tried."""
        where = (outbox.c.id.in_(rows), outbox.c.state == SendState.SENDING)
        self.update(outbox, *where, state=SendState.PENDING, attempts=outbox.c.attempts - 1)

    def settle(self, results: Iterable[Settled], *, now: datetime) -> None:
        """Write down what became of rows, all in one statement."""
        results = list(results)
        if results:
            self.run(_SETTLE, [_settled(result, now) for result in results])
        for result in results:
            if result.blank and result.state is not SendState.PENDING:
                self.update(outbox, outbox.c.id == result.row, content={"text": "", "secret": True})
            if result.page is not None:
                self.update(outbox, outbox.c.id == result.row, place=result.page)
            if result.also:
                self.update(outbox, outbox.c.id == result.row, also=list(result.also))

    def hold(self, row: int) -> None:
        """A row waits until `let_go`, whatever becomes of this attempt."""
        self.update(outbox, outbox.c.id == row, state=SendState.HELD)

    def let_go(self, person: PersonId, chat: AccountId, *, now: datetime) -> None:
        """What was held for somebody leaves now, to the phone that is theirs.

        As new rows: the sender may still be writing down what became of the old ones.
        """
        held = (outbox.c.person_id == person, outbox.c.state == SendState.HELD)
        for row in [Outgoing(*row) for row in self.all(sa.select(*_COLUMNS).where(*held).order_by(outbox.c.id))]:
            self.send_to(row, chat, now=now)
            self.update(outbox, outbox.c.id == row.id, state=SendState.SUPERSEDED, settled_at=now)

    def send_to(self, row: Outgoing, chat: AccountId, *, now: datetime) -> None:
        """The same once more, to another phone; a reminder message is that one from now on."""
        again = self.put(replace(row, chat=chat, key=None, attempts=0, created_at=None, next_at=None), now=now)
        self.update(copies, copies.c.row_id == row.id, row_id=again, chat_id=chat)

    def recover(self, session: int | None = None) -> int:
        """Rows that a dead process was sending: announcements are unsure, others wait again. Returns how many.

        `session` is PostgreSQL's number of the one that holds the sender's lock from now on.

        A row that was being made each time that the process died is given up: it may be what kills it. Replies may have
        arrived without being written down: they are sent again, and an answer to the first copy finds its question.
        """
        if session is not None:
            self.upsert(facts, {"name": SENDER, "value": str(session)}, key=("name",))
        sending = outbox.c.state == SendState.SENDING
        held = stop.read(self._stop())
        tried = outbox.c.created_at < held.since if held and stop.ANSWERS not in held.open else sa.true()
        self.update(outbox, outbox.c.state == SendState.PENDING, outbox.c.lane == Lane.REPLY, tried, doubted=True)
        why = "the process ended"
        once = (outbox.c.lane == Lane.ANNOUNCEMENT, outbox.c.method == Method.SEND)  # an edit may be done twice
        unsure = self.update(outbox, sending, *once, state=SendState.UNSURE, reason=why)
        deadly = self.update(outbox, sending, outbox.c.attempts >= DEADLY, state=SendState.REFUSED, reason=why)
        return unsure + deadly + self.update(outbox, sending, state=SendState.PENDING, reason=why)

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

    def shown_before(self, chat: int, message: int, *, at: datetime) -> Shown | None:
        """The newest page that can have been in view in a chat when it sent `message`, which came `at`.

        That is one whose message has a lower number, or that was sent without anybody writing it down: the first copy
        of what a dying process left, or one that should have left STUCK ago, or at once where the sender has died and
        no other has looked through what it left. What was drawn later was not in view.
        """
        if self.dialect != "sqlite":  # there it is this process that sends
            found = _shown(self.ask_one(_SHOWN_BEFORE, chat=chat, message=message, at=at, stuck=at))
            waits = found is not None and not found.left and not found.doubted
            if found is None or not waits:
                return found
            if not self._held(found.at) and (found.at < at - STUCK or not self._sender_lives()):
                return found
        found = _shown(self.ask_one(_SHOWN_BEFORE, chat=chat, message=message, at=at, stuck=at - STUCK))
        if found is None or found.left or found.doubted or not self._held(found.at):
            return found
        return _shown(self.ask_one(_SHOWN_BEFORE, chat=chat, message=message, at=at, stuck=_NEVER))

    def _held(self, at: datetime) -> bool:
        """Whether a row that was written at an instant waits because of a stop: then nobody has tried to send it."""
        return stop.held(self._stop(), at)

    def _sender_lives(self) -> bool:
        """Whether the one that sends on PostgreSQL is the one that has looked through what another left."""
        known = str(self.value(facts.c.value, facts.c.name == SENDER) or "")
        return known == str(locks.holder(self.connection, locks.Lock.SENDING))

    def _stop(self) -> str:
        return str(self.value(facts.c.value, facts.c.name == stop.KEY) or "")

    def shown_as(self, chat: int, message: int) -> Shown | None:
        """The page that a message shows."""
        return _shown(self.ask_one(_SHOWN_AS, chat=chat, message=message))

    def shown_row(self, row: int) -> Shown | None:
        """The page that a row showed."""
        return _shown(self.first(_SHOWN.where(outbox.c.id == row)))

    def newest(self, chat: int) -> Shown | None:
        """The newest page of a chat, delivered or not."""
        return _shown(self.ask_one(_NEWEST_SHOWN, chat=chat))

    def content_of(self, row: int) -> dict[str, Any] | None:
        """What a row was drawn with, None for one that is drawn when it leaves."""
        content: dict[str, Any] | None = self.value(outbox.c.content, outbox.c.id == row)
        return content

    def told_of(self, chats: Sequence[int], notices: Sequence[str], **args: int) -> list[Outgoing]:
        """Messages in these chats that arrived as one of these notices with these arguments."""
        names = [old for notice in notices for old in renamed.ever("notice", notice)]
        same = [outbox.c.args[name].as_integer() == value for name, value in args.items()]
        found = self.all(
            sa.select(*_COLUMNS)
            .where(outbox.c.chat_id.in_(chats), outbox.c.notice.in_(names), outbox.c.state == SendState.SENT, *same)
            .order_by(outbox.c.id)
        )
        return [Outgoing(*row) for row in found]

    def by_state(self, announcement: int) -> dict[tuple[str, str], int]:
        """How many rows that bring an announcement are in each (state, reason)."""
        return self._counted(announcement, Method.SEND)

    def amended(self, announcement: int, method: Method) -> dict[tuple[str, str], int]:
        """How many rows that correct an announcement, or take it back, are in each (state, reason)."""
        return self._counted(announcement, method)

    def _counted(self, announcement: int, method: Method) -> dict[tuple[str, str], int]:
        columns = (outbox.c.state, outbox.c.reason, sa.func.count())
        found = self.all(
            sa.select(*columns)
            .where(outbox.c.announcement_id == announcement, outbox.c.method == method)
            .group_by(outbox.c.state, outbox.c.reason)
        )
        return {(row[0], row[1]): row[2] for row in found}

    def again(self, announcement: int, states: Sequence[str], *, now: datetime) -> int:
        """Put rows of an announcement back into the queue; returns how many."""
        return self.turn(announcement, states, SendState.PENDING, next_at=now)

    def turn(self, announcement: int, states: Sequence[str], to: SendState, **values: Any) -> int:
        """Rows that bring an announcement and are in one of `states` are in another; returns how many."""
        whose = (outbox.c.announcement_id == announcement, outbox.c.method == Method.SEND)
        return self.update(outbox, *whose, outbox.c.state.in_(states), state=to, **values)

    def drop(self, announcement: int) -> int:
        """Forget the rows of an announcement none of which has left; returns how many."""
        return self.run(outbox.delete().where(outbox.c.announcement_id == announcement)).rowcount

    def came(self, announcement: int, *, after_id: int, limit: int) -> list[Outgoing]:
        """Rows behind `after_id` that brought an announcement, or are doing so."""
        states = (SendState.SENT, SendState.SENDING)
        whose = (outbox.c.announcement_id == announcement, outbox.c.method == Method.SEND, outbox.c.state.in_(states))
        wanted = sa.select(*_COLUMNS).where(*whose, outbox.c.id > after_id).order_by(outbox.c.id).limit(limit)
        return [Outgoing(*row) for row in self.all(wanted)]

    def drop_amended(self, announcement: int, method: Method) -> None:
        """Forget the rows of an earlier correction: only the newest is told of."""
        done = (outbox.c.method == method, outbox.c.state != SendState.SENDING)
        self.run(outbox.delete().where(outbox.c.announcement_id == announcement, *done))

    def also(self, row: int) -> tuple[int, ...]:
        """The messages before the last one that a row became."""
        return tuple(self.value(outbox.c.also, outbox.c.id == row) or ())

    def settled_since(self, announcement: int, since: datetime) -> int:
        """How many rows of an announcement have got their result since an instant."""
        where = (outbox.c.announcement_id == announcement, outbox.c.settled_at >= since)
        return int(self.value(sa.func.count(), *where) or 0)

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

    def upload(self, key: str) -> str:
        """Telegram's id of a file that was sent before, "" when it was not."""
        return str(self.value(uploads.c.file_id, uploads.c.key == key) or "")

    def keep_upload(self, key: str, file_id: str, *, now: datetime) -> None:
        """Telegram's id of a file from now on."""
        self.upsert(uploads, {"key": key, "file_id": file_id, "at": now}, key=("key",))

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


def _shown(row: AnyRow | None) -> Shown | None:
    return Shown(*row) if row else None


# Built once: they run in every turn.
_PAGE = (
    outbox.c.id,
    outbox.c.message_id,
    outbox.c.place,
    outbox.c.lane,
    outbox.c.created_at,
    outbox.c.edits,
    outbox.c.settled_at,
    outbox.c.doubted,
)
_SHOWN = sa.select(*_PAGE).where(outbox.c.place.is_not(None))
_TO_CHAT = _SHOWN.where(outbox.c.chat_id == sa.bindparam("chat")).order_by(outbox.c.id.desc()).limit(1)
_NEWEST_SHOWN = _TO_CHAT.where(outbox.c.lane == Lane.REPLY)
_SHOWN_BEFORE = _NEWEST_SHOWN.where(
    outbox.c.created_at <= sa.bindparam("at", type_=outbox.c.created_at.type),
    sa.or_(
        outbox.c.message_id < sa.bindparam("message"),
        outbox.c.doubted,
        sa.and_(
            outbox.c.state == SendState.PENDING,
            outbox.c.method == Method.SEND,
            outbox.c.attempts == 0,
            outbox.c.created_at < sa.bindparam("stuck", type_=outbox.c.created_at.type),
        ),
    ),
)
_SHOWN_AS = _TO_CHAT.where(outbox.c.message_id == sa.bindparam("message"))
_PUT = outbox.insert().returning(outbox.c.id)
# Named differently from the columns: an UPDATE of SQLAlchemy keeps the columns' own names for itself.
_SETTLE = (
    outbox.update()
    .where(
        outbox.c.id == sa.bindparam("row"),
        outbox.c.state != SendState.HELD,
        sa.or_(outbox.c.state != SendState.SUPERSEDED, sa.bindparam("tries") == 0),  # dropped while it was tried
    )
    .values(
        state=sa.bindparam("new_state"),
        reason=sa.bindparam("why"),
        message_id=sa.func.coalesce(sa.bindparam("message", type_=sa.BigInteger), outbox.c.message_id),
        attempts=outbox.c.attempts + sa.bindparam("tries"),
        next_at=sa.func.coalesce(sa.bindparam("later", type_=outbox.c.next_at.type), outbox.c.next_at),
        settled_at=sa.bindparam("at", type_=outbox.c.settled_at.type),
        doubted=sa.or_(outbox.c.doubted, sa.bindparam("maybe", type_=sa.Boolean)),
    )
)


def _settled(result: Settled, now: datetime) -> dict[str, Any]:
    waits = result.state == SendState.PENDING
    return {
        "row": result.row,
        "new_state": result.state,
        "why": result.reason,
        "message": result.message_id,
        "tries": int(waits),
        "later": result.next_at if waits else None,
        "at": None if waits else result.at or now,
        "maybe": result.doubted,
    }
