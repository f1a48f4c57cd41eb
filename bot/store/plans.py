"""Plans as they are kept; what stands in them is in `answers`, `actions` and `submissions`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import GroupId, PlanId, RoundId
from bot.domain.plans import Plan, PlanState, RoundState
from bot.domain.rounds import Verb
from bot.store.repository import AnyRow, Repository
from bot.store.rounds import KEPT, ROUND, allowing, read_round
from bot.store.tables import groups, plans, rounds

PLAN = [
    plans.c[name]
    for name in (
        *("id", "group_id", "round_id", "state", "title", "revision", "updated_at", "position"),
        *("deadline", "dated_at", "planned", "lost", "reopened", "shared", "final"),
    )
]
_FIELDS = [column.name for column in PLAN]

# Built once: they run in every turn that has to do with a plan.
_WITH_ROUND = sa.select(*PLAN, *ROUND).join(rounds, rounds.c.id == plans.c.round_id)  # which is looked at next
_GET = _WITH_ROUND.where(plans.c.id == sa.bindparam("plan"))
_LOCK = sa.select(*PLAN).where(plans.c.id == sa.bindparam("plan")).with_for_update()
_KEPT = plans.c.round_id.in_(sa.select(rounds.c.id).where(KEPT).correlate(None))
_NEWEST_OF_GROUP = _WITH_ROUND.where(plans.c.group_id == sa.bindparam("group")).order_by(plans.c.id.desc()).limit(1)
_LAST_OF_GROUP = _NEWEST_OF_GROUP.where(_KEPT)
_APPROVED = _LAST_OF_GROUP.where(plans.c.state == PlanState.APPROVED.value)
_OF_GROUP = _NEWEST_OF_GROUP.where(plans.c.round_id == sa.bindparam("round"))
_SENT_OF_GROUP = (
    sa.select(*PLAN)
    .where(plans.c.group_id == sa.bindparam("group"), plans.c.state != PlanState.DRAFT.value, _KEPT)
    .order_by(plans.c.id.desc())
)
_CHANGE = plans.update().where(plans.c.id == sa.bindparam("plan")).values(revision=plans.c.revision + 1)


class Plans(Repository):
    """What each group writes for a round: one plan."""

    def _one(self, row: AnyRow | None) -> Plan | None:
        """The plan of a row that has the columns of PLAN and ROUND; its round is known from now on."""
        if row is None:
            return None
        round_ = read_round(row[len(PLAN) :])
        self.memo("rounds", "rounds")[round_.id] = round_
        return read_plan(row[: len(PLAN)])

    def add(self, group: GroupId, round_id: RoundId, *, now: datetime) -> PlanId:
        """The group's plan in a round, made when there is none: two members may open it at once."""
        values = {"group_id": group, "round_id": round_id, "state": PlanState.DRAFT.value}
        self.insert_new(plans, values | {"created_at": now, "updated_at": now}, key=("group_id", "round_id"))
        return PlanId(self.value(plans.c.id, plans.c.group_id == group, plans.c.round_id == round_id))

    def get(self, plan: PlanId) -> Plan | None:
        return self._one(self.ask_one(_GET, plan=plan))

    def lock(self, plan: PlanId) -> Plan | None:
        """The plan, locked until the transaction ends: whoever changes it takes it first."""
        if self.dialect == "sqlite":  # where nobody else writes
            return self.get(plan)
        row = self.ask_one(_LOCK, plan=plan)
        return read_plan(row) if row else None

    def of_group(self, group: GroupId, round_id: RoundId | None = None) -> Plan | None:
        """The group's plan in a round; without a round the one written last."""
        if round_id is None:
            return self._one(self.ask_one(_LAST_OF_GROUP, group=group))
        return self._one(self.ask_one(_OF_GROUP, group=group, round=round_id))

    def all_of_group(self, group: GroupId) -> list[Plan]:
        """Every plan of a group, the oldest first."""
        return [
            read_plan(row) for row in self.all(sa.select(*PLAN).where(plans.c.group_id == group).order_by(plans.c.id))
        ]

    def sent_of(self, group: GroupId) -> list[Plan]:
        """The plans that a group has ever sent, the newest first."""
        return [read_plan(row) for row in self.ask(_SENT_OF_GROUP, group=group)]

    def approved(self, group: GroupId) -> Plan | None:
        """The plan that a group is carrying out: the one approved for the latest round."""
        return self._one(self.ask_one(_APPROVED, group=group)) if self.passed(group) else None

    def passed(self, group: GroupId) -> bool:
        """Whether a group has a plan to carry out; of a person's groups that is read together with them."""
        known = self.memo("passed", "plans", "rounds")
        if group not in known:
            known[group] = self.ask_one(_APPROVED, group=group) is not None
        return bool(known[group])

    def approved_of(self, round_id: RoundId, *, after_id: PlanId, limit: int) -> list[Plan]:
        """The first approved plans of a round whose number is above another's."""
        where = (plans.c.round_id == round_id, plans.c.state == PlanState.APPROVED.value, plans.c.id > after_id)
        return [read_plan(row) for row in self.all(sa.select(*PLAN).where(*where).order_by(plans.c.id).limit(limit))]

    def of_round(self, round_id: RoundId, *, limit: int | None = None, within: Collection[str] = ()) -> list[Plan]:
        """The plans of a round, or the first of them, by position, then age; of some projects, or (none) of all."""
        position = sa.func.coalesce(plans.c.position, 999)
        where = (plans.c.round_id == round_id, *_of_projects(within))
        wanted = sa.select(*PLAN).where(*where).order_by(position, plans.c.id)
        return [read_plan(row) for row in self.all(wanted.limit(limit))]

    def placed(self, round_id: RoundId, position: int) -> list[Plan]:
        """The plans on a position of a round, by age."""
        where = (plans.c.round_id == round_id, plans.c.position == position)
        return [read_plan(row) for row in self.all(sa.select(*PLAN).where(*where).order_by(plans.c.id))]

    def states(
        self, round_id: RoundId | None = None, *, within: Collection[str] = ()
    ) -> dict[RoundId, Counter[PlanState]]:
        """How many plans of each round, or of one, are in each state; of some projects, or (none) of all."""
        columns = (plans.c.round_id, plans.c.state)
        counted = sa.select(*columns, sa.func.count()).where(*_of_projects(within)).group_by(*columns)
        found: dict[RoundId, Counter[PlanState]] = {}
        for row in self.all(counted if round_id is None else counted.where(plans.c.round_id == round_id)):
            found.setdefault(RoundId(row[0]), Counter())[PlanState(row[1])] = row[2]
        return found

    def sent_in(self, round_id: RoundId) -> int:
        """How many plans take part in a round: those that were ever sent."""
        states = self.states(round_id).get(round_id, Counter())
        return states.total() - states[PlanState.DRAFT]

    def came_back(self, *, now: datetime) -> list[Plan]:
        """Plans that came back, have a last day, and can still be sent again."""
        later = sa.and_(plans.c.deadline.is_not(None), sa.or_(plans.c.deadline >= now, rounds.c.deadline >= now))
        where = (allowing(Verb.SEND), plans.c.state == PlanState.RETURNED.value, later)
        found = self.all(sa.select(*PLAN).join(rounds, rounds.c.id == plans.c.round_id).where(*where))
        return [read_plan(row) for row in found]

    def change(self, plan: PlanId, *, now: datetime, **values: object) -> None:
        """Change fields of the plan; its revision grows."""
        self.run(_CHANGE, {"plan": plan, "updated_at": now, **values})

    def set_position(self, plan: PlanId, position: int | None) -> None:
        """Put a plan on a position. Its revision stays: no word of the group changed."""
        self.update(plans, plans.c.id == plan, position=position)

    def set_final(self, plan: PlanId, position: int | None) -> None:
        """Put a plan on a position among the final winners."""
        self.update(plans, plans.c.id == plan, final=position)

    def share(self, plan: PlanId, shared: bool) -> None:
        """Whether everybody may read a plan in the library."""
        self.update(plans, plans.c.id == plan, shared=shared)

    def in_library(self) -> list[Plan]:
        """Plans whose groups let everybody read them, the newest first."""
        found = sa.select(*PLAN).join(rounds, rounds.c.id == plans.c.round_id)
        where = (plans.c.shared, rounds.c.state == RoundState.RELEASED.value)
        return [read_plan(row) for row in self.all(found.where(*where).order_by(plans.c.id.desc()))]

    def set_deadline(self, plan: PlanId, deadline: datetime, *, now: datetime) -> None:
        """The last day of a plan that came back, given anew. Its revision stays: no word of the group changed."""
        self.update(plans, plans.c.id == plan, deadline=deadline, planned=None, lost=0, dated_at=now)

    def move_deadline(self, plan: Plan, deadline: datetime, lost: int, *, now: datetime) -> None:
        """Outages of `lost` seconds together have moved the last day of a plan that came back."""
        dated = now if deadline != plan.deadline else plan.dated_at
        values = {"deadline": deadline, "planned": plan.planned or plan.deadline, "lost": lost, "dated_at": dated}
        self.update(plans, plans.c.id == plan.id, **values)


def _of_projects(projects: Collection[str]) -> list[sa.ColumnElement[bool]]:
    """That a plan's group belongs to one of some projects; none: to any."""
    return [plans.c.group_id.in_(sa.select(groups.c.id).where(groups.c.project.in_(projects)))] if projects else []


def read_plan(row: Sequence[Any]) -> Plan:
    """The plan of a row that has the columns of PLAN."""
    key, group, round_id, *rest = row
    return Plan(PlanId(key), GroupId(group), RoundId(round_id), **dict(zip(_FIELDS[3:], rest, strict=True)))
