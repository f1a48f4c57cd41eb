"""An action is late: its new day by tap, typed, or from the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.actions.views import ActionView, DayPage, about_action, offered_days
from bot.screens.widgets import calendar
from bot.understand import dates


class Late(DayPage):
    name = "actions.late"
    args = ("action", "month")
    help = mark("Choose or write the new day. The old one stays in the history")

    def load(self, turn: Turn) -> ActionView:
        view = about_action(turn)
        begin = max(view.today, view.action.due or view.today)
        month = calendar.month_in(turn.args.get("month", calendar.month_of(begin)), calendar.to_come(view.today))
        return replace(view, month=month)

    def render(self, view: ActionView, say: Say) -> Message:
        start, here = max(view.today, view.action.due or view.today), {"action": view.action.id}
        week, month = start + timedelta(weeks=1), dates.add_months(start, 1)
        rows = [
            [Button(say("⏳ One week later: {day}", day=say.day(week)), offered_days(view, [week]))],
            [Button(say("⏳ One month later: {day}", day=say.day(month)), offered_days(view, [month]))],
            *calendar.rows(
                say,
                view.month,
                within=calendar.to_come(view.today),
                today=view.today,
                turn=lambda month: Go(self.name, here | {"month": month}),
                take=lambda day: Tap("choose", (day.toordinal(),)),
            ),
            [Button(say("◀ Back"), Go("actions.checkin", here))],
        ]
        ask = say("Which day will it be done? For example 15/1/2027 or tomorrow")
        return Message(paragraphs(bold(view.action.what), ask), rows)

    def tap_choose(self, turn: Turn, view: ActionView) -> Go:
        if not 0 < turn.choice() <= date.max.toordinal():
            raise Stale
        return offered_days(view, [calendar.chosen(date.fromordinal(turn.choice()), calendar.to_come(view.today))])
