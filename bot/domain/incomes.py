"""What a group received for its plan: from the project, as a prize, by selling, from others; with corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.expenses import ExpenseState
from bot.domain.ids import IncomeId, MediumId, PersonId, PlanId


class Source(StrEnum):
    """Where money came from."""

    PROJECT = "project"
    PRIZE = "prize"
    SALES = "sales"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Income:
    """An amount of kip that a group received. `changed_by` says who struck it out; then it counts no longer."""

    id: IncomeId
    plan: PlanId
    kip: int
    source: Source | Literal[""]
    words: str
    person: PersonId | None
    name: str
    at: datetime
    state: ExpenseState
    changed_by: str
    changed_at: datetime | None
    receipts: tuple[MediumId, ...] = ()

    @property
    def counts(self) -> bool:
        return self.state is ExpenseState.CURRENT


def total(incomes: Iterable[Income]) -> int:
    """Kip of the amounts that count."""
    return sum(one.kip for one in incomes if one.counts)
