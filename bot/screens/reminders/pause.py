"""A rest of the reminders, for a festival or a flood."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.reminders.views import GroupPage, GroupView, allowed_days, ask_sure, read_until
from bot.screens.widgets import calendar
from bot.services.reminders import pauses
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure

_CHOICES = 5  # days that were perhaps meant; more would not fit a button's 64 bytes


class Rest(GroupPage):
    name = "reminders.pause"
    args = ("group", "month")
    asks = True
    help = mark("For a festival or a flood: choose or write the day on which reminders come again")

    def load(self, turn: Turn) -> GroupView:
        view = super().load(turn)
        return replace(view, month=calendar.month_in(turn.args.get("month"), allowed_days(view.today)))

    def render(self, view: GroupView, say: Say) -> Message:
        here = {"group": view.group.id}
        ask = say("On which day shall reminders come again? For example 15/1/2027 or in 2 weeks")
        days = calendar.rows(
            say,
            view.month,
            within=allowed_days(view.today),
            today=view.today,
            turn=lambda month: Go(self.name, here | {"month": month}),
            take=lambda day: read_until(view, [day]),
        )
        open_end = Button(say("⏸ Until I say “go on”"), Tap("open"))
        return Message(paragraphs(bold(view.group.name), ask), [[open_end], *days, [Button(say("◀ Back"), Back())]])

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
