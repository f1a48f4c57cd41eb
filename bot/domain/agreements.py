"""How many members have to agree before a plan may be sent, and for how many one phone speaks: rules of a round."""

from __future__ import annotations

from enum import StrEnum

FOR_OTHERS = 3  # agreements for others that come from one phone, unless staff say otherwise for a round
MOST_FOR_OTHERS = 200  # that staff may allow: as many as a group has members


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
