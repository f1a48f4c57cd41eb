"""Which reminders are due when, and what people answered, as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import sqlalchemy as sa

from bot.domain.ids import ActionId, GroupId, MediumId, PersonId
from bot.domain.plans import ActionState
from bot.domain.reminders import About, CheckInAnswer, Entry, Help, Recipient, ReminderState, Why
from bot.store import locks
from bot.store.repository import Repository
from bot.store.tables import actions, checkins, persons, plans, reminders


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of an action: `days` after its due or start date (negative: before).

    `person` is who asked to be reminded later, where the recipient is a person, and None when nobody knows any more.
    """

    id: int
    action: ActionId
    group: GroupId
    days: int
    due_on: date
    due_at: datetime
    recipient: Recipient
    person: PersonId | None = None
    about: About = About.DUE
    state: ReminderState = ReminderState.WAITING


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What somebody answered about an action, or what else happened to it.

    `words` are what was told or noted, and where it is late, why; amounts in kip.
    """

    id: int
    action: ActionId
    answer: CheckInAnswer | Entry
    medium: MediumId | None
    person: PersonId | None
    name: str  # "" when nobody knows any more
    at: datetime
    words: str
    before: ActionState | Literal[""]  # the action's state before, "" where it stayed the same
    due_before: date | None  # of what is late: the day that held until then, if there was one, and the new one
    due_after: date | None
    why: Why | Literal[""]  # it is late, as one tap says it
    remind_on: date | None  # when somebody asked to be reminded again
    help: Help | Literal[""]  # what somebody wants help with
    kip_before: int | None  # the wrong amount, where one was corrected or struck out
    kip: int | None  # what was spent, or the right amount; None where it was struck out


_COLUMNS = (
    reminders.c.id,
    reminders.c.action_id,
    plans.c.group_id,
    reminders.c.days,
    reminders.c.due_on,
    reminders.c.due_at,
    reminders.c.recipient,
    reminders.c.person_id,
    reminders.c.about,
    reminders.c.state,
)
_TO_COME = (ReminderState.WAITING, ReminderState.HELD)
MOST = 2000  # reminders that one look considers, and as many rows as PostgreSQL then fetches by their keys
_KEY = ("action_id", "about", "due_on", "days", "recipient", "person_id")
_JOINED = reminders.join(actions, actions.c.id == reminders.c.action_id).join(plans, plans.c.id == actions.c.plan_id)
_CHECKIN = (
    checkins.c.id,
    checkins.c.action_id,
    checkins.c.answer,
    checkins.c.medium_id,
    checkins.c.person_id,
    sa.func.coalesce(persons.c.name, ""),
    checkins.c.at,
    *(checkins.c[name] for name in ("words", "before", "due_before", "due_after", "why", "remind_on", "help")),
    *(checkins.c[name] for name in ("kip_before", "kip")),
)


class Reminders(Repository):
    """The timetable of reminders; a unique key per action, due date, day and recipient makes each come once."""

    def plan(
        self,
        action: ActionId,
        due_on: date,
        moments: Sequence[tuple[int, datetime]],
        *,
        recipient: Recipient = Recipient.OWNER,
        person: PersonId | None = None,
        about: About = About.DUE,
    ) -> None:
        """Write down when an action's reminders are due; dropped ones wait again, those sent stay sent.

        `due_on` is the day that the days of `moments` are counted from: the start date for those `about` the start.
        """
        fixed = {"action_id": action, "about": about, "due_on": due_on, "recipient": recipient, "person_id": person}
        rows = [fixed | {"state": ReminderState.WAITING, "days": days, "due_at": at} for days, at in moments]
        if rows:
            self.insert_new(reminders, rows)
            for row in rows:
                self._revive(row)

    def _revive(self, row: dict[str, object]) -> None:
        where = [reminders.c[name] == row[name] for name in _KEY]
        where.append(reminders.c.state == ReminderState.DROPPED)
        self.update(reminders, *where, state=ReminderState.WAITING, due_at=row["due_at"])

    def drop(self, action: ActionId, *, before: datetime | None = None) -> None:
        """An action needs no more reminders, or none that would come before an instant."""
        where = [reminders.c.action_id == action, reminders.c.state.in_(_TO_COME)]
        if before is not None:
            where.append(reminders.c.due_at < before)
        self.update(reminders, *where, state=ReminderState.DROPPED)

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
            .where(reminders.c.state == ReminderState.WAITING, plans.c.group_id.in_(groups))
            .order_by(reminders.c.due_at, reminders.c.id)
            .with_for_update(of=reminders, skip_locked=True)
        )
        return [Reminder(*row) for row in found]

    def try_lock(self) -> bool:
        """Whether no other process is sending reminders: one at a time, so that a person gets one message."""
        return locks.try_lock(self.connection, locks.Lock.REMINDING)

    def said_until(self, *, now: datetime) -> int:
        """Whatever is due counts as said; returns how many."""
        where = (reminders.c.state == ReminderState.WAITING, reminders.c.due_at <= now)
        return self.update(reminders, *where, state=ReminderState.SENT)

    def next_at(self) -> datetime | None:
        """When the next reminder is due."""
        found: datetime | None = self.value(sa.func.min(reminders.c.due_at), reminders.c.state == ReminderState.WAITING)
        return found

    def mark(self, ids: Sequence[int], state: ReminderState) -> None:
        """Write down what became of reminders."""
        if ids:
            self.update(reminders, reminders.c.id.in_(ids), state=state)

    def postpone(self, ids: Sequence[int], at: datetime) -> None:
        """Let reminders wait until an instant."""
        if ids:
            self.update(reminders, reminders.c.id.in_(ids), state=ReminderState.WAITING, due_at=at)

    def of_group(self, group: GroupId) -> list[Reminder]:
        """All that a group is still going to be reminded of, whenever, the next first."""
        found = self.all(
            sa.select(*_COLUMNS)
            .select_from(_JOINED)
            .where(plans.c.group_id == group, reminders.c.state.in_(_TO_COME))
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return [Reminder(*row) for row in found]

    def asked(self, action: ActionId, due_on: date) -> bool:
        """Whether anybody was reminded of an action with this due date."""
        where = (reminders.c.action_id == action, reminders.c.due_on == due_on, reminders.c.state == ReminderState.SENT)
        return self.value(reminders.c.id, *where) is not None

    def waiting(self, action: ActionId) -> list[Reminder]:
        """What an action is still going to be reminded of, the next first."""
        found = self.all(
            sa.select(*_COLUMNS)
            .select_from(_JOINED)
            .where(reminders.c.action_id == action, reminders.c.state == ReminderState.WAITING)
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return [Reminder(*row) for row in found]

    # What was answered -----------------------------------------------------------------------------------------------
    def check_in(
        self, action: ActionId, person: PersonId, answer: CheckInAnswer | Entry, *, now: datetime, **values: object
    ) -> int:
        """Keep an answer; `values`: the columns that it needs."""
        return self.insert(checkins, action_id=action, person_id=person, answer=answer, at=now, **values)

    def explain(self, checkin: int, **values: object) -> None:
        """Add to an entry; `values`: words, why, medium_id."""
        self.update(checkins, checkins.c.id == checkin, **values)

    def checkins(self, action: ActionId) -> list[CheckIn]:
        """What was answered about an action, the oldest first."""
        return self._checkins(checkins.c.action_id == action)

    def checkin(self, checkin: int) -> CheckIn | None:
        """One entry of an action's history."""
        found = self._checkins(checkins.c.id == checkin)
        return found[0] if found else None

    def answered(self, action: ActionId, *, since: datetime, answers: Sequence[CheckInAnswer | Entry]) -> bool:
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
        .where(reminders.c.state == ReminderState.WAITING, reminders.c.due_at <= now)
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
