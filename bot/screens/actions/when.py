"""The new day of a late action by the calendar of a month."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.i18n import Say, bold, mark
from bot.screens.actions import words
from bot.screens.actions.views import ActionView, DayPage, about_action, take
from bot.screens.widgets import calendar


class When(DayPage):
    """The calendar of a month for the new day."""

    name = "actions.when"
    args = ("action", "month")
    help = mark("Turn the months with ◀ and ▶, then choose a day. You can also write it")

    def load(self, turn: Turn) -> ActionView:
        view = about_action(turn)
        return replace(view, month=calendar.month_in(turn.args.get("month"), calendar.to_come(view.today)))

    def render(self, view: ActionView, say: Say) -> Message:
        here = {"action": view.action.id}
        days = calendar.rows(
            say,
            view.month,
            within=calendar.to_come(view.today),
            today=view.today,
            turn=lambda month: Go(self.name, here | {"month": month}),
            take=lambda day: take(view, day),
        )
        back = Button(say("◀ Back"), Go("actions.late", here))
        return Message(bold(words.head(view.action)), [*days, [back]], asks=say("Which day will it be done?"))
