"""One question about an action: who, by when, for how much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, Rows, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.refused import Missing, Refused
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.plan.lines import (
    DAYS,
    QUESTIONS,
    SUMS,
    AskView,
    asked_back,
    changed,
    enclose,
    keep,
    load_action,
    number_of,
    onward,
    present_value,
    read_choices,
    saved_line,
)
from bot.screens.plan.words import FIELDS
from bot.screens.widgets import calendar
from bot.services import seasons
from bot.services.plans import actions
from bot.services.seasons import Named
from bot.understand import dates, money
from bot.understand.readings import Unclear, Unsure

BESIDE = ("", "before", "after")  # a season itself, and the time before and after it
MEMBERS = 20  # names on buttons; the others are written
LATER = {7: mark("In 1 week: {day}"), 14: mark("In 2 weeks: {day}"), 30: mark("In 1 month: {day}")}
QUICK = (0, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)  # kip on buttons, for those who would rather tap


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
        text = paragraphs(
            bold(view.action.what), say("So far: {what}", what=now) if now else "", say(QUESTIONS[view.field])
        )
        later = Button(say("⏭ Later"), onward(view.action, after=view.field))
        empty = Button(say("🗑 Empty it"), Tap("empty")) if now and view.field != "what" and view.base.open else None
        return Message(text, [*self._quick(view, say), row(empty, later)])

    def _quick(self, view: AskView, say: Say) -> Rows:
        """Answers for those who would rather tap."""
        if view.field == "who":
            members = view.base.members[:MEMBERS]
            return grid([Button(shortened(one.name, 24), Tap("own", (one.person,))) for one in members], 2)
        if view.field in DAYS:
            days = [(text, _later(view.base.today, count)) for count, text in LATER.items()]
            here: dict[str, Value] = {"action": view.action.id, "field": view.field}
            month = calendar.month_of(view.base.today)
            quick = [Button(say(text, day=say.day(day)), Tap("take", (number_of(day),))) for text, day in days]
            return column([*quick, Button(say("📅 Calendar"), Go("plan.when", here | {"month": month}))])
        if view.field in SUMS:
            top = view.action.cost if view.field == "own" else None
            fitting = [kip for kip in QUICK if top is None or kip <= top]
            return grid([Button(say.money(kip), Tap("take", (kip,))) for kip in fitting], 2)
        return []

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
            found = _day(answer.text, view)
            return asked_back(view, found) if found else _season(turn, view, answer.text)
        waits = actions.say(turn.uow, view.action.id, view.field, answer.text, by=turn.person, now=turn.now)
        return saved_line(turn, view, typed=answer.text, waits=waits)


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
