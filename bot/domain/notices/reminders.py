"""Reminders of actions, and what comes back when somebody answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ActionId
from bot.domain.notices import Notice
from bot.domain.reminders import CheckInAnswer


@dataclass(frozen=True, slots=True)
class ReminderDue(Notice):
    notice = "reminder"
    action: ActionId
    revision: int
    start: bool = False  # about the start date
    ask: bool = False  # the owner cannot be reached: please ask them


@dataclass(frozen=True, slots=True)
class ReminderChat(Notice):
    notice = "reminder_chat"
    action: ActionId
    revision: int
    start: bool = False


@dataclass(frozen=True, slots=True)
class ReminderLeader(Notice):
    notice = "reminder_leader"
    action: ActionId
    revision: int
    start: bool = False


@dataclass(frozen=True, slots=True)
class ReminderStaff(Notice):
    notice = "reminder_staff"
    action: ActionId
    revision: int
    start: bool = False


@dataclass(frozen=True, slots=True)
class ReminderSummary(Notice):
    notice = "reminder_summary"
    items: tuple[tuple[ActionId, str], ...]  # and who gets it
    late: bool  # more than a day
    rested: bool = False  # because the group was paused
    again: bool = False  # it stands there and is brought up to date


@dataclass(frozen=True, slots=True)
class ReminderWithdrawn(Notice):
    notice = "reminder_withdrawn"
    action: ActionId


@dataclass(frozen=True, slots=True)
class ReminderBelow(Notice):
    notice = "reminder_below"
    action: ActionId


@dataclass(frozen=True, slots=True)
class ReminderAnswered(Notice):
    notice = "reminder_answered"
    action: ActionId
    checkin: int


@dataclass(frozen=True, slots=True)
class CheckedIn(Notice):
    notice = "checked_in"
    action: ActionId
    checkin: int


@dataclass(frozen=True, slots=True)
class CheckinUndone(Notice):
    notice = "checkin_undone"
    action: ActionId
    checkin: int


@dataclass(frozen=True, slots=True)
class CheckinMore(Notice):
    notice = "checkin_more"
    action: ActionId
    answer: CheckInAnswer
