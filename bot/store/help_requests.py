"""Help requests and how far they are, as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.help_requests import HelpRequest, HelpState
from bot.domain.ids import ActionId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import calls, checkins, persons

_TAKER = persons.alias("helper")
_COLUMNS = (
    calls.c.id,
    checkins.c.action_id,
    checkins.c.help,
    checkins.c.person_id,
    sa.func.coalesce(persons.c.name, "").label("asker_name"),
    calls.c.state,
    calls.c.helper_id,
    sa.func.coalesce(_TAKER.c.name, "").label("helper_name"),
    calls.c.rung,
)
_JOINED = (
    calls.join(checkins, checkins.c.id == calls.c.id)
    .join(persons, persons.c.id == checkins.c.person_id, isouter=True)
    .join(_TAKER, _TAKER.c.id == calls.c.helper_id, isouter=True)
)
_OPEN = [state.value for state in HelpState if state.open]


class HelpRequests(Repository):
    """Every help request, from the question to "solved"."""

    def add(self, entry: int, *, next_at: datetime) -> None:
        """Follow up the help request that a check-in was."""
        self.run(calls.insert().values(id=entry, state=HelpState.WAITING.value, next_at=next_at))

    def get(self, request: int) -> HelpRequest | None:
        found = self._read(calls.c.id == request)
        return found[0] if found else None

    def lock(self, request: int) -> HelpRequest | None:
        """The request, locked until the transaction ends."""
        self.first(sa.select(calls.c.id).where(calls.c.id == request).with_for_update())
        return self.get(request)

    def change(self, request: int, **values: object) -> None:
        self.update(calls, calls.c.id == request, **values)

    def open_ones(self) -> list[HelpRequest]:
        """All requests that are not solved, the oldest first."""
        return self._read(calls.c.state.in_(_OPEN))

    def of_action(self, action: ActionId) -> list[HelpRequest]:
        """The open requests of an action."""
        return self._read(checkins.c.action_id == action, calls.c.state.in_(_OPEN))

    def close(self, action: ActionId) -> None:
        """The work is done: nobody is asked about its requests any more."""
        ours = sa.select(checkins.c.id).where(checkins.c.action_id == action)
        where = (calls.c.id.in_(ours), calls.c.state.in_(_OPEN))
        self.update(calls, *where, state=HelpState.CLOSED.value, next_at=None)

    def due(self, *, now: datetime, limit: int) -> list[HelpRequest]:
        """Requests that stood still until their time, locked until the transaction ends."""
        found = self.all(
            sa.select(calls.c.id)
            .where(calls.c.next_at <= now)
            .order_by(calls.c.next_at, calls.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return self._read(calls.c.id.in_([row.id for row in found])) if found else []

    def next_at(self) -> datetime | None:
        """When the next request is followed up."""
        found: datetime | None = self.value(sa.func.min(calls.c.next_at))
        return found

    def _read(self, *where: sa.ColumnElement[bool]) -> list[HelpRequest]:
        found: Sequence[AnyRow] = self.all(sa.select(*_COLUMNS).select_from(_JOINED).where(*where).order_by(calls.c.id))
        return [HelpRequest(*row) for row in found]
