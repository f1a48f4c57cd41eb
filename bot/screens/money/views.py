"""What several pages about money load and share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import pack
from bot.domain.expenses import Expense
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.domain.refused import Refused
from bot.services.money.expenses import Bill
from bot.understand import money
from bot.understand.readings import Unclear, Unsure

BASE = 16  # of amounts in a button
_SUMS = 6  # readings of an amount that fit a button's data
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


def typed(answer: Answer) -> str:
    """What an amount that was typed can mean, as a button carries it. Raises: Refused."""
    if not answer.is_text:
        raise Refused("Please write the amount in kip. For example 500,000")
    match money.read(answer.text):
        case Unclear("currency"):
            raise Refused("Please write the amount in kip. For example 500,000")
        case Unclear():
            raise Refused("This amount is not understood yet. For example 500,000")
        case Unsure(choices):
            return pack(choices[:_SUMS], BASE)
        case kip:
            return pack([kip], BASE)
