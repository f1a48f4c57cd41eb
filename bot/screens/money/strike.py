"""Striking out an expense, asked before it happens."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import ExpenseId
from bot.i18n import Html, Say, mark
from bot.screens.money import words
from bot.screens.money.views import ExpenseView
from bot.screens.widgets import read_back
from bot.services.money import expenses


class Strike(Screen[ExpenseView]):
    name = "money.strike"
    args = ("expense",)
    help = mark("An amount that was written by mistake is struck out. It stays readable, but counts no longer")

    def load(self, turn: Turn) -> ExpenseView:
        return ExpenseView(expenses.open_bill(turn.uow, ExpenseId(turn.number("expense")), by=turn.person), False)

    def render(self, view: ExpenseView, say: Say) -> Message:
        sum_ = words.read_out(view.expense.kip, say)
        ask = say("Was {sum} written by mistake? It will not count any more, but everybody can still see it", sum=sum_)
        back = Go("money.expense", {"expense": view.expense.id})
        keep = Button(say("◀ Let it stand"), back)
        yes = Button(say("🗑 Strike out"), Tap("strike"))
        if not (view.open and view.bill.may_correct):
            return Message(ask, [[keep]], asks=Html())
        return read_back.question(Html(), [[keep]], yes, asks=ask, beside=True)

    def tap_strike(self, turn: Turn, view: ExpenseView) -> Go:
        expenses.strike(turn.uow, view.expense.id, by=turn.person, now=turn.now)
        return Go("money.action", {"action": view.action.id}, note=turn.say("Struck out. It can still be read here"))
