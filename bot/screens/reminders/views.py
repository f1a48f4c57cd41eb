"""What several pages about a group's reminders load and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, pack, unpack
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.domain.reminders import Told
from bot.i18n import Html, Say, mark
from bot.screens.actions import words as actions_words
from bot.screens.widgets import calendar
from bot.services.groups import groups
from bot.services.reminders import pauses
from bot.store.pauses import Pause

_BASE = 16  # of the days in a button
TOLD = {
    Told.BOTH: mark("💬 Group chat and private"),
    Told.PRIVATE: mark("👤 Only in private"),
    Told.CHAT: mark("👥 Only in the group chat"),
}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with the pause that holds at present; `today` is the group's day."""

    group: Group
    pause: Pause | None
    today: date
    staff: bool = False
    days: tuple[date, ...] = ()
    month: int = 0  # of the calendar


class GroupPage(Screen[GroupView]):
    """A page for whoever leads the group, and for staff."""

    args: ClassVar[tuple[str, ...]] = ("group",)

    def load(self, turn: Turn) -> GroupView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        pause = pauses.current(turn.uow, group, now=turn.now)
        staff = Role.STAFF in turn.person.roles
        return GroupView(group, pause, actions_words.today(group, turn.now), staff, _days(turn.word("days")))


def rest_line(pause: Pause, say: Say) -> Html:
    if pause.until is None:
        return say("⏸ The group rests until somebody says “go on”")
    return say("⏸ The group rests. Reminders come again on {day}", day=say.date(pause.until))


def allowed_days(today: date) -> calendar.Within:
    return today + timedelta(days=1), today + timedelta(days=pauses.LONGEST)


def ask_sure(view: GroupView, days: Sequence[date]) -> Go:
    coming = [day for day in days if day > view.today]
    if not coming:
        raise Refused("This day is over. Write a day that is still to come")
    return read_until(view, coming)


def read_until(view: GroupView, days: Sequence[date]) -> Go:
    """The page that reads back until when the group rests."""
    return Go("reminders.until", {"group": view.group.id, "days": pack((day.toordinal() for day in days), _BASE)})


def _days(word: str) -> tuple[date, ...]:
    """The days of a button; none when it is forged."""
    return tuple(date.fromordinal(day) for day in unpack(word, _BASE, most=date.max.toordinal()) if day)
