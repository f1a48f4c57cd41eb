"""The calendar of a step: one day, or the first and the last of a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer as Given
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.screens.plan import offers, typed
from bot.screens.plan.views import DATED, StepView, load_step
from bot.screens.widgets import calendar, read_back
from bot.services.plans import answers


@dataclass(frozen=True, slots=True)
class DayView:
    """A month of the calendar; `first` is the beginning of a stretch whose end is chosen now."""

    base: StepView
    month: int
    first: date | None
    revision: int

    @property
    def within(self) -> calendar.Within:
        start, last = calendar.to_come(self.base.today)
        return self.first or start, last


class Day(Screen[DayView]):
    name = "plan.day"
    args = ("plan", "step", "month", "first")
    asks = True
    help: ClassVar[str] = mark("Turn the months with ◀ and ▶, then choose a day. You can also write it")

    def load(self, turn: Turn) -> DayView | Go:
        base = load_step(turn)
        if base.step.kind not in DATED or not base.open:
            return Go("plan.step", base.here)
        first = read_back.unpacked(turn.word("first")).get("day") if base.step.kind == "season" else None
        view = DayView(base, 0, date.fromisoformat(first) if first else None, base.revision)
        return DayView(base, calendar.month_in(turn.args.get("month"), view.within), view.first, base.revision)

    def render(self, view: DayView, say: Say) -> Message:
        base = view.base
        days = calendar.rows(
            say,
            view.month,
            within=view.within,
            today=base.today,
            turn=lambda month: self._page(view, month),
            take=lambda day: self._take(view, day),
        )
        if base.step.kind == "date":
            ask = say("Choose the day")
        elif view.first is None:
            ask = say("Choose the first day")
        else:
            ask = say("Choose the last day")
        since = say("▶ From {date}", date=say.date(view.first)) if view.first else ""
        text = lines(bold(base.step.title(say.language)), since)
        return Message(text, [*days, [Button(say("◀ Back"), Go("plan.step", base.here))]], asks=ask)

    def _page(self, view: DayView, month: int) -> Go:
        first = {"first": read_back.packed({"day": view.first.isoformat()})} if view.first else {}
        return Go("plan.day", view.base.here | {"month": month} | first)

    def _take(self, view: DayView, day: date) -> Go | Tap:
        chosen = read_back.packed({"day": day.isoformat()})
        if view.base.step.kind == "season" and view.first is None and view.within[0] <= day <= view.within[1]:
            return Go("plan.day", view.base.here | {"month": view.month, "first": chosen})
        return Tap("take", (chosen,))

    def tap_take(self, turn: Turn, view: DayView) -> Go:
        day = read_back.unpacked(str(turn.value())).get("day")
        if not day:
            raise Stale
        last = calendar.chosen(date.fromisoformat(day), view.within)
        if view.base.step.kind == "date":
            return offers.keep(turn, view.base, {"day": day})
        return offers.keep(turn, view.base, answers.stretch((view.first or last, last)))

    def on_answer(self, turn: Turn, view: DayView, answer: Given) -> Go:
        return typed.take(turn, view.base, answer)
