"""What was spent on actions, with receipts and corrections, as it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.expenses import Expense, ExpenseState
from bot.domain.ids import ActionId, ExpenseId, GroupId, MediumId, PersonId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import actions, expenses, groups, persons, plans, receipts

_CHANGER = persons.alias("changer")
_COLUMNS = (
    *(expenses.c[name] for name in ("id", "kip", "paid", "words", "at", "state")),
    expenses.c.action_id.label("action"),
    expenses.c.person_id.label("person"),
    sa.func.coalesce(persons.c.name, "").label("name"),
    expenses.c.corrects_id.label("corrects"),
    sa.func.coalesce(_CHANGER.c.name, "").label("changed_by"),
    expenses.c.changed_at,
)
_JOINED = expenses.join(persons, persons.c.id == expenses.c.person_id, isouter=True).join(
    _CHANGER, _CHANGER.c.id == expenses.c.changed_by, isouter=True
)


class Expenses(Repository):
    """Every amount that was ever written down; none is changed, a correction is a new one."""

    def add(self, action: ActionId, person: PersonId | None, kip: int, *, now: datetime, **values: object) -> ExpenseId:
        """A new amount; `values`: paid, words, corrects_id."""
        state = ExpenseState.CURRENT.value
        fixed = {"action_id": action, "person_id": person, "kip": kip, "at": now, "state": state}
        return ExpenseId(self.insert(expenses, **fixed, **values))

    def get(self, expense: ExpenseId) -> Expense | None:
        found = self._read(expenses.c.id == expense)
        return found[0] if found else None

    def of_actions(self, keys: Sequence[ActionId]) -> list[Expense]:
        """All amounts of some actions, the oldest first, also those that no longer count."""
        return self._read(expenses.c.action_id.in_(keys)) if keys else []

    def change(self, expense: ExpenseId, **values: object) -> None:
        self.update(expenses, expenses.c.id == expense, **values)

    def retire(self, expense: ExpenseId, state: ExpenseState, by: PersonId, *, now: datetime) -> bool:
        """Let an amount count no longer; False when it does not already."""
        where = (expenses.c.id == expense, expenses.c.state == ExpenseState.CURRENT.value)
        return bool(self.update(expenses, *where, state=state.value, changed_by=by, changed_at=now))

    def put_receipt(self, expense: ExpenseId, medium: MediumId) -> None:
        self.insert(receipts, expense_id=expense, medium_id=medium)

    def move_receipts(self, old: ExpenseId, new: ExpenseId) -> None:
        """The receipts of a corrected amount belong to the right one."""
        self.update(receipts, receipts.c.expense_id == old, expense_id=new)

    def sum(self, action: ActionId) -> int | None:
        """What was spent on an action, kip; None when nothing was written down that counts."""
        where = (expenses.c.action_id == action, expenses.c.state == ExpenseState.CURRENT.value)
        found = self.value(sa.func.sum(expenses.c.kip), *where)
        return None if found is None else int(found)

    def groups_between(self, since: datetime, before: datetime, *, told_before: str) -> list[GroupId]:
        """Groups that spent or put something right between two instants, and were last told of an earlier month."""
        inside = sa.or_(
            sa.and_(expenses.c.at >= since, expenses.c.at < before),
            sa.and_(expenses.c.changed_at >= since, expenses.c.changed_at < before),
        )
        joined = (
            expenses.join(actions, actions.c.id == expenses.c.action_id)
            .join(plans, plans.c.id == actions.c.plan_id)
            .join(groups, groups.c.id == plans.c.group_id)
        )
        found = self.all(
            sa.select(groups.c.id)
            .select_from(joined)
            .where(inside, groups.c.money_told < told_before)
            .distinct()
            .order_by(groups.c.id)
        )
        return [GroupId(row.id) for row in found]

    def _read(self, *where: sa.ColumnElement[bool]) -> list[Expense]:
        rows = self.all(sa.select(*_COLUMNS).select_from(_JOINED).where(*where).order_by(expenses.c.id))
        kept: dict[int, list[MediumId]] = defaultdict(list)
        for one in self.all(
            sa.select(receipts.c.expense_id, receipts.c.medium_id)
            .join(expenses, expenses.c.id == receipts.c.expense_id)
            .where(*where)
            .order_by(receipts.c.id)
        ):
            kept[one.expense_id].append(MediumId(one.medium_id))
        return [_expense(row, tuple(kept[row.id])) for row in rows]


def _expense(row: AnyRow, kept: tuple[MediumId, ...]) -> Expense:
    return Expense(**row._asdict(), receipts=kept)
