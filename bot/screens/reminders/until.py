"""The day until which a group rests read back, or the days that may be meant."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.i18n import Say, mark
from bot.screens.reminders.views import GroupPage, GroupView, allowed_days, read_until
from bot.screens.widgets import read_back
from bot.services.reminders import pauses


class Until(GroupPage):
    name = "reminders.until"
    args = ("group", "days")
    help = mark("Press the day if it is the right one, or write another")

    def load(self, turn: Turn) -> GroupView | Go:  # type: ignore[override]
        view = super().load(turn)
        first, last = allowed_days(view.today)
        fits = view.days and all(first <= day <= last for day in view.days)
        return view if fits else Go("reminders.pause", {"group": view.group.id})

    def render(self, view: GroupView, say: Say) -> Message:
        return read_back.reading(
            [Button(say.date(day), read_until(view, [day])) for day in view.days],
            so=say("{date} – is it so?", date=say.date(view.days[0])),
            yes=Button(say("👍 Yes"), Tap("take")),
            which=say("Which day do you mean?"),
            other=Button(say("✖️ Another day"), Go("reminders.pause", {"group": view.group.id})),
        )

    def tap_take(self, turn: Turn, view: GroupView) -> Go:
        until = view.days[0]
        pauses.pause(turn.uow, turn.library, view.group.id, until, by=turn.person, now=turn.now)
        return Go("reminders.group", {"group": view.group.id})
