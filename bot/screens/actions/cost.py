"""What an action really cost: typed as people write amounts, or left out."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.domain.plans import ActionState
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.actions import words
from bot.screens.actions.views import AmountPage, AmountView, read_sum


class Cost(AmountPage):
    name = "actions.cost"
    help = mark("Write how much money was really used, or skip this")

    def render(self, view: AmountView, say: Say) -> Message:
        action = view.action
        if view.wrong is not None:
            was = say("{a} kip was written. What is the right amount?", a=say.number(view.wrong.kip))
            back = Button(say("◀ Back"), Go("money.expense", {"expense": view.wrong.id}))
            return Message(paragraphs(bold(action.what), was), [[back]])
        planned = say("As planned: {a} kip", a=say.number(action.cost)) if action.cost and not view.known else Html()
        as_planned = Button(planned, read_sum(view, [action.cost])) if planned and action.cost else None
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
