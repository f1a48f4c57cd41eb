"""The work of all groups as staff look at it: which actions, and whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import GroupId
from bot.domain.plans import Action


class Which(StrEnum):
    """Which actions are looked at."""

    OVERDUE = "overdue"
    HELP = "help"
    MONTH = "month"  # due in this calendar month
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose actions: those of one province, district, project, round or group; of all where `kind` is empty.

    `key` is a code of places.yaml, a number, or a project's name.
    """

    kind: str = ""  # province, district, project, round, group
    key: str = ""
    projects: frozenset[str] = frozenset()  # of these alone, where it is not empty


EVERYBODY = Scope()


@dataclass(frozen=True, slots=True)
class Row:
    """An action with the group that it belongs to."""

    action: Action
    group: GroupId
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class Stuck:
    """How a district stands: overdue actions, groups that have some, the oldest due date, help requests."""

    district: str
    overdue: int
    groups: int
    oldest: date | None
    help: int


Counts = Mapping[Which, int]
