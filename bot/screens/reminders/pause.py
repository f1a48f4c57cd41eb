"""A rest of the reminders, for a festival or a flood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, Rows, column
from bot.chat.screen import Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, bold, mark
from bot.screens.reminders.views import GroupPage, GroupView, allowed_days, ask_sure, read_until
from bot.screens.widgets import calendar
from bot.services.reminders import pauses
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure

_WEEKS = (1, 2)  # lengths of a rest that are offered
_CHOICES = 5  # days that were perhaps meant; more would not fit a button's 64 bytes


class Rest(GroupPage):
    name = "reminders.pause"
    args = ("group", "month")
    asks = True
    help = mark("For a festival or a flood: choose or write the day on which reminders come again")

    def load(self, turn: Turn) -> GroupView:
        view = super().load(turn)
        month = turn.args.get("month")
        return replace(view, month=calendar.month_in(month, allowed_days(view.today)) if month else 0)

    def render(self, view: GroupView, say: Say) -> Message:
        here = {"group": view.group.id}
        asks = say("On which day shall reminders come again? For example 15/1/2027 or in 2 weeks")
        back = [Button(say("◀ Back"), Go(self.name, here) if view.month else Back())]
        if not view.month:
            return Message(bold(view.group.name), [*self._lengths(view, say), back], asks=asks)
        days = calendar.rows(
            say,
            view.month,
            within=allowed_days(view.today),
            today=view.today,
            turn=lambda month: Go(self.name, here | {"month": month}),
            take=lambda day: read_until(view, [day]),
        )
        return Message(bold(view.group.name), [*days, back], asks=asks)

    def _lengths(self, view: GroupView, say: Say) -> Rows:
        days = [view.today + timedelta(weeks=weeks) for weeks in _WEEKS]
        opened = Go(self.name, {"group": view.group.id, "month": calendar.month_of(view.today)})
        return [
            *column(Button(f"📅 {say.day(day)}", read_until(view, [day])) for day in days),
            [Button(say("📅 Calendar"), opened)],
            [Button(say("⏸ Until I say “go on”"), Tap("open"))],
        ]

    def on_answer(self, turn: Turn, view: GroupView, answer: Answer) -> Go:
        match dates.read(only_text(answer), today=view.today):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return ask_sure(view, choices[:_CHOICES])
            case day:
                return ask_sure(view, [day])

    def tap_open(self, turn: Turn, view: GroupView) -> Go:
        pauses.pause(turn.uow, turn.library, view.group.id, None, by=turn.person, now=turn.now)
        return Go("reminders.group", {"group": view.group.id})
