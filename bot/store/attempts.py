"""What becomes of rows of the outbox: claimed before the call where they may not be sent twice, settled after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain import stop
from bot.domain.announcements import AnnouncementState
from bot.domain.delivery import Method, SendState
from bot.store.outbox import Lane
from bot.store.repository import Repository
from bot.store.tables import announcements, facts, outbox

SENDER = "sender"  # the key under which stands which session of PostgreSQL sends
DEADLY = 3  # times that the process may die while it makes one row


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row; PENDING: again at `next_at`. `doubted`: it may have arrived all the same."""

    row: int
    state: SendState
    message_id: int | None = None
    reason: str = ""
    next_at: datetime | None = None
    page: dict[str, object] | None = None
    blank: bool = False  # its words are kept in their own place alone
    doubted: bool = False
    at: datetime | None = None  # when that was known
    also: tuple[int, ...] = ()  # the messages before it, where it became several


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


class Attempts(Repository):
    """What the sender writes down."""

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

    def recover(self, session: int | None = None) -> int:
        """Rows that a dead process was sending: announcements are unsure, others wait again. Returns how many.

        `session` is PostgreSQL's number of the one that holds the sender's lock from now on.

        A row that was being made each time that the process died is given up: it may be what kills it. Replies may have
        arrived without being written down: they are sent again, and an answer to the first copy finds its question.
        """
        if session is not None:
            self.upsert(facts, {"name": SENDER, "value": str(session)}, key=("name",))
        sending = outbox.c.state == SendState.SENDING
        held = stop.read(str(self.value(facts.c.value, facts.c.name == stop.KEY) or ""))
        tried = outbox.c.created_at < held.since if held and stop.ANSWERS not in held.open else sa.true()
        self.update(outbox, outbox.c.state == SendState.PENDING, outbox.c.lane == Lane.REPLY, tried, doubted=True)
        why = "the process ended"
        once = (outbox.c.lane == Lane.ANNOUNCEMENT, outbox.c.method == Method.SEND)  # an edit may be done twice
        unsure = self.update(outbox, sending, *once, state=SendState.UNSURE, reason=why)
        deadly = self.update(outbox, sending, outbox.c.attempts >= DEADLY, state=SendState.REFUSED, reason=why)
        return unsure + deadly + self.update(outbox, sending, state=SendState.PENDING, reason=why)


def _settled(result: Settled, now: datetime) -> dict[str, object]:
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
