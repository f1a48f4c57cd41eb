"""The money of one action: planned against spent, every expense with who wrote it and its receipts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.expenses import Expense, Totals
from bot.domain.ids import ActionId
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.money import words
from bot.screens.widgets.more import begin, more
from bot.services.actions.checkins import ActionContext
from bot.services.money import expenses

_SHOWN = 3  # amounts on a page


@dataclass(frozen=True, slots=True)
class ActionView:
    """One piece of work and its amounts, the newest first."""

    context: ActionContext
    expenses: tuple[Expense, ...]
    totals: Totals
    page: int

    @property
    def receipts(self) -> int:
        return sum(len(expense.receipts) for expense in self.expenses)


class OfAction(Screen[ActionView]):
    name = "money.action"
    args = ("action", "page")
    help = mark("Every amount for this work, with who wrote it and its receipts. Choose one to see or correct it")

    def load(self, turn: Turn) -> ActionView:
        context, found = expenses.open_expenses(turn.uow, ActionId(turn.number("action")), by=turn.person)
        return ActionView(context, found[::-1], expenses.sums(context, found), turn.page)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.context.action
        here: dict[str, int | str] = {"action": action.id}
        buttons = [_expense_button(expense, say) for expense in view.expenses]
        shown, page, pages = paged(buttons, view.page, _SHOWN)
        add = Button(say("✍️ Write an amount"), Go("actions.cost", here)) if view.context.member else None
        older = Button(say("Older ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        newer = Button(say("◀ Newer"), Go(self.name, here | {"page": page - 1})) if page else None
        more = [
            Button(say("🔨 The work"), Go("actions.checkin", here)),
            Button(say("💰 All money"), Go("money.group", {"group": view.context.group.id})),
        ]
        if view.receipts:
            more.insert(0, Button(say("📷 Receipts ({n})", n=view.receipts), Tap("receipts")))
        asks = say("Write another amount?") if view.expenses else say("Nothing is written down yet. Write an amount?")
        told = lines(bold(action.what), words.planned(view.totals, say), words.used(view.totals, say))
        return Message(told, [row(add), *column(shown), row(newer, older)], asks=asks if add else Html(), more=more)

    def tap_receipts(self, turn: Turn, view: ActionView) -> Go:
        rest = expenses.show_receipts(
            turn.uow, view.expenses, turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go(self.name, {"action": view.context.action.id}, fresh=True, regrets=more(turn, "receipts", rest))


def _expense_button(expense: Expense, say: Say) -> Button:
    amount = say("{a} kip", a=say.number(expense.kip))
    sign = "💰" if expense.counts else "🗑"
    label = Html(f"{safe(sign)} {amount} – {safe(shortened(expense.name, 12))}")
    return Button(label, Go("money.expense", {"expense": expense.id}))
