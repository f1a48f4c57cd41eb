"""The start or the end of an action by the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.i18n import Say, mark
from bot.screens.plan.field import Field, head
from bot.screens.plan.lines import DAYS, AskView, keep, number_of, on_day
from bot.screens.widgets import calendar
from bot.services.seasons import Stretch


@dataclass(frozen=True, slots=True)
class WhenView(AskView):
    """The field that is asked, and the month that is shown or the season that was named."""

    month: int = 0
    stretches: tuple[Stretch, ...] = ()


class DayQuestion(Field):
    """A page about one of the two days of a line; it takes typed answers as their question does."""

    name = ""  # none of its own

    def asked(self, turn: Turn) -> AskView | Go:
        view = super().load(turn)
        if isinstance(view, Go):
            return view
        back = Go("plan.field", {"action": view.action.id, "field": view.field})
        return view if view.field in DAYS and view.base.open else back

    def back(self, view: AskView, say: Say) -> list[Button]:
        return [Button(say("◀ Back"), Go("plan.field", {"action": view.action.id, "field": view.field}))]


class When(DayQuestion):
    """The calendar of a month for the start or the end of an action."""

    name = "plan.when"
    args: ClassVar[tuple[str, ...]] = ("action", "field", "month")
    help: ClassVar[str] = mark("Turn the months with ◀ and ▶, then choose a day. You can also write it")

    def load(self, turn: Turn) -> WhenView | Go:
        view = self.asked(turn)
        if isinstance(view, Go):
            return view
        month = calendar.month_in(turn.args.get("month"), calendar.to_come(view.base.today))
        return WhenView(view.base, view.field, (), view.revision, month=month)

    def render(self, view: AskView, say: Say) -> Message:
        assert isinstance(view, WhenView)
        here: dict[str, Value] = {"action": view.action.id, "field": view.field}
        days = calendar.rows(
            say,
            view.month,
            within=calendar.to_come(view.base.today),
            today=view.base.today,
            turn=lambda month: Go("plan.when", here | {"month": month}),
            take=lambda day: Tap("take", (number_of(day),)),
        )
        asks = say("Which day will it be done?") if view.field == "due" else say("Which day does it start?")
        return Message(head(view, say), [*days, self.back(view, say)], asks=asks)

    def tap_take(self, turn: Turn, view: AskView) -> Go:
        day = calendar.chosen(on_day(turn.choice()), calendar.to_come(view.base.today))
        return keep(turn, view, number_of(day))
