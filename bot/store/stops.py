"""What an administrator holds: kept with the database, so that a restart and another process know of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from bot.domain import stop as stops
from bot.domain.delivery import SendState
from bot.domain.notices import nouns
from bot.domain.people import Role, RoleState
from bot.domain.stop import ANNOUNCEMENTS, ANSWERS, OTHER, Stop
from bot.store.outbox import CALL, Lane, Outgoing
from bot.store.repository import Repository
from bot.store.tables import accounts, facts, outbox, roles

_OF_LANE = {Lane.REPLY: ANSWERS, Lane.ANNOUNCEMENT: ANNOUNCEMENTS}


@dataclass(frozen=True, slots=True)
class Passing:
    """What may leave at present: everything, or the kinds that are open and the answers to administrators.

    `written` differs whenever anything about it was changed.
    """

    written: str = ""
    stop: Stop | None = None
    chats: frozenset[int] = field(default_factory=frozenset)  # of administrators

    def lets(self, row: Outgoing) -> bool:
        """Whether a row may leave."""
        if self.stop is None or (row.lane == Lane.REPLY and row.chat in self.chats):
            return True
        return kind_of(row.lane, row.notice) in self.stop.open

    @property
    def where(self) -> sa.ColumnElement[bool] | None:
        """The same for rows of the table; None: all of them."""
        if self.stop is None:
            return None
        lanes = [int(lane) for lane, kind in _OF_LANE.items() if kind in self.stop.open]
        named = sa.and_(outbox.c.lane == Lane.NOTICE, _of(self.stop.open))
        theirs = sa.and_(outbox.c.lane == Lane.REPLY, outbox.c.chat_id.in_(self.chats))
        return sa.or_(outbox.c.lane.in_(lanes), named, theirs)


def kind_of(lane: int, notice: str) -> str:
    """The kind that a row is of."""
    return _OF_LANE.get(Lane(lane)) or nouns.noun(notice)


def _of(kinds: frozenset[str]) -> sa.ColumnElement[bool]:
    """Notices about these nouns; what has a name that nobody knows is among the others."""
    named = outbox.c.notice.in_(nouns.names(kinds))
    return sa.or_(named, outbox.c.notice.not_in(nouns.all_names())) if OTHER in kinds else named


class Stops(Repository):
    """The one stop there may be."""

    def passing(self) -> Passing:
        """What may leave now."""
        written = self._written()
        stop = stops.read(written)
        return Passing(written, stop, self._chats() if stop else frozenset())

    def lock(self) -> Stop | None:
        """The stop, locked until the transaction ends: two administrators do not undo each other's."""
        self.insert_new(facts, {"name": stops.KEY, "value": ""}, key=("name",))
        row = self.first(sa.select(facts.c.value).where(facts.c.name == stops.KEY).with_for_update())
        return stops.read(row.value if row else "")

    def set(self, stop: Stop | None, *, now: datetime) -> None:
        """From now on this holds; None: nothing is held. The sender is told when this is committed."""
        value = stops.written(stop, self._written(), now=now)
        self.upsert(facts, {"name": stops.KEY, "value": value}, key=("name",))
        if self.dialect != "sqlite":
            self.connection.execute(sa.select(sa.func.pg_notify(CALL, "")))

    def _written(self) -> str:
        return str(self.value(facts.c.value, facts.c.name == stops.KEY) or "")

    def waiting(self) -> Counter[str]:
        """How many rows of each kind wait; answers to administrators do not, they leave."""
        found = self.all(
            sa.select(outbox.c.lane, outbox.c.notice, sa.func.count())
            .where(outbox.c.state == SendState.PENDING, self._not_theirs())
            .group_by(outbox.c.lane, outbox.c.notice)
        )
        counted = Counter[str]()
        for lane, notice, n in found:
            counted[kind_of(lane, notice)] += n
        return counted

    def drop(self, kind: str, *, now: datetime) -> int:
        """What waits of a kind never leaves; returns how many."""
        lanes = [int(lane) for lane, each in _OF_LANE.items() if each == kind]
        one = sa.or_(outbox.c.lane.in_(lanes), sa.and_(outbox.c.lane == Lane.NOTICE, _of(frozenset({kind}))))
        where = (outbox.c.state == SendState.PENDING, one, self._not_theirs())
        return self.update(outbox, *where, state=SendState.SUPERSEDED, reason="dropped", settled_at=now)

    def _not_theirs(self) -> sa.ColumnElement[bool]:
        return sa.not_(sa.and_(outbox.c.lane == Lane.REPLY, outbox.c.chat_id.in_(self._chats())))

    def _chats(self) -> frozenset[int]:
        found = self.all(
            sa.select(accounts.c.id)
            .join(roles, roles.c.person_id == accounts.c.person_id)
            .where(roles.c.role == Role.ADMIN, roles.c.state == RoleState.CONFIRMED)
        )
        return frozenset(row.id for row in found)
