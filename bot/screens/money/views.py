"""What several pages about money load and share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.expenses import Expense
from bot.domain.plans import Action
from bot.services.money.expenses import Bill

PAGE = 8  # actions, or amounts, on one page


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
        return self.bill.context.action

    @property
    def open(self) -> bool:
        """Whether the reader may add something to it."""
        return self.bill.context.member and self.expense.counts
