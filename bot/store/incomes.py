"""What groups received for their plans, with receipts, as it is kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from bot.domain.expenses import ExpenseState
from bot.domain.ids import IncomeId, MediumId, PersonId, PlanId
from bot.domain.incomes import Income, Source
from bot.store.repository import Repository
from bot.store.tables import income_receipts, incomes, persons

_CHANGER = persons.alias("changer")
_COLUMNS = (
    *(incomes.c[name] for name in ("id", "kip", "source", "words", "at", "state", "changed_at")),
    incomes.c.plan_id.label("plan"),
    incomes.c.person_id.label("person"),
    sa.func.coalesce(persons.c.name, "").label("name"),
    sa.func.coalesce(_CHANGER.c.name, "").label("changed_by"),
)
_JOINED = incomes.join(persons, persons.c.id == incomes.c.person_id, isouter=True).join(
    _CHANGER, _CHANGER.c.id == incomes.c.changed_by, isouter=True
)


class Incomes(Repository):
    """Every amount that was ever written down; none is changed, one that was wrong is struck out."""

    def add(self, plan: PlanId, person: PersonId, kip: int, source: Source, *, now: datetime) -> IncomeId:
        fixed = {"plan_id": plan, "person_id": person, "kip": kip, "source": source.value, "at": now}
        return IncomeId(self.insert(incomes, state=ExpenseState.CURRENT.value, **fixed))

    def get(self, income: IncomeId) -> Income | None:
        found = self._read(incomes.c.id == income)
        return found[0] if found else None

    def of_plan(self, plan: PlanId) -> list[Income]:
        """All amounts of a plan, the oldest first, also those that no longer count."""
        return self._read(incomes.c.plan_id == plan)

    def say(self, income: IncomeId, words: str) -> None:
        """What is written beside an amount."""
        self.update(incomes, incomes.c.id == income, words=words)

    def strike(self, income: IncomeId, by: PersonId, *, now: datetime) -> bool:
        """Let an amount count no longer; False when it does not already."""
        where = (incomes.c.id == income, incomes.c.state == ExpenseState.CURRENT.value)
        values = {"state": ExpenseState.STRUCK.value, "changed_by": by, "changed_at": now}
        return bool(self.update(incomes, *where, **values))

    def put_receipt(self, income: IncomeId, medium: MediumId) -> None:
        self.insert(income_receipts, income_id=income, medium_id=medium)

    def _read(self, where: sa.ColumnElement[bool]) -> list[Income]:
        rows = self.all(sa.select(*_COLUMNS).select_from(_JOINED).where(where).order_by(incomes.c.id))
        kept: dict[int, list[MediumId]] = defaultdict(list)
        joined = income_receipts.join(incomes, incomes.c.id == income_receipts.c.income_id)
        wanted = sa.select(income_receipts.c.income_id, income_receipts.c.medium_id).select_from(joined)
        for one in self.all(wanted.where(where).order_by(income_receipts.c.id)) if rows else ():
            kept[one.income_id].append(MediumId(one.medium_id))
        return [Income(**row._asdict(), receipts=tuple(kept[row.id])) for row in rows]
