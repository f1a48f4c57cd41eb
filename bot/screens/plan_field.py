"""One question about an action: who, by when, for how much. Days and amounts are read back before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, Rows, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain import dates, money
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused, Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import calendar
from bot.screens.plan_actions import FIELDS, ActionView, changed, enclose, load_action
from bot.services import actions, seasons, sheets
from bot.services.sheets import lacking

QUESTIONS = {
    "what": mark("What work must be done? Write one piece"),
    "who": mark("Who is responsible for this work? Choose or write a name"),
    "start": mark("Which day does it start? For example 15/1/2027 or tomorrow"),
    "due": mark("Which day will it be done? For example 15/1/2027 or tomorrow"),
    "cost": mark("How much does it cost? For example 500,000. Nothing is 0"),
    "own": mark("How much of it does the group pay itself?"),
    "sign": mark("How will we see that it is done? For example a photo, a list, a receipt"),
}
DAYS = ("start", "due")
SUMS = ("cost", "own")
MEMBERS = 20  # names on buttons; the others are written
BESIDE = ("", "before", "after")  # a season itself, and the time before and after it
LATER = {7: mark("In 1 week: {day}"), 14: mark("In 2 weeks: {day}"), 30: mark("In 1 month: {day}")}
QUICK = (0, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)  # kip on buttons, for those who would rather tap


@dataclass(frozen=True, slots=True)
class AskView:
    """A line, the field that is asked, and what was typed: readings of it (days of actions.DAYS, or kip).

    `revision` is the line's, so that an old button does not undo what came after it.
    """

    base: ActionView
    field: str
    choices: tuple[int, ...]
    revision: int

    @property
    def action(self) -> Action:
        return self.base.action


class Field(Screen[AskView]):
    name = "plan.field"
    args: ClassVar[tuple[str, ...]] = ("action", "field")
    asks = True
    help: ClassVar[str] = mark("Choose a button or write. Days and amounts are read back to you first")

    def load(self, turn: Turn) -> AskView | Go:
        field = turn.word("field")
        if field not in FIELDS:
            raise Refused("This page is not there any more")
        base = load_action(turn)
        if turn.incoming.kind == "tap" and turn.seen not in (None, base.revision):
            now = onward(base.action)  # an old button, or the same one twice: on to what is asked now
            if (now.screen, dict(now.args)) != (self.name, dict(turn.args)):
                return now
        return AskView(base, field, unpacked(turn.word("choices")), base.revision)

    def render(self, view: AskView, say: Say) -> Message:
        now = _now(view, say)
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
        actions.own(turn.uow, view.action.id, turn.choice(), by=turn.person, now=turn.now)
        return _saved(turn, view)

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
        if turn.seen not in (None, view.revision) and _now(view, turn.say):
            raise Refused("Somebody changed this meanwhile. Look at it, and write yours once more to replace it")
        actions.say(turn.uow, view.action.id, view.field, answer.text, by=turn.person, now=turn.now)
        return _saved(turn, view)


class Sure(Field):
    """A day or an amount read back, or those that were perhaps meant."""

    name = "plan.sure"
    args: ClassVar[tuple[str, ...]] = ("action", "field", "choices")
    help: ClassVar[str] = mark("Is it right? If not, write it once more")

    def load(self, turn: Turn) -> AskView | Go:
        view = super().load(turn)
        if isinstance(view, Go):
            return view
        top = money.LARGEST if view.field in SUMS else number_of(actions.DAYS[1]) - 1
        if view.field not in (*DAYS, *SUMS) or not view.choices or not all(0 <= one <= top for one in view.choices):
            return Go("plan.field", {"action": view.action.id, "field": view.field})
        return view

    def render(self, view: AskView, say: Say) -> Message:
        again = Button(say("✏️ Something else"), Go("plan.field", {"action": view.action.id, "field": view.field}))
        if len(view.choices) > 1:
            rows = [[Button(_words(one, view, say), Tap("pick", (at,)))] for at, one in enumerate(view.choices)]
            return Message(paragraphs(bold(view.action.what), say("Which is it? Choose")), [*rows, [again]])
        number = view.choices[0]
        text = say("{words} – is it so?", words=_long(number, view, say))
        over = view.field in DAYS and on_day(number) < view.base.today
        warn = say("This day is over already") if over else ""
        now = _now(view, say)
        so_far = say("So far: {what}", what=now) if now else ""
        yes = Button(say("✅ Yes"), Tap("pick", (0,)))
        return Message(paragraphs(bold(view.action.what), so_far, lines(text, warn)), [[yes], [again]])

    def tap_pick(self, turn: Turn, view: AskView) -> Go:
        """What was read back and found right."""
        place = turn.choice()
        if not 0 <= place < len(view.choices):
            raise Stale
        return keep(turn, view, view.choices[place])

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        """Yes may be typed too; anything else is read like a first answer."""
        if len(view.choices) == 1 and meant(answer, [(turn.say("✅ Yes"), True)]):
            return keep(turn, view, view.choices[0])
        return super().on_answer(turn, view, answer)


def asked_back(view: AskView, numbers: Sequence[int]) -> Go:
    """The page that reads back what was typed."""
    return Go("plan.sure", {"action": view.action.id, "field": view.field, "choices": packed(numbers)})


def _now(view: AskView, say: Say) -> str:
    """What the line says so far."""
    value = getattr(view.action, view.field)
    if value is None or value == "":
        return ""
    return say.date(value) if view.field in DAYS else say.money(value) if view.field in SUMS else str(value)


def onward(action: Action, *, after: str = "") -> Go:
    """What is asked of a line next: what it lacks (`after` a field that is left for later), then the group's share."""
    asked = [*lacking(action), *(["own"] if action.own is None and action.cost else [])]
    order = list(FIELDS)
    left = [field for field in asked if not after or order.index(field) > order.index(after)]
    if left:
        return Go("plan.field", {"action": action.id, "field": left[0]})
    return Go("plan.actions", {"plan": action.plan})


def _saved(turn: Turn, view: AskView, what: str = "") -> Go:
    _, action = sheets.action_of(turn.uow, view.action.id, by=turn.person)
    changed(turn, action)
    go = onward(action)
    note = turn.say("✅ Saved: {what}", what=what) if what else turn.say("✅ Saved")
    return Go(go.screen, go.args, note=lines(note, *_odd(view.action, action, turn.say)))


def _odd(before: Action, after: Action, say: Say) -> Iterator[Html]:
    """What somebody should know who has just changed a line."""
    if before.own != after.own and after.own == after.cost:
        yield say("The group's share was more than the cost. It is {sum} now", sum=say.money(after.own or 0))
    if after.start and after.due and after.start > after.due:
        yield say("⚠️ It starts after it ends")


def keep(turn: Turn, view: AskView, number: int) -> Go:
    """Keep a day or an amount that was tapped or found right."""
    if view.field in DAYS:
        actions.plan_day(turn.uow, view.action.id, view.field, on_day(number), by=turn.person, now=turn.now)
    else:
        actions.price(turn.uow, view.action.id, view.field, number, by=turn.person, now=turn.now)
    return _saved(turn, view, _words(number, view, turn.say))


# What was typed, and how it travels in 64 bytes -----------------------------------------------------------------------
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
    named = next(iter(seasons.named(turn.library, text)), None)
    if named is None:
        raise Refused("This date is not understood yet. Try it like this: {day}", day="15/1/2027")
    where = {"season": turn.library.seasons.seasons.index(named.season), "beside": BESIDE.index(named.beside)}
    return Go("plan.season", {"action": view.action.id, "field": view.field, **where})


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


_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ROOM = 28  # letters of all choices: seven days of three letters; the rest of 64 bytes is screen, line and revision


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers from 0 as a page's argument, to base 36; the unlikeliest are left out when there is no room."""
    words = [_digits(number) for number in numbers]
    while len(words) > 1 and len("-".join(words)) > _ROOM:
        words.pop()
    return "-".join(words)


def unpacked(word: str) -> tuple[int, ...]:
    """The numbers of an argument, none when it is forged."""
    try:
        return tuple(int(part, 36) for part in word.split("-")) if word else ()
    except ValueError:
        return ()


def _digits(number: int) -> str:
    return (_digits(number // 36) if number >= 36 else "") + _SIGNS[number % 36]


def number_of(day: date) -> int:
    return (day - actions.DAYS[0]).days


def on_day(number: int) -> date:
    """The day of a button; a forged one is refused."""
    if not 0 <= number < number_of(actions.DAYS[1]):
        raise Stale
    return actions.DAYS[0] + timedelta(days=number)


def _later(today: date, days: int) -> date:
    return dates.add_months(today, 1) if days == 30 else today + timedelta(days=days)


def _words(number: int, view: AskView, say: Say) -> str:
    return say.date(on_day(number)) if view.field in DAYS else say.money(number)


def _long(number: int, view: AskView, say: Say) -> str:
    if view.field in DAYS:
        return say.date(on_day(number))
    return f"{say.money(number)} ({money.words(number, 'lo' if say.language == 'lo' else 'en')})"
