"""What an action really cost: typed as people write amounts, or left out."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.domain.plans import ActionState
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions import words
from bot.screens.actions.views import AmountPage, AmountView
from bot.services.money import expenses


class Cost(AmountPage):
    name = "actions.cost"
    help = mark("Write how much money was really used, or skip this")

    def render(self, view: AmountView, say: Say) -> Message:
        action = view.action
        if view.wrong is not None:
            was = say("{a} kip was written. What is the right amount?", a=say.number(view.wrong.kip))
            back = Button(say("◀ Back"), Go("money.expense", {"expense": view.wrong.id}))
            return Message(bold(words.head(action)), [[back]], asks=was)
        as_planned = None
        if action.cost and not view.known:
            label = say("💰 As planned: {sum}", sum=say.money(action.cost))
            as_planned = Button(label, Tap("spent", (action.cost,)))
        none = Button(say("💰 No money"), Tap("spent", (0,))) if not view.known else None
        return Message(
            lines(bold(words.head(action)), words.money(action, say)),
            column([as_planned, none, self._onward(view, say)]),
            asks=say("How much money was used? Press or write"),
        )

    def tap_spent(self, turn: Turn, view: AmountView) -> Go:
        """An amount that was tapped is kept at once."""
        if view.wrong is not None or view.known or turn.choice() not in (0, view.action.cost):
            raise Stale
        if not turn.choice():
            return Go("actions.photo", {"action": view.action.id})
        new = expenses.add(turn.uow, view.action.id, turn.choice(), by=turn.person, seen=0, now=turn.now)
        return Go("money.expense", {"expense": new}, note=turn.say("✅ Saved"))

    def _onward(self, view: AmountView, say: Say) -> Button:
        """Just done, the photo of the work is asked next; on any other day one came from the money."""
        here = {"action": view.action.id}
        if view.action.state is ActionState.DONE and not view.known:
            return Button(say("Skip ▶"), Go("actions.photo", here))
        return Button(say("◀ Back"), Go("money.action", here))
