"""The holidays on which nothing rings, for staff: the yearly ones, and those that staff add by day or range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, day_written
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.domain.reminders import Holiday
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.widgets import calendar, read_back
from bot.services.reminders import holidays
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure

_LISTED = 20  # holidays of one page; a year has fewer


@dataclass(frozen=True, slots=True)
class ListView:
    holidays: tuple[Holiday, ...]
    sets: bool  # whoever looks after all projects adds and removes them


class List(Screen[ListView]):
    name = "holidays.list"
    roles = STAFF
    help: ClassVar[str] = mark("On these days nobody is reminded. Add a day or several; those added can be removed")

    def load(self, turn: Turn) -> ListView:
        today, language = turn.say.today(turn.now), turn.say.language
        found = holidays.coming(turn.uow, turn.library, today=today, language=language)
        return ListView(tuple(found[:_LISTED]), not turn.person.own_projects)

    def render(self, view: ListView, say: Say) -> Message:
        listed = lines(*(_line(one, say) for one in view.holidays))
        moved = say("A reminder that falls on one of them comes on the next working morning")
        own = [Button(Html(f"🗑 {_line(one, say)}"), _page(one.id)) for one in view.holidays if one.id]
        sets = [Button(say("➕ Add a holiday"), Go("holidays.new", push=True)), *own] if view.sets else []
        text = paragraphs(bold(say("🏖 Holidays")), listed, moved)
        return Message(text, column([*sets, Button(say("◀ Back"), Back())]))


def _page(holiday: int) -> Go:
    return Go("holidays.page", {"holiday": holiday}, push=True)


def _line(one: Holiday, say: Say) -> Html:
    """14/4/2027 – 16/4/2027 Lao New Year."""
    return safe(" ".join(filter(None, (_range(one.first, one.last, say), one.name))))


def _range(first: date, last: date, say: Say) -> str:
    return say.day(first) if first == last else f"{say.day(first)} – {say.day(last)}"


@dataclass(frozen=True, slots=True)
class NewView:
    """The calendar; `first`: the day that a range begins with, when it is chosen already."""

    today: date
    month: int
    first: date | None


class New(Screen[NewView]):
    name = "holidays.new"
    args = ("first", "month")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write one day, or the first and the last, for example 14/4/2027 to 16/4/2027")

    def load(self, turn: Turn) -> NewView:
        today = turn.say.today(turn.now)
        began = turn.day("first") if turn.args.get("first") else None
        within = calendar.to_come(began or today)
        return NewView(today, calendar.month_in(turn.args.get("month"), within), began)

    def render(self, view: NewView, say: Say) -> Message:
        first = view.first
        days = calendar.rows(
            say,
            view.month,
            within=calendar.to_come(first or view.today),
            today=view.today,
            turn=lambda month: Go(self.name, {"first": day_written(first) if first else 0, "month": month}),
            take=lambda day: _sure(first, day) if first else Go(self.name, {"first": day_written(day)}),
        )
        ask = say("Which day, or from which day to which? For example 14/4/2027 to 16/4/2027")
        if first:
            ask = say("{day} – until which day?", day=say.date(first))
        only = [Button(say("🏖 Only this day"), _sure(first, first))] if first else []
        return Message(ask, [only, *days, [Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: NewView, answer: Answer) -> Go:
        match dates.read(only_text(answer), today=view.today):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices, "range"):
                return _sure(min(choices), max(choices))
            case Unsure(choices):
                return _sure(view.first or choices[0], choices[0])
            case day:
                return _sure(view.first or day, day)


def _sure(first: date, last: date) -> Go:
    return Go("holidays.sure", {"first": day_written(first), "last": day_written(last)})


@dataclass(frozen=True, slots=True)
class SureView:
    first: date
    last: date


class Sure(Screen[SureView]):
    """The days read back before they count."""

    name = "holidays.sure"
    args = ("first", "last")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> SureView:
        return SureView(*map(turn.day, self.args))

    def render(self, view: SureView, say: Say) -> Message:
        whole = say.date(view.first)
        if view.first != view.last:
            whole = f"{whole} – {say.date(view.last)}"
        ask = say("Nobody is reminded on these days. Is it so?")
        other = Button(say("✖️ Another day"), Go("holidays.new"))
        return read_back.question(lines(bold(whole), ask), [[Button(say("👍 Yes"), Tap("keep"))]], other)

    def tap_keep(self, turn: Turn, view: SureView) -> Go:
        today = turn.say.today(turn.now)
        new = holidays.add(turn.uow, view.first, view.last, by=turn.person, today=today, now=turn.now)
        return Go("holidays.name", {"holiday": new}, note=turn.say("Saved"))


class _OfHoliday(Screen[Holiday]):
    args = ("holiday",)
    roles = STAFF

    def load(self, turn: Turn) -> Holiday:
        return holidays.open_holiday(turn.uow, turn.number("holiday"), by=turn.person)


class Name(_OfHoliday):
    name = "holidays.name"
    asks = True
    help: ClassVar[str] = mark("Write what this holiday is called")

    def render(self, view: Holiday, say: Say) -> Message:
        text = lines(bold(_line(view, say)), say("What is this holiday called?"))
        return Message(text, [[Button(say("Skip"), Go("holidays.list"))]])

    def on_answer(self, turn: Turn, view: Holiday, answer: Answer) -> Go:
        holidays.rename(turn.uow, view.id, only_text(answer), by=turn.person)
        return Go("holidays.list", note=turn.say("Saved"))


class Page(_OfHoliday):
    name = "holidays.page"
    help: ClassVar[str] = mark("If this is a working day after all, remove it")

    def render(self, view: Holiday, say: Say) -> Message:
        buttons: Sequence[Button] = [
            Button(say("🗑 Remove it"), Tap("remove")),
            Button(say("✍️ Change the name"), Go("holidays.name", {"holiday": view.id})),
            Button(say("◀ Back"), Back()),
        ]
        return Message(bold(_line(view, say)), column(buttons))

    def tap_remove(self, turn: Turn, view: Holiday) -> Go:
        holidays.remove(turn.uow, view.id, by=turn.person, now=turn.now)
        return Go("holidays.list", note=turn.say("Removed. These are working days again"))


command(Command("holidays", Go("holidays.list", push=True), mark("Holidays"), roles=STAFF, order=68))
