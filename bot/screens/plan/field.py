"""One question about an action: who, by when, for how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, Rows, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.refused import Missing, Refused
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.lines import (
    DAYS,
    QUESTIONS,
    SUMS,
    AskView,
    asked_back,
    changed,
    enclose,
    keep,
    keep_span,
    load_action,
    number_of,
    onward,
    present_value,
    read_choices,
    saved_line,
)
from bot.screens.plan.words import FIELDS, days_said, work_line
from bot.screens.widgets import calendar
from bot.services import seasons
from bot.services.plans import actions
from bot.services.seasons import Named
from bot.understand import dates, money, spans
from bot.understand.readings import Unclear, Unsure

BESIDE = ("", "before", "after")  # a season itself, and the time before and after it
MEMBERS = 4  # names on buttons, and so many more behind 🧭; the others are written
_OTHERS = 14
_NAME = 12  # letters of a name beside another one
LATER = {7: mark("In 1 week: {day}"), 14: mark("In 2 weeks: {day}"), 30: mark("In 1 month: {day}")}
_SAID = {"due": "days", "start": "days"}  # what of the line's head a field is part of
_TO = re.compile(r"[-–—]|ຫາ|\bto\b")  # stands between two days
QUICK = (200_000, 500_000, 1_000_000, 2_000_000)  # kip on buttons, for those who would rather tap


class Field(Screen[AskView]):
    name = "plan.field"
    args: ClassVar[tuple[str, ...]] = ("action", "field")
    asks = True
    help: ClassVar[str] = mark("Choose a button or write. Days and amounts are read back to you first")

    def load(self, turn: Turn) -> AskView | Go:
        field = turn.word("field")
        if field not in FIELDS:
            raise Missing
        base = load_action(turn)
        if turn.incoming.kind == "tap" and turn.seen not in (None, base.revision):
            now = onward(base.action)  # an old button, or the same one twice: on to what is asked now
            if (now.screen, dict(now.args)) != (self.name, dict(turn.args)):
                return now
        return AskView(base, field, read_choices(turn), base.revision)

    def render(self, view: AskView, say: Say) -> Message:
        now = present_value(view, say)
        told = lines(head(view, say), say("So far: {what}", what=now) if now else "")
        later = Button(say("Skip ▶"), onward(view.action, after=view.field))
        empty = Button(say("🗑 Empty it"), Tap("empty")) if now and view.field != "what" and view.base.open else None
        quick, others = self._quick(view, say)
        asks = say(QUESTIONS[view.field], days=_example(view)) if view.field == "due" else say(QUESTIONS[view.field])
        return Message(
            told,
            [*quick, row(empty, later)],
            asks=asks,
            more=others,
            more_label=say("🧭 Other names") if others else "",
        )

    def _quick(self, view: AskView, say: Say) -> tuple[Rows, list[Button]]:
        """Answers for those who would rather tap, and names for which there is no room."""
        if view.field == "who":
            return _names(view, say)
        if view.field == "due":
            return [*column(_spans(view, say)), [_calendar(view, say)]], []
        if view.field == "start":
            days = [(text, _later(view.base.today, count)) for count, text in LATER.items()]
            quick = [Button(say(text, day=say.day(day)), Tap("take", (number_of(day),))) for text, day in days]
            return column([*quick, _calendar(view, say)]), []
        if view.field == "own":
            return column(_shares(view.action.cost or 0, say)), []
        if view.field == "cost":
            none = Button(say("💰 No money"), Tap("take", (0,)))
            return [[none], *grid([Button(say.money(kip), Tap("take", (kip,))) for kip in QUICK], 2)], []
        return [], []

    def tap_span(self, turn: Turn, view: AskView) -> Go:
        """Both days at once."""
        return keep_span(turn, view, turn.choice(), turn.choice(1))

    def tap_own(self, turn: Turn, view: AskView) -> Go:
        waits = actions.own(turn.uow, view.action.id, turn.choice(), by=turn.person, now=turn.now)
        return saved_line(turn, view, waits=waits)

    def tap_take(self, turn: Turn, view: AskView) -> Go:
        return keep(turn, view, turn.choice())

    def tap_empty(self, turn: Turn, view: AskView) -> Go:
        actions.empty(turn.uow, view.action.id, view.field, by=turn.person, now=turn.now)
        changed(turn, view.action)
        return Go("plan.action", {"action": view.action.id}, note=turn.say("✅ Saved"))

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        if not answer.is_text:
            here: dict[str, Value] = {"action": view.action.id, "field": view.field}
            return Go("plan.field", here, note=enclose(turn, view.action, answer))
        if view.field in SUMS:
            return asked_back(view, _sum(answer.text))
        if view.field in DAYS:
            if view.field == "due" and (span := _span(answer.text, view)):
                return Go("plan.span", {"action": view.action.id, "first": span[0], "last": span[1]})
            found = _day(answer.text, view)
            return asked_back(view, found) if found else _season(turn, view, answer.text)
        waits = actions.say(turn.uow, view.action.id, view.field, answer.text, by=turn.person, now=turn.now)
        return saved_line(turn, view, typed=answer.text, waits=waits)


def head(view: AskView, say: Say) -> Html:
    """What the piece of work says so far, without what is asked now."""
    fields = [name for name in ("who", "days", "cost") if name != _SAID.get(view.field, view.field)]
    return bold(work_line(view.action, say, *fields))


def _names(view: AskView, say: Say) -> tuple[Rows, list[Button]]:
    """Oneself, then the others, those who have work in this plan first."""
    me = [Button(say("👥 Myself"), Tap("own", (view.base.me,)))] if view.base.me else []
    others = [one for one in view.base.members if one.person != view.base.me]
    buttons = [Button(shortened(one.name, _NAME), Tap("own", (one.person,))) for one in others]
    return [me, *grid(buttons[:MEMBERS], 2)], buttons[MEMBERS : MEMBERS + _OTHERS]


def _spans(view: AskView, say: Say) -> list[Button]:
    """Next week, this week and next month, each with its days."""
    today = view.base.today
    sunday = today + timedelta(6 - today.weekday())
    month = dates.add_months(today.replace(day=1), 1)
    weeks = {
        mark("📅 Next week: {days}"): (sunday + timedelta(1), sunday + timedelta(7)),
        mark("📅 This week: {days}"): (today, sunday),
        mark("📅 Next month: {days}"): (month, dates.add_months(month, 1) - timedelta(1)),
    }
    return [
        Button(say(text, days=days_said(first, last, say)), Tap("span", (number_of(first), number_of(last))))
        for text, (first, last) in weeks.items()
    ]


def _example(view: AskView) -> str:
    monday = view.base.today + timedelta(7 - view.base.today.weekday())
    sunday = monday + timedelta(6)
    return f"{monday.day}/{monday.month} – {sunday.day}/{sunday.month}"


def _calendar(view: AskView, say: Say) -> Button:
    here: dict[str, Value] = {"action": view.action.id, "field": view.field}
    return Button(say("📅 Calendar"), Go("plan.when", here | {"month": calendar.month_of(view.base.today)}))


def _shares(cost: int, say: Say) -> list[Button]:
    """What fits every sum, in words."""
    return [
        Button(say("💰 All of it"), Tap("take", (cost,))),
        Button(say("💰 Half of it"), Tap("take", (cost // 2,))),
        Button(say("💰 Nothing"), Tap("take", (0,))),
    ]


def _span(text: str, view: AskView) -> tuple[int, int] | None:
    """Two days that were typed, "7/12 – 13/12"; None for one day, or for what may mean several."""
    found = spans.read(text, today=view.base.today) if _TO.search(text) else None
    if not isinstance(found, tuple) or len(found) != 2 or not isinstance(found[0], date):
        return None
    first, last = found
    fits = actions.DAYS[0] <= first < last < actions.DAYS[1]
    return (number_of(first), number_of(last)) if fits else None


def _day(text: str, view: AskView) -> Sequence[int]:
    """What a typed day can mean; none when it means no day of this century."""
    match dates.read(text, today=view.base.today):
        case Unclear():
            found: Sequence[date] = ()
        case Unsure(choices):
            found = choices
        case day:
            found = (day,)
    return [number_of(day) for day in found if actions.DAYS[0] <= day < actions.DAYS[1]]


def _season(turn: Turn, view: AskView, text: str) -> Go:
    """A season instead of a day: its days are shown and a part of it is asked. Refused when it is none either."""
    found = seasons.named(turn.library, text)
    if not found:
        raise Refused("This date is not understood yet. Try it like this: {day}", day="15/1/2027")
    if len(found) > 1 and (days := _festivals(turn, view, found)):
        return asked_back(view, days)
    named = found[0]
    where = {"season": turn.library.seasons.seasons.index(named.season), "beside": BESIDE.index(named.beside)}
    return Go("plan.season", {"action": view.action.id, "field": view.field, **where})


def _festivals(turn: Turn, view: AskView, found: Sequence[Named]) -> list[int]:
    """The next day of each festival that a name may mean ("New Year"), the nearest first; none where one has no day."""
    group = turn.uow.groups.get(view.base.group)
    province = group.province if group else ""
    coming = [seasons.stretches(turn.uow, turn.library, one, province, today=view.base.today)[:1] for one in found]
    days = [one[0].first for one in coming if one and one[0].first == one[0].last]
    return [number_of(day) for day in sorted(days)] if len(days) == len(found) else []


def _sum(text: str) -> Sequence[int]:
    """What a typed amount can mean, kip."""
    match money.read(text):
        case Unclear("currency"):
            raise Refused("Please write the amount in kip. For example 500,000")
        case Unclear():
            raise Refused("This amount is not understood yet. For example 500,000")
        case Unsure(choices):
            return choices
        case kip:
            return (kip,)


def _later(today: date, days: int) -> date:
    return dates.add_months(today, 1) if days == 30 else today + timedelta(days=days)
