"""Which reminders are due when, and what people answered, as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import ActionId, GroupId, MediumId, PersonId
from bot.store import locks
from bot.store.repository import Repository
from bot.store.tables import actions, checkins, persons, plans, reminders

OWNER = "owner"  # who hears of a reminder, unless an escalation or a person's own wish says otherwise


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of an action: `days` after its due or start date (negative: before).

    `hears` is "owner", "leader", "staff" or the number of a person who asked to be reminded later.
    """

    id: int
    action: ActionId
    group: GroupId
    days: int
    due_on: date
    due_at: datetime
    hears: str
    about: str = "due"
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What somebody answered about an action; `detail` is a day, an amount, a kind of help or free words.

    `words` say why, where something is late.
    """

    id: int
    action: ActionId
    answer: str
    detail: str
    medium: MediumId | None
    person: PersonId | None
    name: str
    at: datetime
    words: str
    before: str = ""  # the action's state before


_COLUMNS = (
    reminders.c.id,
    reminders.c.action_id,
    plans.c.group_id,
    reminders.c.days,
    reminders.c.due_on,
    reminders.c.due_at,
    reminders.c.hears,
    reminders.c.about,
    reminders.c.state,
)
MOST = 2000  # reminders that one look considers, and as many rows as PostgreSQL then fetches by their keys
_KEY = ("action_id", "about", "due_on", "days", "hears")
_JOINED = reminders.join(actions, actions.c.id == reminders.c.action_id).join(plans, plans.c.id == actions.c.plan_id)
_CHECKIN = (
    checkins.c.id,
    checkins.c.action_id,
    checkins.c.answer,
    checkins.c.detail,
    checkins.c.medium_id,
    checkins.c.person_id,
    sa.func.coalesce(persons.c.name, ""),
    checkins.c.at,
    checkins.c.words,
    checkins.c.before,
)


class Reminders(Repository):
    """The timetable of reminders; a unique key per action, due date, day and hearer makes each come once."""

    def plan(
        self,
        action: ActionId,
        due_on: date,
        moments: Sequence[tuple[int, datetime]],
        *,
        hears: str = OWNER,
        about: str = "due",
    ) -> None:
        """Write down when an action's reminders are due; dropped ones wait again, those sent stay sent.

        `due_on` is the day that the days of `moments` are counted from: the start date for those `about` the start.
        """
        fixed = {"action_id": action, "about": about, "due_on": due_on, "hears": hears, "state": "waiting"}
        rows = [fixed | {"days": days, "due_at": at} for days, at in moments]
        if rows:
            self.insert_new(reminders, rows, key=_KEY)
            for row in rows:
                self._revive(row)

    def _revive(self, row: dict[str, Any]) -> None:
        where = [reminders.c[name] == row[name] for name in _KEY]
        self.update(reminders, *where, reminders.c.state == "dropped", state="waiting", due_at=row["due_at"])

    def drop(self, action: ActionId, *, before: datetime | None = None) -> None:
        """An action needs no more reminders, or none that would come before an instant."""
        where = [reminders.c.action_id == action, reminders.c.state.in_(("waiting", "held"))]
        if before is not None:
            where.append(reminders.c.due_at < before)
        self.update(reminders, *where, state="dropped")

    def groups_due(self, *, now: datetime, limit: int) -> list[GroupId]:
        """Groups that have a reminder whose time has come; an index answers when there is none."""
        return [GroupId(row.group_id) for row in self.connection.execute(_GROUPS_DUE, {"now": now, "most": limit})]

    def due(self, groups: Sequence[GroupId], *, now: datetime) -> list[Reminder]:
        """The reminders of these groups whose time has come, the oldest first, locked until the transaction ends.

        Only the first MOST of all that are due are looked at: without a limit PostgreSQL expects far more of them than
        there are, and would rather read the whole table of actions.
        """
        oldest = _oldest(now, MOST)
        found = self.all(
            sa.select(*_COLUMNS)
            .select_from(oldest.join(_JOINED, reminders.c.id == oldest.c.id))
            .where(reminders.c.state == "waiting", plans.c.group_id.in_(groups))
            .order_by(reminders.c.due_at, reminders.c.id)
            .with_for_update(of=reminders, skip_locked=True)
        )
        return [Reminder(*row) for row in found]

    def alone(self) -> bool:
        """Whether no other process is sending reminders: one at a time, so that a person gets one letter."""
        return locks.alone(self.connection, locks.Lock.REMINDING)

    def next_at(self) -> datetime | None:
        """When the next reminder is due."""
        found: datetime | None = self.value(sa.func.min(reminders.c.due_at), reminders.c.state == "waiting")
        return found

    def mark(self, ids: Sequence[int], state: str) -> None:
        """ "sent", "held" or "dropped"."""
        if ids:
            self.update(reminders, reminders.c.id.in_(ids), state=state)

    def postpone(self, ids: Sequence[int], at: datetime) -> None:
        """Let reminders wait until an instant."""
        if ids:
            self.update(reminders, reminders.c.id.in_(ids), state="waiting", due_at=at)

    def of_group(self, group: GroupId) -> list[Reminder]:
        """All that a group is still going to be reminded of, whenever, the next first."""
        found = self.all(
            sa.select(*_COLUMNS)
            .select_from(_JOINED)
            .where(plans.c.group_id == group, reminders.c.state.in_(("waiting", "held")))
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return [Reminder(*row) for row in found]

    def asked(self, action: ActionId, due_on: date) -> bool:
        """Whether anybody was reminded of an action with this due date."""
        where = (reminders.c.action_id == action, reminders.c.due_on == due_on, reminders.c.state == "sent")
        return self.value(reminders.c.id, *where) is not None

    def waiting(self, action: ActionId) -> list[tuple[int, str, datetime]]:
        """What an action is still going to be reminded of: (days, hears, instant), the next first."""
        found = self.all(
            sa.select(reminders.c.days, reminders.c.hears, reminders.c.due_at)
            .where(reminders.c.action_id == action, reminders.c.state == "waiting")
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return [(row.days, row.hears, row.due_at) for row in found]

    # What was answered -----------------------------------------------------------------------------------------------
    def check_in(self, action: ActionId, person: PersonId, answer: str, *, now: datetime, **values: Any) -> int:
        """Keep an answer; `values`: detail, medium_id."""
        return self.insert(checkins, action_id=action, person_id=person, answer=answer, at=now, **values)

    def explain(self, checkin: int, **values: Any) -> None:
        """Add to an entry; `values`: words, medium_id."""
        self.update(checkins, checkins.c.id == checkin, **values)

    def checkins(self, action: ActionId) -> list[CheckIn]:
        """What was answered about an action, the oldest first."""
        return self._checkins(checkins.c.action_id == action)

    def checkin(self, checkin: int) -> CheckIn | None:
        """One entry of an action's history."""
        found = self._checkins(checkins.c.id == checkin)
        return found[0] if found else None

    def answered(self, action: ActionId, *, since: datetime, answers: Sequence[str]) -> bool:
        """Whether somebody gave one of `answers` about an action at or after an instant."""
        where = (checkins.c.action_id == action, checkins.c.at >= since, checkins.c.answer.in_(answers))
        return self.value(checkins.c.id, *where) is not None

    def _checkins(self, where: sa.ColumnElement[bool]) -> list[CheckIn]:
        found = self.all(
            sa.select(*_CHECKIN)
            .join(persons, persons.c.id == checkins.c.person_id, isouter=True)
            .where(where)
            .order_by(checkins.c.id)
        )
        return [CheckIn(*row) for row in found]


def _oldest(now: Any, most: Any) -> sa.Subquery:
    """The first reminders that are due; an index answers."""
    return (
        sa.select(reminders.c.id, reminders.c.action_id)
        .where(reminders.c.state == "waiting", reminders.c.due_at <= now)
        .order_by(reminders.c.due_at, reminders.c.id)
        .limit(most)
        .subquery()
    )


# Built once: the clock asks every few seconds, and building a statement costs more than the index needs to answer it.
_DUE = _oldest(sa.bindparam("now", type_=reminders.c.due_at.type), sa.bindparam("most", type_=sa.Integer))
_GROUPS_DUE = (
    sa.select(plans.c.group_id)
    .select_from(_DUE)
    .join(actions, actions.c.id == _DUE.c.action_id)
    .join(plans, plans.c.id == actions.c.plan_id)
    .distinct()
)
