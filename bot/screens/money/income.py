"""One amount that the group received: from whom, who wrote it down, its receipts; struck out where it was a mistake."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import IncomeId
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.money import words
from bot.screens.widgets.more import begin, more
from bot.services.money import incomes
from bot.services.money.incomes import Credit


class One(Screen[Credit]):
    """A photo, a paper, a voice or words that come here are kept with it."""

    name = "money.income"
    args = ("income",)
    asks = True
    personal = True
    appends = True
    help = mark("Send a photo of the receipt, or say what it was for. Everybody in the group can see it")

    def load(self, turn: Turn) -> Credit:
        return incomes.open_income(turn.uow, IncomeId(turn.number("income")), by=turn.person)

    def render(self, view: Credit, say: Say) -> Message:
        income = view.income
        head = bold(Html(f"💰 {words.read_out(income.kip, say)}"))
        who = say("{name}, {day}", name=income.name or say("Somebody"), day=say.day(say.today(income.at)))
        struck = _struck(view, say)
        count = say("📷 Receipts: {n}", n=len(income.receipts)) if income.receipts else ""
        open_ = view.member and income.counts
        ask = say("📷 Send a photo of the receipt, or say what it was for") if open_ and not count else Html()
        text = lines(head, say(words.FROM[income.source]), who, income.words, struck, count)
        return Message(text, _rows(view, say), asks=ask)

    def on_answer(self, turn: Turn, view: Credit, answer: Answer) -> Go:
        incomes.attach(turn.uow, view.income.id, answer, by=turn.person)
        note = turn.say("✅ Kept with this amount")
        return Go(self.name, {"income": view.income.id}, note=note)

    def tap_receipts(self, turn: Turn, view: Credit) -> Go:
        key, by, now = view.income.id, turn.person, turn.now
        rest = incomes.show_receipts(turn.uow, key, turn.chat, begin=begin(turn), by=by, now=now)
        return Go(self.name, {"income": key}, fresh=True, regrets=more(turn, "receipts", rest))


def _struck(view: Credit, say: Say) -> Html:
    income = view.income
    if income.counts or income.changed_at is None:
        return Html()
    day = say.day(say.today(income.changed_at))
    return say("🗑 {name} struck it out on {day}", name=income.changed_by or say("Somebody"), day=day)


def _rows(view: Credit, say: Say) -> list[list[Button]]:
    income = view.income
    receipts = Button(say("📷 See the receipts"), Tap("receipts")) if income.receipts else None
    strike = Button(say("🗑 Strike out"), Go("money.unreceive", {"income": income.id}))
    may = view.may_correct and income.counts
    back = Button(say("◀ Back"), Go("money.received", {"group": view.group.id}))
    return column([receipts, strike if may else None, back])
