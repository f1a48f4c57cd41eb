"""The money of one action: planned against spent, every expense with who wrote it and its receipts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, length, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.expenses import Expense, Totals
from bot.domain.ids import ActionId
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.money import words
from bot.screens.money.views import PAGE
from bot.screens.widgets.more import begin, more
from bot.services.actions.checkins import ActionContext
from bot.services.money import expenses


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
        page = turn.args.get("page", 0)
        return ActionView(context, found[::-1], expenses.sums(context, found), page if isinstance(page, int) else 0)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.context.action
        buttons = [_expense_button(expense, say) for expense in view.expenses]
        shown, page, pages = paged(buttons, view.page, PAGE)
        told = _fitting([words.line(one, say) for one in view.expenses[page * PAGE : (page + 1) * PAGE]])
        add = Button(say("➕ Write an amount"), Go("actions.cost", {"action": action.id}))
        seen = Button(say("🧾 Receipts ({n})", n=view.receipts), Tap("receipts")) if view.receipts else None
        turned = [Go(self.name, {"action": action.id, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        rows = [row(add) if view.context.member else [], *column([*shown, seen]), row(before, more)]
        rows.append(
            [
                Button(say("🔨 The work"), Go("actions.checkin", {"action": action.id})),
                Button(say("💰 All money"), Go("money.group", {"group": view.context.group.id})),
            ]
        )
        head = lines(bold(f"💰 {action.what}"), words.sums(view.totals, say))
        return Message(paragraphs(head, *(told or [say("Nothing is written down yet")])), rows)

    def tap_receipts(self, turn: Turn, view: ActionView) -> Go:
        rest = expenses.show_receipts(
            turn.uow, view.expenses, turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go(self.name, {"action": view.context.action.id}, fresh=True, regrets=more(turn, "receipts", rest))


def _expense_button(expense: Expense, say: Say) -> Button:
    amount = say("{a} kip", a=say.number(expense.kip))
    sign = "💵" if expense.counts else "🗑"
    label = Html(f"{safe(sign)} {amount} – {safe(shortened(expense.name, 12))}")
    return Button(label, Go("money.expense", {"expense": expense.id}))


def _head(told: Html) -> Html:
    return Html(told.partition("\n")[0])


def _fitting(told: list[Html]) -> list[Html]:
    """Amounts with what was said of them, in the room that one message has."""
    most = 3_300 // max(1, len(told))
    return [part if length(part) <= most else _head(part) for part in told]
