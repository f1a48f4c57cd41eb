"""What several pages about actions load and share: filters of staff, days to choose, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap, Value, pack, unpack
from bot.chat.message import Button, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.all_actions import Scope, Which
from bot.domain.expenses import Expense
from bot.domain.ids import ActionId, ExpenseId
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.domain.refused import Forbidden, Refused, Stale
from bot.i18n import Say, mark
from bot.screens.actions import words
from bot.screens.widgets import calendar
from bot.services.actions import all_actions, checkins
from bot.services.actions.checkins import Spot
from bot.services.money import expenses
from bot.understand import dates, money
from bot.understand.readings import Unclear, Unsure

MEANT = 6  # names that were perhaps meant: their codes fit a button's data
WHICH = {
    Which.OVERDUE: mark("🔴 Overdue"),
    Which.HELP: mark("🙋 Want help"),
    Which.MONTH: mark("📅 This month"),
    Which.DONE: mark("✅ Done"),
    Which.ALL: mark("🔨 All"),
}
KINDS = {
    "province": mark("📍 Province"),
    "district": mark("📍 District"),
    "project": mark("🏷 Project"),
    "round": mark("🏁 Round"),
    "group": mark("🏘 Group"),
}


def which(turn: Turn) -> Which:
    """The filter that the page's address names; overdue for none or a forged one."""
    word = turn.word("which")
    return Which(word) if word in list(Which) else Which.OVERDUE


def today(turn: Turn) -> date:
    """The day in the programme's own zone: staff look at all groups at once."""
    return turn.say.today(turn.now)


def named(turn: Turn, scope: Scope) -> str:
    """How a scope is called in the reader's language."""
    return all_actions.name(turn.uow, turn.library, scope, turn.say.language)


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What a filter can be narrowed down to, each with its name and how many actions it shows."""

    which: Which
    scope: Scope
    name: str
    kinds: tuple[str, ...]
    choices: tuple[tuple[Scope, str, int], ...]


def choice_of(scope: Scope, name: str, n: int, which: Which, say: Say) -> Button:
    label = f"{shortened(name, 40)} ({say.number(n)})"
    return Button(label, Go("actions.all", {"which": which.value, "scope": all_actions.code(scope)}))


_BASE = 16  # of the choices in a button
_DAYS = 7  # readings of a day that fit a button's data


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action being asked about; `choices` are readings of what was typed, as ordinals."""

    action: Action
    today: date
    choices: tuple[int, ...] = ()
    month: int = 0  # of the calendar (bot.screens.calendar)


class ActionPage(Screen[ActionView]):
    """A page about one action, for members of its group."""

    args: ClassVar[tuple[str, ...]] = ("action",)
    asks = True
    personal = True

    def load(self, turn: Turn) -> ActionView | Go:
        return about_action(turn)


def about_action(turn: Turn) -> ActionView:
    context = checkins.open_action(turn.uow, ActionId(turn.number("action")), by=turn.person)
    if not context.member:
        raise Forbidden("Only members of the group can do this")
    return ActionView(context.action, words.today(context.group, turn.now), unpack(turn.word("choices"), _BASE))


class DayPage(ActionPage):
    """Pages on which a day may be typed."""

    def on_answer(self, turn: Turn, view: ActionView, answer: Answer) -> Go:
        if not answer.is_text:
            raise Refused("Please write the day. For example 15/1/2027 or tomorrow")
        match dates.read(answer.text, today=view.today):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return offered_days(view, [day for day in choices[:_DAYS] if day >= view.today])
            case day:
                return offered_days(view, [day])


def offered_days(view: ActionView, days: Sequence[date]) -> Go:
    if not days:
        raise Refused("This day is over. Write a day that is still to come")
    return Go("actions.day", {"action": view.action.id, "choices": pack((day.toordinal() for day in days), _BASE)})


def moved(turn: Turn, view: ActionView, due: date, seen: int) -> Go:
    """Keep the new day and ask why; `seen` is the revision that the reader saw."""
    spot = Spot(turn.chat, turn.incoming.message)
    entry = checkins.late(
        turn.uow, turn.library, view.action.id, due, by=turn.person, seen=seen, now=turn.now, spot=spot
    )
    note = turn.say("📅 Moved to {date}. You will be reminded again", date=turn.say.day(due))
    return Go("actions.why", {"checkin": entry}, note=note)


def take(view: ActionView, day: date) -> Tap:
    """A day on a button, kept by one tap."""
    on = Go("actions.late", {"action": view.action.id})
    return Tap("take", (day.toordinal(), view.action.revision), on=on)


def chosen(turn: Turn, view: ActionView) -> date:
    """The day of the tapped button; one that is over is refused."""
    if not 0 < turn.choice() <= date.max.toordinal():
        raise Stale
    return calendar.chosen(date.fromordinal(turn.choice()), calendar.to_come(view.today))


_SUMS = 3  # readings of an amount that fit a button's data


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount being asked for; `wrong` is the one that is being corrected. `choices`: readings of what was typed."""

    action: Action
    known: int  # amounts that are written down already
    wrong: Expense | None = None
    choices: tuple[int, ...] = ()


class AmountPage(Screen[AmountView]):
    """Pages on which an amount may be typed."""

    args: ClassVar[tuple[str, ...]] = ("action", "choices", "expense")
    asks = True
    personal = True

    def load(self, turn: Turn) -> AmountView | Go:
        return load_amount(turn)

    def on_answer(self, turn: Turn, view: AmountView, answer: Answer) -> Go:
        if not answer.is_text:
            checkins.note(turn.uow, view.action.id, answer, by=turn.person, now=turn.now)
            return asked_amount(view, turn.say("✅ Kept with this work"))
        match money.read(answer.text):
            case Unclear("currency"):
                raise Refused("Please write the amount in kip. For example 500,000")
            case Unclear():
                raise Refused("This amount is not understood yet. For example 500,000")
            case Unsure(choices):
                return read_sum(view, choices[:_SUMS])
            case kip:
                return read_sum(view, [kip])


def load_amount(turn: Turn) -> AmountView:
    action, wrong = ActionId(turn.number("action")), None
    if turn.args.get("expense"):
        bill = expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), by=turn.person)
        if not bill.may_correct or not bill.expense.counts or bill.expense.action != action:
            raise Refused("This amount cannot be changed here any more")
        wrong = bill.expense
    context, known = expenses.open_expenses(turn.uow, action, by=turn.person)
    if not context.member:
        raise Forbidden("Only members of the group can do this")
    return AmountView(context.action, len(known), wrong, unpack(turn.word("choices"), _BASE))


def read_sum(view: AmountView, kip: Sequence[int]) -> Go:
    return Go("actions.sum", _args(view, pack(kip, _BASE)))


def asked_amount(view: AmountView, note: str = "") -> Go:
    return Go("actions.cost", _args(view), note=note)


def _args(view: AmountView, choices: str = "") -> dict[str, Value]:
    """The arguments of a page about this amount; places at the end that say nothing are left out."""
    args: dict[str, Value] = {"action": view.action.id}
    if choices or view.wrong:
        args["choices"] = choices
    return args | {"expense": view.wrong.id} if view.wrong else args
