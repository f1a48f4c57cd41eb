"""The actions of plans as they are kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import ActionId, PersonId, PlanId
from bot.domain.plans import Action, ActionState
from bot.store.repository import AnyRow, Repository
from bot.store.tables import actions

ACTION = [
    actions.c[name]
    for name in (
        *("id", "plan_id", "what", "who", "owner_id", "start_on", "due_on", "cost", "own", "sign", "state"),
        *("revision", "spent"),
    )
]

# Built once: they run in every turn that has to do with an action.
_GET = sa.select(*ACTION).where(actions.c.id == sa.bindparam("action"))
_OF_PLAN = (
    sa.select(*ACTION)
    .where(actions.c.plan_id == sa.bindparam("plan"), actions.c.state != ActionState.REMOVED.value)
    .order_by(actions.c.position, actions.c.id)
)


class Actions(Repository):
    """What groups are going to do, each action in its place in the plan."""

    def of_plan(self, plan: PlanId) -> list[Action]:
        """The plan's actions in their order, without those that were removed."""
        return [read_action(row) for row in self.ask(_OF_PLAN, plan=plan)]

    def get(self, action: ActionId) -> Action | None:
        """An action, also one that was removed."""
        row = self.ask_one(_GET, action=action)
        return read_action(row) if row else None

    def add(self, plan: PlanId, *, now: datetime, **values: object) -> ActionId:
        position = int(self.value(sa.func.coalesce(sa.func.max(actions.c.position), 0), actions.c.plan_id == plan) or 0)
        values = {"plan_id": plan, "position": position + 1, "state": ActionState.PLANNED.value} | values
        return ActionId(self.insert(actions, updated_at=now, **values))

    def change(self, action: ActionId, *, now: datetime, **values: object) -> None:
        """Change fields of an action; its revision grows."""
        self.update(actions, actions.c.id == action, revision=actions.c.revision + 1, updated_at=now, **values)

    def put_spent(self, action: ActionId, kip: int | None) -> None:
        """Note what was spent on an action in all. Its revision stays: that answers no question about the work."""
        self.update(actions, actions.c.id == action, spent=kip)

    def swap(self, one: ActionId, other: ActionId, *, now: datetime) -> None:
        """Swap the positions of two actions; their revisions grow."""
        positions = {id_: self.value(actions.c.position, actions.c.id == id_) for id_ in (one, other)}
        self.change(one, now=now, position=positions[other])
        self.change(other, now=now, position=positions[one])


def read_action(row: AnyRow) -> Action:
    """The action of a row that has the columns of ACTION."""
    return Action(
        id=ActionId(row.id),
        plan=PlanId(row.plan_id),
        what=row.what,
        who=row.who,
        owner=PersonId(row.owner_id) if row.owner_id else None,
        start=row.start_on,
        due=row.due_on,
        cost=row.cost,
        own=row.own,
        sign=row.sign,
        state=ActionState(row.state),
        revision=row.revision,
        spent=row.spent,
    )
