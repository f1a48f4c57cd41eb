"""An amount read back before it is kept, or the amounts that were perhaps meant."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.i18n import Say, lines, mark
from bot.screens.actions.views import AmountPage, AmountView, asked_amount, load_amount, read_sum
from bot.screens.money import words as money_words
from bot.screens.widgets import read_back
from bot.services.money import expenses
from bot.understand import money


class Sum(AmountPage):
    name = "actions.sum"
    help = mark("Is the amount right? If not, write it once more")

    def load(self, turn: Turn) -> AmountView | Go:
        view = load_amount(turn)
        if not view.choices or not all(0 <= kip <= money.LARGEST for kip in view.choices):
            return asked_amount(view)
        return view

    def render(self, view: AmountView, say: Say) -> Message:
        back, kip = asked_amount(view), view.choices[0]
        text = say("{a} kip ({words}) – is it so?", a=say.number(kip), words=money.words(kip, say.language))
        was = money_words.read_out(view.wrong.kip, say) if view.wrong else ""
        return read_back.reading(
            [Button(say.money(one), read_sum(view, [one])) for one in view.choices],
            so=lines(say("Written until now: {sum}", sum=was) if was else "", text),
            yes=Button(say("👍 Yes"), Tap("take", (kip, view.known))),
            no=Button(say("✋ No"), back),
            which=say("Which amount? Choose"),
            other=Button(say("Another amount"), back),
            beside=True,
        )

    def tap_take(self, turn: Turn, view: AmountView) -> Go:
        kip, person, now = turn.choice(), turn.person, turn.now
        if view.wrong is not None:
            new = expenses.correct(turn.uow, view.wrong.id, kip, by=person, now=now)
        else:
            # Buttons from before there could be several amounts say nothing of how many there were: then none.
            seen = turn.choice(1) if len(turn.values) > 1 else 0
            new = expenses.add(turn.uow, view.action.id, kip, by=person, seen=seen, now=now)
        return Go("money.expense", {"expense": new}, note=turn.say("✅ Saved"))
