"""Striking out an amount that was received, asked before it happens."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import IncomeId
from bot.i18n import Html, Say, mark
from bot.screens.money import words
from bot.screens.widgets import read_back
from bot.services.money import incomes
from bot.services.money.incomes import Credit


class Strike(Screen[Credit]):
    name = "money.unreceive"
    args = ("income",)
    personal = True
    help = mark("An amount that was written by mistake is struck out. It stays readable, but counts no longer")

    def load(self, turn: Turn) -> Credit:
        return incomes.open_income(turn.uow, IncomeId(turn.number("income")), by=turn.person)

    def render(self, view: Credit, say: Say) -> Message:
        sum_ = words.read_out(view.income.kip, say)
        ask = say("Was {sum} written by mistake? It will not count any more, but everybody can still see it", sum=sum_)
        keep = Button(say("◀ Let it stand"), Go("money.income", {"income": view.income.id}))
        if not (view.may_correct and view.income.counts):
            return Message(ask, [[keep]], asks=Html())
        yes = Button(say("🗑 Strike out"), Tap("strike"))
        return read_back.question(Html(), [[keep]], yes, asks=ask, beside=True)

    def tap_strike(self, turn: Turn, view: Credit) -> Go:
        incomes.strike(turn.uow, view.income.id, by=turn.person, now=turn.now)
        note = turn.say("Struck out. It can still be read here")
        return Go("money.income", {"income": view.income.id}, note=note)
