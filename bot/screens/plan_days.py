"""The calendar of an item of the plan: one day, or the first and the last of a stretch; and seasons to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.seasons import Season
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Part
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens import calendar, plan_offers, plan_typed, plan_values
from bot.screens.plan_item import StepView, load_step
from bot.services import answers, plans

_DATED = ("date", "season")
_PAGE = 12  # seasons on one page


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
        if base.step.kind not in _DATED or not base.open:
            return Go("plan.step", base.here)
        first = plan_values.unpacked(turn.word("first")).get("day") if base.step.kind == "season" else None
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
            ask = lines(say("▶ From {date}", date=say.date(view.first)), say("Choose the last day"))
        text = paragraphs(bold(base.step.title(say.language)), ask)
        return Message(text, [*days, [Button(say("◀ Back"), Go("plan.step", base.here))]])

    def _page(self, view: DayView, month: int) -> Go:
        first = {"first": plan_values.packed({"day": view.first.isoformat()})} if view.first else {}
        return Go("plan.day", view.base.here | {"month": month} | first)

    def _take(self, view: DayView, day: date) -> Go | Tap:
        chosen = plan_values.packed({"day": day.isoformat()})
        if view.base.step.kind == "season" and view.first is None and view.within[0] <= day <= view.within[1]:
            return Go("plan.day", view.base.here | {"month": view.month, "first": chosen})
        return Tap("take", (chosen,))

    def tap_take(self, turn: Turn, view: DayView) -> Go:
        day = plan_values.unpacked(str(turn.value())).get("day")
        if not day:
            raise Stale
        last = calendar.chosen(date.fromisoformat(day), view.within)
        if view.base.step.kind == "date":
            return plan_offers.keep(turn, view.base, {"day": day})
        return plan_offers.keep(turn, view.base, answers.stretch((view.first or last, last)))

    def on_answer(self, turn: Turn, view: DayView, answer: Given) -> Go:
        return plan_typed.take(turn, view.base, answer)


@dataclass(frozen=True, slots=True)
class SeasonsView:
    base: StepView
    seasons: tuple[Season, ...]
    page: int
    revision: int


class Seasons(Screen[SeasonsView]):
    """Times of the year to choose from; its words are then an answer like a typed one."""

    name = "plan.seasons"
    args = ("plan", "step", "page")
    asks = True
    help: ClassVar[str] = mark("Choose a season or a festival. Its days are shown to you before anything is kept")

    def load(self, turn: Turn) -> SeasonsView | Go:
        base, page = load_step(turn), turn.args.get("page", 0)
        if base.step.kind not in _DATED or not base.open:
            return Go("plan.step", base.here)
        return SeasonsView(base, turn.library.seasons.seasons, page if isinstance(page, int) else 0, base.revision)

    def render(self, view: SeasonsView, say: Say) -> Message:
        named = [Button(one.title(say.language), Tap("name", (at,))) for at, one in enumerate(view.seasons)]
        shown, page, pages = paged(named, view.page, _PAGE)
        here = view.base.here
        turn = row(
            Button("◀", Go(self.name, here | {"page": page - 1})) if page else None,
            Button("▶", Go(self.name, here | {"page": page + 1})) if page + 1 < pages else None,
        )
        text = paragraphs(bold(view.base.step.title(say.language)), say("Which season or festival?"))
        return Message(text, [*grid(shown, 1), turn, [Button(say("◀ Back"), Go("plan.step", here))]])

    def tap_name(self, turn: Turn, view: SeasonsView) -> Go:
        place = turn.choice()
        if not 0 <= place < len(view.seasons):
            raise Stale
        words = Part("text", view.seasons[place].title(turn.say.language))
        plans.weigh(turn.uow, view.base.plan, view.base.step, words, by=turn.person, now=turn.now)
        return Go("plan.meant", view.base.here)

    def on_answer(self, turn: Turn, view: SeasonsView, answer: Given) -> Go:
        return plan_typed.take(turn, view.base, answer)
