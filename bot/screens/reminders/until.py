"""The read-back of a rest before it is kept."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.i18n import Say, mark
from bot.screens.reminders.views import GroupPage, GroupView, allowed_days, ask_sure
from bot.services.reminders import pauses


class Until(GroupPage):
    """The day that was understood, or the days that may be meant."""

    name = "reminders.until"
    args = ("group", "days")
    help = mark("Press the day if it is the right one, or write another")

    def load(self, turn: Turn) -> GroupView | Go:  # type: ignore[override]
        view = super().load(turn)
        first, last = allowed_days(view.today)
        fits = view.days and all(first <= day <= last for day in view.days)
        return view if fits else Go("reminders.pause", {"group": view.group.id})

    def render(self, view: GroupView, say: Say) -> Message:
        other = Button(say("✖️ Another day"), Go("reminders.pause", {"group": view.group.id}))
        if len(view.days) == 1:
            text = say("{date} – is it so?", date=say.date(view.days[0]))
            return Message(text, column([Button(say("✅ Yes"), Tap("take")), other]))
        days = (Button(say.date(day), ask_sure(view, [day])) for day in view.days if day > view.today)
        return Message(say("Which day do you mean?"), column([*days, other]))

    def tap_take(self, turn: Turn, view: GroupView) -> Go:
        until = view.days[0]
        pauses.pause(turn.uow, turn.library, view.group.id, until, by=turn.person, now=turn.now)
        return Go("reminders.group", {"group": view.group.id})
