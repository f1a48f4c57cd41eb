"""What the figures of the programme are: a funnel from the first lesson to finished work, overdue work, money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Figure(StrEnum):
    """One figure, with the groups behind it."""

    GROUPS = "groups"  # all that there are
    READ = "read"  # somebody has opened a lesson
    LEARNT = "learnt"  # somebody has finished one
    BEGUN = "begun"  # the plan
    SENT = "sent"
    PASSED = "passed"
    DONE = "done"  # a piece of work
    OVERDUE = "overdue"
    PLANNED = "planned"  # money
    SPENT = "spent"
    RECEIVED = "received"  # what the project paid of it
    INCOME = "income"  # what groups wrote down as received


FUNNEL = (Figure.GROUPS, Figure.READ, Figure.LEARNT, Figure.BEGUN, Figure.SENT, Figure.PASSED, Figure.DONE)
MONEY = (Figure.PLANNED, Figure.SPENT, Figure.RECEIVED, Figure.INCOME)  # kip


@dataclass(frozen=True, slots=True)
class People:
    """Members by what they said of themselves."""

    women: int = 0
    men: int = 0
    unsaid: int = 0

    @property
    def all(self) -> int:
        return self.women + self.men + self.unsaid


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of all groups, or of one province, district or project (`key`).

    `people` of READ and LEARNT have read themselves; of the others they are the members of the groups.
    """

    key: str = ""
    groups: Mapping[Figure, int] = field(default_factory=dict)
    people: Mapping[Figure, People] = field(default_factory=dict)
    overdue: int = 0  # pieces of work
    kip: Mapping[Figure, int] = field(default_factory=dict)
