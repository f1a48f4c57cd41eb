"""The pages that chats were shown, read from the rows that brought them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain import stop
from bot.domain.delivery import Method, SendState
from bot.store import locks
from bot.store.attempts import SENDER
from bot.store.outbox import Lane
from bot.store.repository import AnyRow, Repository
from bot.store.tables import facts, outbox

STUCK = timedelta(seconds=5)  # after which a reply that nobody tried to send was sent by a process that died
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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


class ShownPages(Repository):
    """Which page an input can have answered. Reads only."""

    def before(self, chat: int, message: int, *, at: datetime) -> Shown | None:
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
        return stop.held(str(self.value(facts.c.value, facts.c.name == stop.KEY) or ""), at)

    def _sender_lives(self) -> bool:
        """Whether the one that sends on PostgreSQL is the one that has looked through what another left."""
        known = str(self.value(facts.c.value, facts.c.name == SENDER) or "")
        return known == str(locks.holder(self.connection, locks.Lock.SENDING))

    def of_message(self, chat: int, message: int) -> Shown | None:
        """The page that a message shows."""
        return _shown(self.ask_one(_SHOWN_AS, chat=chat, message=message))

    def of_row(self, row: int) -> Shown | None:
        """The page that a row showed."""
        return _shown(self.first(_SHOWN.where(outbox.c.id == row)))

    def newest(self, chat: int) -> Shown | None:
        """The newest page of a chat, delivered or not."""
        return _shown(self.ask_one(_NEWEST_SHOWN, chat=chat))

    def content_of(self, row: int) -> dict[str, Any] | None:
        """What a row was drawn with, None for one that is drawn when it leaves."""
        content: dict[str, Any] | None = self.value(outbox.c.content, outbox.c.id == row)
        return content


def _shown(row: AnyRow | None) -> Shown | None:
    return Shown(*row) if row else None
