"""A person's move from one phone to another, and what becomes of it where the old phone says that it was not them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import AccountId, PersonId

DOUBTED_WITHIN = timedelta(days=30)  # in which the old phone can say "it was not me"


class MoveState(StrEnum):
    """What became of a move."""

    DONE = "done"
    DOUBTED = "doubted"  # the old phone says that it was not them: the person is frozen
    CONFIRMED = "confirmed"  # somebody looked: the new phone is theirs
    UNDONE = "undone"  # somebody looked: the old phone is theirs, and speaks for them again


@dataclass(frozen=True, slots=True)
class Move:
    """One account that spoke for a person, the one that took its place, and who had made the link (None: unknown)."""

    id: int
    person: PersonId
    maker: PersonId | None
    old: AccountId
    new: AccountId
    state: MoveState
    at: datetime

    def can_be_doubted(self, now: datetime) -> bool:
        """Whether the old phone can still say that it was not them."""
        return self.state is MoveState.DONE and now < self.at + DOUBTED_WITHIN
