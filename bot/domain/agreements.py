"""How many members have to agree before a plan may be sent: the rule of a round."""

from __future__ import annotations

from enum import StrEnum


class Needed(StrEnum):
    """What staff may choose for a round."""

    ALL = "all"
    TWO_THIRDS = "two_thirds"
    HALF = "half"  # more than half
    NONE = "none"

    def of(self, members: int) -> int:
        """How many of so many members that is."""
        return {
            Needed.ALL: members,
            Needed.TWO_THIRDS: -(-2 * members // 3),
            Needed.HALF: members // 2 + 1 if members else 0,
            Needed.NONE: 0,
        }[self]
