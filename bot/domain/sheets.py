"""Spreadsheets of groups and people that staff bring in: what each line says, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import MediumId, PersonId, SheetId

UNDONE_WITHIN = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=7)  # what was never taken, and the lines of what was


class SheetState(StrEnum):
    """How far a spreadsheet is."""

    READING = "reading"
    UNREAD = "unread"  # it is none that can be read; `why` says more
    CHECKED = "checked"
    LEFT = "left"  # whoever sent it does not want it
    TAKING = "taking"
    TAKEN = "taken"
    UNDOING = "undoing"
    UNDONE = "undone"


class LineState(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    DOUBLE = "double"  # it is there already
    FAULT = "fault"
    TAKEN = "taken"
    UNDONE = "undone"
    KEPT = "kept"  # what it made is used already, and stays


class Unreadable(StrEnum):
    """Why nothing can be taken from a file."""

    OLD = "old"  # Excel's format of before 2007
    LARGE = "large"
    LINES = "lines"  # too many
    LETTERS = "letters"  # not in an encoding that holds Lao
    BROKEN = "broken"
    HEADS = "heads"  # no line says what the columns are
    EMPTY = "empty"


class Flaw(StrEnum):
    """What is wrong with a line; whoever sent it mends that and sends it again."""

    FORMULA = "formula"
    NO_DISTRICT = "no district"
    PROVINCE = "province"  # no province is called so
    DISTRICT = "district"  # no district is called so, or not in that province
    WHICH_DISTRICT = "which district"  # several are called so
    NO_VILLAGE = "no village"
    NO_GROUP = "no group"
    LONG = "long"  # a name
    NAME = "name"  # that cannot be one
    SEX = "sex"
    YOUTH = "youth"
    LEADER = "leader"  # the word for whether somebody leads
    LEADER_NAME = "leader name"  # somebody leads who has no name
    TWO_LEADERS = "two leaders"
    PHONE = "phone"
    PROJECT = "project"  # the group has another one
    NOT_YOURS = "not yours"  # a project that whoever sent it does not look after
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet that somebody sent."""

    id: SheetId
    by: PersonId | None
    medium: MediumId | None
    name: str  # of the file
    state: SheetState
    why: str  # Unreadable, "" otherwise
    at: datetime
    taken_at: datetime | None

    def can_be_undone(self, now: datetime) -> bool:
        return self.state is SheetState.TAKEN and self.taken_at is not None and now < self.taken_at + UNDONE_WITHIN


@dataclass(slots=True)
class Line:
    """One line as it was understood. `number` is its own in the file, from 1."""

    number: int
    state: LineState = LineState.NEW
    flaw: Flaw | None = None
    value: str = ""  # the word that is wrong, as it was written
    district: str = ""  # code of places.yaml
    village: str = ""
    group: str = ""
    project: str = ""
    name: str = ""
    leader: bool = False
    sex: str = ""
    youth: str = ""
    phone: str = ""

    def wrong(self, flaw: Flaw, value: str = "") -> Line:
        """The line with a flaw; the first that was found stands."""
        if self.flaw is None:
            self.state, self.flaw, self.value = LineState.FAULT, flaw, value
        return self


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines are in each state, and what came of those that were taken."""

    lines: dict[LineState, int] = field(default_factory=dict)
    groups: int = 0
    people: int = 0

    def of(self, state: LineState) -> int:
        return self.lines.get(state, 0)
