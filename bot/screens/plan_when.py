"""The start or the end of a piece of work by the calendar, or by a season that somebody named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, Rows
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import calendar, season_words
from bot.screens.plan_field import BESIDE, DAYS, QUESTIONS, AskView, Field, asked_back, keep, number_of, on_day
from bot.services import seasons
from bot.services.seasons import Named, Stretch


@dataclass(frozen=True, slots=True)
class WhenView(AskView):
    """The field that is asked, and the month that is shown or the season that was named."""

    month: int = 0
    stretches: tuple[Stretch, ...] = ()


class _When(Field):
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


class When(_When):
    """The calendar of a month for the start or the end of a piece of work."""

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
        return Message(paragraphs(bold(view.action.what), say(QUESTIONS[view.field])), [*days, self.back(view, say)])

    def tap_take(self, turn: Turn, view: AskView) -> Go:
        day = calendar.chosen(on_day(turn.choice()), calendar.to_come(view.base.today))
        return keep(turn, view, number_of(day))


class InSeason(_When):
    """The days of a season, and the question which part of it is meant; the day is read back after that."""

    name = "plan.season"
    args: ClassVar[tuple[str, ...]] = ("action", "field", "season", "beside")
    help: ClassVar[str] = mark("Choose the part of the season. The day is read back to you first")

    def load(self, turn: Turn) -> WhenView | Go:
        view = self.asked(turn)
        if isinstance(view, Go):
            return view
        place, beside = turn.number("season"), turn.args.get("beside", 0)
        known = turn.library.seasons.seasons
        if not 0 <= place < len(known) or beside not in range(len(BESIDE)):
            raise Stale
        named = Named(known[place], BESIDE[int(beside)])
        group = turn.uow.groups.get(view.base.group)
        province = group.province if group else ""
        coming = seasons.stretches(turn.uow, turn.library, named, province, today=view.base.today)
        return WhenView(view.base, view.field, (), view.revision, stretches=coming)

    def render(self, view: AskView, say: Say) -> Message:
        assert isinstance(view, WhenView)
        ask: list[Html] = [season_words.in_season(one, say) for one in view.stretches]
        ask.append(
            say("The beginning, middle or end? Which year?")
            if view.stretches
            else say("This comes at other times in each place. Which month is it?")
        )
        return Message(paragraphs(bold(view.action.what), lines(*ask)), [*self._parts(view, say), self.back(view, say)])

    def _parts(self, view: WhenView, say: Say) -> Rows:
        def leads(days: tuple[date, date]) -> Go:
            """The first day of the part for a start, the last one for an end."""
            return asked_back(view, [number_of(days[0] if view.field == "start" else days[1])])

        if view.stretches:
            return season_words.parts(view.stretches, say, whole=False, leads=leads)
        return season_words.months(view.base.today, say, leads=leads)
