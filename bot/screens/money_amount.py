"""Saying an amount: typed as people write it, read back in figures and words, then written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain import money
from bot.domain.expenses import Expense
from bot.domain.ids import ActionId, ExpenseId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, ActionState
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens import money_words
from bot.screens.checkin import packed, unpacked
from bot.services import checkins, expenses

_SUMS = 3  # readings of an amount that fit a button's data


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount being asked for; `wrong` is the one that is being corrected. `choices`: readings of what was typed."""

    action: Action
    known: int  # amounts that are written down already
    wrong: Expense | None = None
    choices: tuple[int, ...] = ()


class _Amount(Screen[AmountView]):
    """Pages on which an amount may be typed."""

    args: ClassVar[tuple[str, ...]] = ("action", "choices", "expense")
    asks = True
    personal = True

    def load(self, turn: Turn) -> AmountView | Go:
        return _view(turn)

    def on_answer(self, turn: Turn, view: AmountView, answer: Answer) -> Go:
        if not answer.is_text:
            checkins.note(turn.uow, view.action.id, turn.person, answer, now=turn.now)
            return _asked(view, turn.say("📝 Kept with this work"))
        match money.read(answer.text):
            case Unclear("currency"):
                raise Refused("Please write the amount in kip. For example 500,000")
            case Unclear():
                raise Refused("This amount is not understood yet. For example 500,000")
            case Unsure(choices):
                return _sum(view, choices[:_SUMS])
            case kip:
                return _sum(view, [kip])


def _view(turn: Turn) -> AmountView:
    action, wrong = ActionId(turn.number("action")), None
    if turn.args.get("expense"):
        bill = expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), turn.person)
        if not bill.may_correct or not bill.expense.counts or bill.expense.action != action:
            raise Refused("This amount cannot be changed here any more")
        wrong = bill.expense
    task, known = expenses.of_action(turn.uow, action, turn.person)
    if not task.member:
        raise Refused("Only members of the group can do this")
    return AmountView(task.action, len(known), wrong, unpacked(turn.word("choices")))


def _sum(view: AmountView, kip: Sequence[int]) -> Go:
    return Go("actions.sum", _args(view, packed(kip)))


def _asked(view: AmountView, note: str = "") -> Go:
    return Go("actions.cost", _args(view), note=note)


def _args(view: AmountView, choices: str = "") -> dict[str, Value]:
    """The arguments of a page about this amount; places at the end that say nothing are left out."""
    args: dict[str, Value] = {"action": view.action.id}
    if choices or view.wrong:
        args["choices"] = choices
    return args | {"expense": view.wrong.id} if view.wrong else args


class Cost(_Amount):
    name = "actions.cost"
    help = mark("Write how much money was really used, or skip this")

    def render(self, view: AmountView, say: Say) -> Message:
        action = view.action
        if view.wrong is not None:
            was = say("{a} kip was written. What is the right amount?", a=say.number(view.wrong.kip))
            back = Button(say("◀ Back"), Go("money.expense", {"expense": view.wrong.id}))
            return Message(paragraphs(bold(action.what), was), [[back]])
        planned = say("As planned: {a} kip", a=say.number(action.cost)) if action.cost and not view.known else Html()
        as_planned = Button(planned, _sum(view, [action.cost])) if planned and action.cost else None
        return Message(
            paragraphs(bold(action.what), words.money(action, say), say("How much money was used?")),
            column([as_planned, self._onward(view, say)]),
        )

    def _onward(self, view: AmountView, say: Say) -> Button:
        """Just done, the photo of the work is asked next; on any other day one came from the money."""
        here = {"action": view.action.id}
        if view.action.state is ActionState.DONE and not view.known:
            return Button(say("Skip"), Go("actions.photo", here))
        return Button(say("◀ Back"), Go("money.action", here))


class Sum(_Amount):
    """An amount read back, or the amounts that were perhaps meant."""

    name = "actions.sum"
    help = mark("Is the amount right? If not, write it once more")

    def load(self, turn: Turn) -> AmountView | Go:
        view = _view(turn)
        if not view.choices or not all(0 <= kip <= money.LARGEST for kip in view.choices):
            return _asked(view)
        return view

    def render(self, view: AmountView, say: Say) -> Message:
        back = _asked(view)
        if len(view.choices) > 1:
            rows = [[Button(say.money(kip), _sum(view, [kip]))] for kip in view.choices]
            return Message(say("Which amount? Choose"), [*rows, [Button(say("Another amount"), back)]])
        kip = view.choices[0]
        text = say("{a} kip ({words}) – is it so?", a=say.number(kip), words=money.words(kip, say.language))
        was = money_words.read_out(view.wrong.kip, say) if view.wrong else ""
        changed = say("Written until now: {sum}", sum=was) if was else ""
        yes = Button(say("Yes"), Tap("take", (kip, view.known)))
        return Message(lines(changed, text), [[yes, Button(say("No"), back)]])

    def tap_take(self, turn: Turn, view: AmountView) -> Go:
        kip, person, now = turn.choice(), turn.person, turn.now
        if view.wrong is not None:
            new = expenses.correct(turn.uow, view.wrong.id, person, kip, now=now)
        else:
            # Buttons from before there could be several amounts say nothing of how many there were: then none.
            seen = turn.choice(1) if len(turn.values) > 1 else 0
            new = expenses.add(turn.uow, view.action.id, person, kip, seen=seen, now=now)
        return Go("money.expense", {"expense": new}, note=turn.say("Saved"))
