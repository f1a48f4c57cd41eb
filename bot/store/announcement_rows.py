"""The rows of the outbox that bring one announcement, correct it or take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.delivery import Method, SendState
from bot.store.outbox import COLUMNS, Outgoing
from bot.store.repository import Repository
from bot.store.tables import outbox


class AnnouncementRows(Repository):
    """All of an announcement at once: one statement, however many chats it goes to."""

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

    def turn(self, announcement: int, states: Sequence[str], to: SendState, **values: object) -> int:
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
        wanted = sa.select(*COLUMNS).where(*whose, outbox.c.id > after_id).order_by(outbox.c.id).limit(limit)
        return [Outgoing(*row) for row in self.all(wanted)]

    def drop_amended(self, announcement: int, method: Method) -> None:
        """Forget the rows of an earlier correction: only the newest is told of."""
        done = (outbox.c.method == method, outbox.c.state != SendState.SENDING)
        self.run(outbox.delete().where(outbox.c.announcement_id == announcement, *done))

    def settled_since(self, announcement: int, since: datetime) -> int:
        """How many rows of an announcement have got their result since an instant."""
        where = (outbox.c.announcement_id == announcement, outbox.c.settled_at >= since)
        return int(self.value(sa.func.count(), *where) or 0)
