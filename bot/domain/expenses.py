"""What a group really spent on its work: amounts with who wrote them down, whose money it was, and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import ActionId, ExpenseId, MediumId, PersonId
from bot.domain.plans import Action


class Paid(StrEnum):
    """Whose money it was."""

    OWN = "own"
    PROJECT = "project"


class ExpenseState(StrEnum):
    """Whether an amount counts. One that no longer does stays readable."""

    CURRENT = "current"
    CORRECTED = "corrected"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Expense:
    """An amount of kip that was spent on an action. `changed_by` says who corrected or struck it out."""

    id: ExpenseId
    action: ActionId
    kip: int
    paid: Paid | Literal[""]  # "" where nobody said
    words: str
    person: PersonId | None
    name: str
    at: datetime
    state: ExpenseState
    corrects: ExpenseId | None
    changed_by: str
    changed_at: datetime | None
    receipts: tuple[MediumId, ...] = ()

    @property
    def counts(self) -> bool:
        return self.state is ExpenseState.CURRENT


@dataclass(frozen=True, slots=True)
class Totals:
    """Kip: what was planned and of it the group's own part; what was spent and of it the group's own money."""

    planned: int
    own_planned: int
    spent: int
    own_spent: int
    unsaid: int  # spent, but nobody said whose money it was


def totals(actions: Iterable[Action], expenses: Sequence[Expense]) -> Totals:
    """The sums over actions and what was spent on them; corrected and struck amounts do not count."""
    rows = list(actions)
    spent = [expense for expense in expenses if expense.counts]
    return Totals(
        planned=sum(action.cost or 0 for action in rows),
        own_planned=sum(action.own or 0 for action in rows),
        spent=sum(expense.kip for expense in spent),
        own_spent=sum(expense.kip for expense in spent if expense.paid == Paid.OWN),
        unsaid=sum(expense.kip for expense in spent if not expense.paid),
    )
