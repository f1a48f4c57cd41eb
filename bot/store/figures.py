"""The figures of the programme, counted by the database: all groups, or each province, district or project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.domain.all_actions import Scope
from bot.domain.expenses import ExpenseState, Paid
from bot.domain.groups import GroupState, MemberState
from bot.domain.people import Sex
from bot.domain.plans import ActionState, PlanState
from bot.domain.report import FUNNEL, MONEY, Figure, Part, People
from bot.store.repository import AnyRow, Repository
from bot.store.tables import (
    actions,
    expenses,
    groups,
    incomes,
    members,
    persons,
    plans,
    readings,
    submissions,
    villages,
)

_PLACED = groups.join(villages, villages.c.id == groups.c.village_id)
_WORK = actions.join(plans, plans.c.id == actions.c.plan_id)
_BELONGS = (members.c.state == MemberState.ACTIVE, members.c.group_id == groups.c.id)
_PASSED = plans.c.state == PlanState.APPROVED.value
_COUNTS = (_PASSED, actions.c.state != ActionState.REMOVED.value)
_CURRENT = expenses.c.state == ExpenseState.CURRENT.value
_RECEIVED = incomes.c.state == ExpenseState.CURRENT.value


class Figures(Repository):
    """Reads only."""

    def parts(self, kind: str, scope: Scope, *, today: date) -> list[Part]:
        """The figures by "province", "district" or "project" in the order of their keys; by "" one of all."""
        counted, people = self._groups(kind, scope), self._people(kind, scope)
        late, kip = self._overdue(kind, scope, today), self._kip(kind, scope)
        return [
            Part(key, by_figure | {Figure.OVERDUE: late[key][1]}, people[key], late[key][0], kip[key])
            for key, by_figure in sorted(counted.items())
        ]

    def named(self, kind: str) -> list[str]:
        """The keys of all provinces, districts or projects that have groups."""
        column = _column(kind)
        found = self.all(sa.select(column).select_from(_PLACED).where(_is_active()).distinct().order_by(column))
        return [str(row[0]) for row in found if row[0]]

    def behind(self, figure: Figure, scope: Scope, *, today: date, after: int, limit: int) -> Sequence[AnyRow]:
        """The next groups above `after` that a figure counts: id, name, district."""
        return self.all(
            sa.select(groups.c.id, groups.c.name, villages.c.district)
            .select_from(_PLACED)
            .where(_is_active(), *groups_in(scope), groups.c.id > after, _has(figure, scope, today))
            .order_by(groups.c.id)
            .limit(limit)
        )

    def _groups(self, kind: str, scope: Scope) -> dict[str, dict[Figure, int]]:
        """How many groups each step of the funnel has."""
        flags = _flags(kind, scope)
        sums = [sa.func.sum(flags.c[figure]) for figure in FUNNEL]
        found = self.all(sa.select(flags.c.key, *sums).group_by(flags.c.key))
        return {str(row[0]): {one: int(n or 0) for one, n in zip(FUNNEL, row[1:], strict=True)} for row in found}

    def _people(self, kind: str, scope: Scope) -> dict[str, dict[Figure, People]]:
        """How many people: who has read, and the members of groups that are so far."""
        flags = _flags(kind, scope)
        mine = readings.c.person_id == persons.c.id
        own = {
            Figure.READ: sa.exists().where(mine),
            Figure.LEARNT: sa.exists().where(mine, readings.c.finished_at.is_not(None)),
        }
        sums = [sa.func.sum(_one(own[one]) if one in own else flags.c[one]) for one in FUNNEL]
        joined = members.join(flags, flags.c.id == members.c.group_id).join(
            persons, persons.c.id == members.c.person_id
        )
        found = self.all(
            sa.select(flags.c.key, persons.c.sex, *sums)
            .select_from(joined)
            .where(members.c.state == MemberState.ACTIVE)
            .group_by(flags.c.key, persons.c.sex)
        )
        counts: dict[str, dict[Figure, dict[str, int]]] = defaultdict(lambda: {one: defaultdict(int) for one in FUNNEL})
        for row in found:
            for figure, n in zip(FUNNEL, row[2:], strict=True):
                counts[str(row[0])][figure][str(row[1])] += int(n or 0)
        told = defaultdict[str, dict[Figure, People]](dict)
        for key, by_figure in counts.items():
            told[key] = {figure: _by_sex(sexes) for figure, sexes in by_figure.items()}
        return told

    def _overdue(self, kind: str, scope: Scope, today: date) -> dict[str, tuple[int, int]]:
        """How many pieces of work are overdue, and in how many groups."""
        late = (*_COUNTS, actions.c.state != ActionState.DONE.value, actions.c.due_on < today)
        found = self._by(kind, scope, _WORK, [sa.func.count(), sa.func.count(sa.distinct(groups.c.id))], late)
        return defaultdict(lambda: (0, 0), {key: (row[0], row[1]) for key, row in found.items()})

    def _kip(self, kind: str, scope: Scope) -> dict[str, dict[Figure, int]]:
        """Money of plans that passed: what the work costs, what was spent, and what of it the project paid."""
        planned = self._by(kind, scope, _WORK, [sa.func.sum(actions.c.cost)], _COUNTS)
        paid = sa.func.sum(sa.case((expenses.c.paid == Paid.PROJECT, expenses.c.kip), else_=0))
        spending = expenses.join(actions, actions.c.id == expenses.c.action_id).join(
            plans, plans.c.id == actions.c.plan_id
        )
        spent = self._by(kind, scope, spending, [sa.func.sum(expenses.c.kip), paid], (*_COUNTS, _CURRENT))
        got = incomes.join(plans, plans.c.id == incomes.c.plan_id)
        received = self._by(kind, scope, got, [sa.func.sum(incomes.c.kip)], (_PASSED, _RECEIVED))
        nothing = dict.fromkeys(MONEY, 0)
        kip: dict[str, dict[Figure, int]] = defaultdict(lambda: dict(nothing))
        for key, row in planned.items():
            kip[key][Figure.PLANNED] = row[0]
        for key, row in spent.items():
            kip[key] |= {Figure.SPENT: row[0], Figure.RECEIVED: row[1]}
        for key, row in received.items():
            kip[key][Figure.INCOME] = row[0]
        return kip

    def _by(
        self, kind: str, scope: Scope, work: sa.Join, columns: Sequence[Any], where: Sequence[Any]
    ) -> dict[str, tuple[int, ...]]:
        key = _column(kind)
        joined = work.join(groups, groups.c.id == plans.c.group_id).join(villages, villages.c.id == groups.c.village_id)
        wanted = (
            sa.select(key, *columns)
            .select_from(joined)
            .where(_is_active(), *where, *groups_in(scope), *plans_in(scope))
        )
        found = self.all(wanted.group_by(key) if kind else wanted)
        return {str(row[0]): tuple(int(n or 0) for n in row[1:]) for row in found}


def _flags(kind: str, scope: Scope) -> Any:
    """Each group with its key and 1 or 0 for each step of the funnel."""
    steps = [_one(_has(figure, scope, None)).label(figure.value) for figure in FUNNEL]
    chosen = sa.select(groups.c.id, _column(kind).label("key"), *steps)
    flags = chosen.select_from(_PLACED).where(_is_active(), *groups_in(scope)).cte("flags")
    return flags.prefix_with("MATERIALIZED")  # else each step is looked up anew for every member


def _has(figure: Figure, scope: Scope, today: date | None) -> sa.ColumnElement[bool]:
    """Whether a figure counts a group."""
    mine = (plans.c.group_id == groups.c.id, *plans_in(scope))
    reads = (*_BELONGS, readings.c.person_id == members.c.person_id)
    work = (*mine, actions.c.plan_id == plans.c.id, *_COUNTS)
    spent = (*work, expenses.c.action_id == actions.c.id, _CURRENT, expenses.c.kip > 0)
    undone = actions.c.state != ActionState.DONE.value
    conditions: dict[Figure, Sequence[sa.ColumnElement[bool]]] = {
        Figure.READ: reads,
        Figure.LEARNT: (*reads, readings.c.finished_at.is_not(None)),
        Figure.BEGUN: (*mine, plans.c.revision > 0),
        Figure.SENT: (*mine, submissions.c.plan_id == plans.c.id),
        Figure.PASSED: (*mine, _PASSED),
        Figure.DONE: (*work, actions.c.state == ActionState.DONE.value),
        Figure.OVERDUE: (*work, undone, *([actions.c.due_on < today] if today else [])),
        Figure.PLANNED: (*work, actions.c.cost > 0),
        Figure.SPENT: spent,
        Figure.RECEIVED: (*spent, expenses.c.paid == Paid.PROJECT),
        Figure.INCOME: (*mine, _PASSED, incomes.c.plan_id == plans.c.id, _RECEIVED),
    }
    if figure is Figure.GROUPS:
        return sa.true()
    return sa.exists().where(*conditions[figure]).correlate(groups)


def _is_active() -> sa.ColumnElement[bool]:
    return groups.c.state == GroupState.ACTIVE.value


def _one(true: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((true, 1), else_=0)


def groups_in(scope: Scope) -> list[sa.ColumnElement[bool]]:
    """Groups of a scope; a round has those that have a plan in it."""
    match scope.kind:
        case "":
            return []
        case "round":
            return [sa.exists().where(plans.c.group_id == groups.c.id, *plans_in(scope)).correlate(groups)]
        case "group":
            return [groups.c.id == int(scope.key)]
    return [_column(scope.kind) == scope.key]


def plans_in(scope: Scope) -> list[sa.ColumnElement[bool]]:
    return [plans.c.round_id == int(scope.key)] if scope.kind == "round" else []


def _column(kind: str) -> sa.ColumnElement[str]:
    columns: dict[str, sa.ColumnElement[str]] = {
        # Written out, because PostgreSQL groups by no parameters.
        "": sa.literal_column("''"),
        "province": sa.func.substr(villages.c.district, sa.literal_column("1"), sa.literal_column("2")),
        "district": villages.c.district,
        "project": groups.c.project,
    }
    return columns[kind]


def _by_sex(sexes: dict[str, int]) -> People:
    women, men = sexes.get(Sex.WOMAN, 0), sexes.get(Sex.MAN, 0)
    return People(women, men, sum(sexes.values()) - women - men)
