"""An action is late: its new day by tap, typed, or from the calendar."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions import words
from bot.screens.actions.views import ActionView, DayPage, about_action, chosen, moved, offered_days, take
from bot.screens.widgets import calendar
from bot.understand import dates


class Late(DayPage):
    name = "actions.late"
    args = ("action", "month")
    help = mark("Choose or write the new day. The old one stays in the history")

    def load(self, turn: Turn) -> ActionView:
        return about_action(turn)

    def render(self, view: ActionView, say: Say) -> Message:
        start, here = max(view.today, view.action.due or view.today), {"action": view.action.id}
        week, month = start + timedelta(weeks=1), dates.add_months(start, 1)
        was = say("The day was {date}", date=say.day(view.action.due)) if view.action.due else ""
        opened = Button(say("📅 Calendar"), Go("actions.when", here | {"month": calendar.month_of(start)}))
        rows = [
            [Button(say("📅 One week later: {day}", day=say.day(week)), take(view, week))],
            [Button(say("📅 One month later: {day}", day=say.day(month)), take(view, month))],
            [opened, Button(say("◀ Back"), Go("actions.checkin", here))],
        ]
        asks = say("Which day will it be done? Press or write")
        return Message(lines(bold(words.head(view.action)), was), rows, asks=asks)

    def tap_take(self, turn: Turn, view: ActionView) -> Go:
        """A day that was tapped is kept at once."""
        return moved(turn, view, chosen(turn, view), turn.choice(1))

    def tap_choose(self, turn: Turn, view: ActionView) -> Go:
        """A button of earlier days: the day was read back after it."""
        return offered_days(view, [chosen(turn, view)])
