"""The moves of people from one account to another as they are kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import AccountId, PersonId
from bot.domain.moves import Move, MoveState
from bot.store.repository import AnySelect, Repository
from bot.store.tables import moves


class Moves(Repository):
    """Who went from which phone to which, by whose link."""

    def add(self, person: PersonId, maker: PersonId | None, *, old: AccountId, new: AccountId, now: datetime) -> int:
        """Somebody moved; returns the move's number."""
        values = {"maker_id": maker, "old_account_id": old, "new_account_id": new, "state": MoveState.DONE, "at": now}
        return self.insert(moves, person_id=person, **values)

    def get(self, move: int) -> Move | None:
        """One move, locked until the transaction ends."""
        row = self.first(_moves().where(moves.c.id == move).with_for_update())
        return Move(*row) if row else None

    def latest(self, person: PersonId) -> Move | None:
        """The person's last move."""
        row = self.first(_moves().where(moves.c.person_id == person).order_by(moves.c.id.desc()))
        return Move(*row) if row else None

    def doubted(self, person: PersonId) -> Move | None:
        """The move of which one of the person's old phones says that it was not them."""
        where = (moves.c.person_id == person, moves.c.state == MoveState.DOUBTED)
        row = self.first(_moves().where(*where).order_by(moves.c.id.desc()))
        return Move(*row) if row else None

    def settle(self, move: int, state: MoveState) -> None:
        self.update(moves, moves.c.id == move, state=state)


def _moves() -> AnySelect:
    names = ("id", "person_id", "maker_id", "old_account_id", "new_account_id", "state", "at")
    return sa.select(*(moves.c[name] for name in names))
