"""Rows of each noun for a workbook, read in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.domain.all_actions import Scope
from bot.domain.expenses import ExpenseState
from bot.domain.groups import GroupState, MemberState
from bot.domain.people import Sex
from bot.domain.plans import ActionState
from bot.store.figures import groups_in, plans_in
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
    rounds,
    submissions,
    villages,
)

_PLACED = groups.join(villages, villages.c.id == groups.c.village_id)
_PLANS = plans.join(groups, groups.c.id == plans.c.group_id).join(villages, villages.c.id == groups.c.village_id)
_WORK = actions.join(_PLANS, plans.c.id == actions.c.plan_id)


class Everything(Repository):
    """Reads only."""

    def groups(self, scope: Scope) -> Sequence[AnyRow]:
        """Number, name, village, district, project, members by sex."""
        sexes = [_count(sex) for sex in (Sex.WOMAN, Sex.MAN, "")]
        columns = (groups.c.id, groups.c.name, villages.c.name.label("village"), villages.c.district, groups.c.project)
        return self._all(sa.select(*columns, *sexes).select_from(_PLACED), scope, groups.c.id)

    def members(self, scope: Scope) -> Sequence[AnyRow]:
        """Group, name, whether they lead, sex, youth, phone, when they came."""
        columns = (groups.c.id, groups.c.name, persons.c.name.label("person"), members.c.leader, persons.c.sex)
        joined = _PLACED.join(members, members.c.group_id == groups.c.id).join(
            persons, persons.c.id == members.c.person_id
        )
        wanted = sa.select(*columns, persons.c.youth, persons.c.phone, members.c.joined_at).select_from(joined)
        return self._all(wanted.where(members.c.state == MemberState.ACTIVE), scope, groups.c.id, persons.c.id)

    def plans(self, scope: Scope) -> Sequence[AnyRow]:
        """Group, round, title, state, how often it was sent, position, when it changed last."""
        sent = sa.select(sa.func.count()).where(submissions.c.plan_id == plans.c.id).scalar_subquery()
        columns = (groups.c.id, groups.c.name, rounds.c.name.label("round"), plans.c.title, plans.c.state, sent)
        joined = _PLANS.join(rounds, rounds.c.id == plans.c.round_id)
        wanted = sa.select(*columns, plans.c.position, plans.c.updated_at).select_from(joined)
        return self._all(wanted.where(*plans_in(scope)), scope, groups.c.id, plans.c.id)

    def work(self, scope: Scope) -> Sequence[AnyRow]:
        """Group, what, who, days, costs, state, what was spent."""
        names = ("what", "who", "start_on", "due_on", "cost", "own", "state", "spent")
        wanted = sa.select(groups.c.id, groups.c.name, *(actions.c[name] for name in names)).select_from(_WORK)
        wanted = wanted.where(actions.c.state != ActionState.REMOVED.value, *plans_in(scope))
        return self._all(wanted, scope, groups.c.id, plans.c.id, actions.c.position)

    def money(self, scope: Scope) -> Sequence[AnyRow]:
        """Group, work, kip, who paid, what for, when."""
        columns = (groups.c.id, groups.c.name, actions.c.what, expenses.c.kip, expenses.c.paid, expenses.c.words)
        joined = expenses.join(_WORK, actions.c.id == expenses.c.action_id)
        wanted = sa.select(*columns, expenses.c.at).select_from(joined)
        wanted = wanted.where(expenses.c.state == ExpenseState.CURRENT.value, *plans_in(scope))
        return self._all(wanted, scope, groups.c.id, expenses.c.id)

    def received(self, scope: Scope) -> Sequence[AnyRow]:
        """Group, plan, kip, where it came from, what was said of it, when."""
        columns = (groups.c.id, groups.c.name, plans.c.title, incomes.c.kip, incomes.c.source, incomes.c.words)
        wanted = sa.select(*columns, incomes.c.at).select_from(incomes.join(_PLANS, plans.c.id == incomes.c.plan_id))
        wanted = wanted.where(incomes.c.state == ExpenseState.CURRENT.value, *plans_in(scope))
        return self._all(wanted, scope, groups.c.id, incomes.c.id)

    def lessons(self, scope: Scope) -> Sequence[AnyRow]:
        """Lesson, how many people of the groups have opened and finished it."""
        joined = _PLACED.join(members, members.c.group_id == groups.c.id).join(
            readings, readings.c.person_id == members.c.person_id
        )
        who = members.c.person_id
        finished = sa.func.count(sa.distinct(sa.case((readings.c.finished_at.is_not(None), who))))
        wanted = sa.select(readings.c.lesson, sa.func.count(sa.distinct(who)), finished).select_from(joined)
        wanted = wanted.where(members.c.state == MemberState.ACTIVE).group_by(readings.c.lesson)
        return self._all(wanted, scope, readings.c.lesson)

    def _all(
        self, wanted: sa.Select[*tuple[object, ...]], scope: Scope, *order: sa.ColumnElement[object]
    ) -> Sequence[AnyRow]:
        active = groups.c.state == GroupState.ACTIVE.value
        return self.all(wanted.where(active, *groups_in(scope)).order_by(*order))


def _count(sex: str) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(members.join(persons, persons.c.id == members.c.person_id))
        .where(members.c.group_id == groups.c.id, members.c.state == MemberState.ACTIVE, persons.c.sex == sex)
        .correlate(groups)
        .scalar_subquery()
    )
