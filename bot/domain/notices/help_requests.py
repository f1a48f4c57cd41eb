"""A call for help: made, taken, told more about, answered, forgotten, solved. `checkin` is what it began with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ActionId, PersonId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class HelpWanted(Notice):
    notice = "help_wanted"
    checkin: int


@dataclass(frozen=True, slots=True)
class HelpAgain(Notice):
    notice = "help_again"
    checkin: int


@dataclass(frozen=True, slots=True)
class HelpMore(Notice):
    notice = "help_more"
    checkin: int
    entry: int  # the check-in with what is told


@dataclass(frozen=True, slots=True)
class HelpSolved(Notice):
    notice = "help_solved"
    checkin: int


@dataclass(frozen=True, slots=True)
class HelpTaken(Notice):
    notice = "help_taken"
    checkin: int
    helper: PersonId


@dataclass(frozen=True, slots=True)
class HelpAnswered(Notice):
    notice = "help_answered"
    reply: int  # the check-in with the answer
    checkin: int | None = None
    action: ActionId | None = None


@dataclass(frozen=True, slots=True)
class HelpBetter(Notice):
    notice = "help_better"
    checkin: int
