"""The new day of a late action read back, or the days that were perhaps meant."""

from __future__ import annotations

from datetime import date

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.i18n import Say, mark
from bot.screens.actions.views import ActionView, DayPage, about_action, moved, offered_days
from bot.screens.widgets import read_back
from bot.understand import dates


class Day(DayPage):
    name = "actions.day"
    args = ("action", "choices")
    help = mark("Is the day right? If not, write it once more")

    def load(self, turn: Turn) -> ActionView | Go:
        view = about_action(turn)
        last = dates.add_months(view.today, 12 * dates.FAR)
        if not view.choices or not all(view.today.toordinal() <= day <= last.toordinal() for day in view.choices):
            return Go("actions.late", {"action": view.action.id})
        return view

    def render(self, view: ActionView, say: Say) -> Message:
        days, back = [date.fromordinal(day) for day in view.choices], Go("actions.late", {"action": view.action.id})
        return read_back.reading(
            [Button(say.date(day), offered_days(view, [day])) for day in days],
            so=say("{date} – is it so?", date=say.date(days[0])),
            yes=Button(say("👍 Yes"), Tap("take", (view.choices[0], view.action.revision))),
            no=Button(say("✋ No"), back),
            which=say("Which day? Choose"),
            other=Button(say("Another day"), back),
            beside=True,
        )

    def tap_take(self, turn: Turn, view: ActionView) -> Go:
        if turn.choice() not in view.choices:
            raise Stale
        return moved(turn, view, date.fromordinal(turn.choice()), turn.choice(1))
