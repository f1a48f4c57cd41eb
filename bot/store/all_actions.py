"""The actions of all groups' approved plans at once, filtered and counted: what staff look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from bot.domain.all_actions import Row, Scope, Stuck, Which
from bot.domain.ids import GroupId
from bot.domain.plans import ActionState, PlanState
from bot.store.actions import ACTION, read_action
from bot.store.repository import Repository
from bot.store.tables import actions, groups, plans, villages
from bot.understand import dates

_JOINED = (
    actions.join(plans, plans.c.id == actions.c.plan_id)
    .join(groups, groups.c.id == plans.c.group_id)
    .join(villages, villages.c.id == groups.c.village_id)
)
_COUNTED = (plans.c.state == PlanState.APPROVED.value, actions.c.state != ActionState.REMOVED.value)
_OPEN = actions.c.state != ActionState.DONE.value


class AllActions(Repository):
    """Reads only."""

    def rows(self, which: Which, scope: Scope, *, today: date, offset: int, limit: int) -> list[Row]:
        """One page of actions, the longest due first."""
        found = self.all(
            sa.select(*ACTION, groups.c.id.label("group_id"), groups.c.name, villages.c.district)
            .select_from(_JOINED)
            .where(*_COUNTED, _is(which, today), *_in(scope))
            .order_by(sa.case((actions.c.due_on.is_(None), 1), else_=0), actions.c.due_on, actions.c.id)
            .offset(offset)
            .limit(limit)
        )
        return [Row(read_action(row), GroupId(row.group_id), row.name, row.district) for row in found]

    def counts(self, scope: Scope, *, today: date) -> dict[Which, int]:
        """How many actions each filter shows."""
        sums = [sa.func.sum(sa.case((_is(which, today), 1), else_=0)) for which in Which]
        row = self.first(sa.select(*sums).select_from(_JOINED).where(*_COUNTED, *_in(scope)))
        return {which: int((row and row[index]) or 0) for index, which in enumerate(Which)}

    def counted(self, kind: str, which: Which, scope: Scope, *, today: date) -> list[tuple[Scope, int]]:
        """How many actions a filter shows in each province, district, project, round or group of a scope."""
        column = _column(kind)
        found = self.all(
            sa.select(column, sa.func.sum(sa.case((_is(which, today), 1), else_=0)))
            .select_from(_JOINED)
            .where(*_COUNTED, *_in(scope))
            .group_by(column)
            .order_by(column)
        )
        return [(Scope(kind, str(row[0])), int(row[1] or 0)) for row in found if row[0] not in (None, "")]

    def stuck(self, projects: frozenset[str] = frozenset(), *, today: date) -> list[Stuck]:
        """The districts with overdue actions or help requests, the worst first."""
        late = _is(Which.OVERDUE, today)
        columns = (
            villages.c.district,
            sa.func.sum(sa.case((late, 1), else_=0)).label("overdue"),
            sa.func.count(sa.distinct(sa.case((late, groups.c.id)))).label("groups"),
            sa.func.min(sa.case((late, actions.c.due_on))).label("oldest"),
            sa.func.sum(sa.case((_is(Which.HELP, today), 1), else_=0)).label("help"),
        )
        found = self.all(
            sa.select(*columns).select_from(_JOINED).where(*_COUNTED, *_of(projects)).group_by(villages.c.district)
        )
        rows = [Stuck(row.district, int(row.overdue), row.groups, _day(row.oldest), int(row.help)) for row in found]
        return sorted((row for row in rows if row.overdue or row.help), key=lambda row: (-row.overdue, -row.help))

    def groups_named(self, projects: frozenset[str] = frozenset()) -> Sequence[tuple[GroupId, str]]:
        """Every group whose plan is being carried out, with its name."""
        where = plans.c.state == PlanState.APPROVED.value
        named = sa.select(groups.c.id, groups.c.name).join(plans, plans.c.group_id == groups.c.id)
        return [
            (GroupId(row.id), row.name)
            for row in self.all(named.where(where, *_of(projects)).distinct().order_by(groups.c.id))
        ]


def _is(which: Which, today: date) -> sa.ColumnElement[bool]:
    first = today.replace(day=1)
    match which:
        case Which.OVERDUE:
            return sa.and_(_OPEN, actions.c.due_on < today)
        case Which.HELP:
            return actions.c.state == ActionState.HELP.value
        case Which.MONTH:
            return sa.and_(actions.c.due_on >= first, actions.c.due_on < dates.add_months(first, 1))
        case Which.DONE:
            return actions.c.state == ActionState.DONE.value
    return sa.true()


def _in(scope: Scope) -> list[sa.ColumnElement[bool]]:
    own = _of(scope.projects)
    match scope.kind:
        case "":
            return own
        case "round" | "group":
            return [*own, _column(scope.kind) == int(scope.key)]
    return [*own, _column(scope.kind) == scope.key]


def _of(projects: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    return [groups.c.project.in_(sorted(projects))] if projects else []


def _column(kind: str) -> sa.ColumnElement[str] | sa.ColumnElement[int]:
    columns: dict[str, sa.ColumnElement[str] | sa.ColumnElement[int]] = {
        # A district's code begins with its province's. Written out, because PostgreSQL groups by no parameters.
        "province": sa.func.substr(villages.c.district, sa.literal_column("1"), sa.literal_column("2")),
        "district": villages.c.district,
        "project": groups.c.project,
        "round": plans.c.round_id,
        "group": groups.c.id,
    }
    return columns[kind]


def _day(value: date | str | None) -> date | None:
    """SQLite gives the least of several dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
