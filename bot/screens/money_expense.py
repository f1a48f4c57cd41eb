"""One expense: the amount, whose money it was, its receipt – and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.expenses import Expense, Paid
from bot.domain.ids import ExpenseId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import Entry
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import money_words
from bot.services import expenses
from bot.services.expenses import Bill


@dataclass(frozen=True, slots=True)
class ExpenseView:
    """One amount. `photo_wanted`: the work was done just now and nobody has sent a photo of it."""

    bill: Bill
    photo_wanted: bool

    @property
    def expense(self) -> Expense:
        return self.bill.expense

    @property
    def action(self) -> Action:
        return self.bill.task.action

    @property
    def open(self) -> bool:
        """Whether the reader may add something to it."""
        return self.bill.task.member and self.expense.counts


class One(Screen[ExpenseView]):
    """What was spent once. A photo, a voice or words that come here are kept with it."""

    name = "money.expense"
    args = ("expense",)
    asks = True
    personal = True
    appends = True
    help = mark("Send a photo of the receipt, or say what was bought. Everybody in the group can see it")

    def load(self, turn: Turn) -> ExpenseView:
        bill = expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), turn.person)
        history = turn.uow.reminders.checkins(bill.expense.action)
        photo = any(entry.answer == Entry.PHOTO for entry in history)
        return ExpenseView(bill, bill.task.action.state is ActionState.DONE and not photo)

    def render(self, view: ExpenseView, say: Say) -> Message:
        expense = view.expense
        head = lines(bold(Html(f"💰 {money_words.read_out(expense.kip, say)}")), view.action.what)
        day = say.day(expense.at.astimezone(say.zone).date())
        who = say("{name}, {day}", name=expense.name or say("Somebody"), day=day)
        about = lines(who, expense.words, money_words.undone(expense, say))
        receipt = say("🧾 Receipts: {n}", n=len(expense.receipts)) if expense.receipts else ""
        ask = say("📷 Send a photo of the receipt, or say what was bought") if view.open and not receipt else ""
        return Message(paragraphs(head, about, lines(money_words.paid(expense, say), receipt), ask), _rows(view, say))

    def on_answer(self, turn: Turn, view: ExpenseView, answer: Answer) -> Go:
        expenses.attach(turn.uow, view.expense.id, turn.person, answer)
        return self._here(view, turn.say("🧾 Kept with this amount"))

    def tap_paid(self, turn: Turn, view: ExpenseView) -> Go:
        expenses.say_paid(turn.uow, view.expense.id, turn.person, str(turn.value()))
        return self._here(view, turn.say("Saved"))

    def tap_receipts(self, turn: Turn, view: ExpenseView) -> Go:
        expenses.show_receipts(turn.uow, [view.expense], turn.chat, turn.person, now=turn.now)
        return Go(self.name, {"expense": view.expense.id}, fresh=True)

    def _here(self, view: ExpenseView, note: str) -> Go:
        return Go(self.name, {"expense": view.expense.id}, note=note)


def _rows(view: ExpenseView, say: Say) -> list[list[Button]]:
    expense, action = view.expense, view.action
    mine = view.open and view.bill.may_correct
    paid = [
        Button(say(label), Tap("paid", (kind.value,)))
        for kind, label in ((Paid.OWN, mark("👥 The group's")), (Paid.PROJECT, mark("🏛 The project's")))
        if mine and expense.paid != kind
    ]
    amount = Go("actions.cost", {"action": action.id, "choices": "", "expense": expense.id})
    change = Button(say("✏️ Correct"), amount) if mine else None
    strike = Button(say("🗑 Strike out"), Go("money.strike", {"expense": expense.id})) if mine else None
    receipts = Button(say("🧾 See the receipts"), Tap("receipts")) if expense.receipts else None
    onward = Button(say("◀ Back"), Go("money.action", {"action": action.id}))
    if view.photo_wanted and view.open:
        onward = Button(say("Next ▶"), Go("actions.photo", {"action": action.id}))
    return [paid, row(receipts), row(change, strike), [onward]]


class Strike(Screen[ExpenseView]):
    """Asks before an amount is struck out."""

    name = "money.strike"
    args = ("expense",)
    help = mark("An amount that was written by mistake is struck out. It stays readable, but counts no longer")

    def load(self, turn: Turn) -> ExpenseView:
        return ExpenseView(expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), turn.person), False)

    def render(self, view: ExpenseView, say: Say) -> Message:
        sum_ = money_words.read_out(view.expense.kip, say)
        ask = say("Was {sum} written by mistake? It will not count any more, but everybody can still see it", sum=sum_)
        back = Go("money.expense", {"expense": view.expense.id})
        keep = Button(say("◀ Let it stand"), back)
        yes = Button(say("🗑 Strike out"), Tap("strike"))
        return Message(ask, [[keep, yes]] if view.open and view.bill.may_correct else [[keep]])

    def tap_strike(self, turn: Turn, view: ExpenseView) -> Go:
        expenses.strike(turn.uow, view.expense.id, turn.person, now=turn.now)
        return Go("money.action", {"action": view.action.id}, note=turn.say("Struck out. It can still be read here"))
