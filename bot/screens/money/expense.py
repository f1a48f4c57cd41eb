"""One expense: the amount, whose money it was, its receipt."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.expenses import Paid
from bot.domain.ids import ExpenseId
from bot.domain.incoming import Answer
from bot.domain.plans import ActionState
from bot.domain.reminders import Entry
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.money import words
from bot.screens.money.views import ExpenseView
from bot.screens.widgets.more import begin, more
from bot.services.money import expenses


class One(Screen[ExpenseView]):
    """A photo, a voice or words that come here are kept with it."""

    name = "money.expense"
    args = ("expense",)
    asks = True
    personal = True
    appends = True
    help = mark("Send a photo of the receipt, or say what was bought. Everybody in the group can see it")

    def load(self, turn: Turn) -> ExpenseView:
        bill = expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), by=turn.person)
        history = turn.uow.reminders.checkins(bill.expense.action)
        photo = any(entry.answer == Entry.PHOTO for entry in history)
        return ExpenseView(bill, bill.context.action.state is ActionState.DONE and not photo)

    def render(self, view: ExpenseView, say: Say) -> Message:
        expense = view.expense
        head = lines(bold(Html(f"💰 {words.read_out(expense.kip, say)}")), view.action.what)
        day = say.day(say.today(expense.at))
        who = say("{name}, {day}", name=expense.name or say("Somebody"), day=day)
        about = lines(who, expense.words, words.undone(expense, say))
        receipt = say("📷 Receipts: {n}", n=len(expense.receipts)) if expense.receipts else ""
        ask = say("📷 Send a photo of the receipt, or say what was bought") if view.open and not receipt else Html()
        return Message(lines(head, about, words.paid(expense, say), receipt), _rows(view, say), asks=ask)

    def on_answer(self, turn: Turn, view: ExpenseView, answer: Answer) -> Go:
        expenses.attach(turn.uow, view.expense.id, answer, by=turn.person)
        return self._here(view, turn.say("✅ Kept with this amount"))

    def tap_paid(self, turn: Turn, view: ExpenseView) -> Go:
        expenses.say_paid(turn.uow, view.expense.id, str(turn.value()), by=turn.person)
        return self._here(view, turn.say("✅ Saved"))

    def tap_receipts(self, turn: Turn, view: ExpenseView) -> Go:
        rest = expenses.show_receipts(
            turn.uow, [view.expense], turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go(self.name, {"expense": view.expense.id}, fresh=True, regrets=more(turn, "receipts", rest))

    def _here(self, view: ExpenseView, note: str) -> Go:
        return Go(self.name, {"expense": view.expense.id}, note=note)


def _rows(view: ExpenseView, say: Say) -> list[list[Button]]:
    expense, action = view.expense, view.action
    mine = view.open and view.bill.may_correct
    paid = [
        Button(say(label), Tap("paid", (kind.value,)))
        for kind, label in ((Paid.OWN, mark("👥 The group's")), (Paid.PROJECT, mark("The project's")))
        if mine and expense.paid != kind
    ]
    amount = Go("actions.cost", {"action": action.id, "choices": "", "expense": expense.id})
    change = Button(say("✍️ Correct"), amount) if mine else None
    strike = Button(say("🗑 Strike out"), Go("money.strike", {"expense": expense.id})) if mine else None
    receipts = Button(say("📷 See the receipts"), Tap("receipts")) if expense.receipts else None
    onward = Button(say("◀ Back"), Go("money.action", {"action": action.id}))
    if view.photo_wanted and view.open:
        onward = Button(say("Next ▶"), Go("actions.photo", {"action": action.id}))
    return [paid, row(receipts), row(change, strike), [onward]]
