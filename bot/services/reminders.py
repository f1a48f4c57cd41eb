"""Reminders of the actions of approved plans: written down once, sent when their time has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, PersonId
from bot.domain.people import Role
from bot.domain.plans import Action, ActionState, Plan
from bot.domain.reminders import Check, awake, morning, overdue, timetable
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.reminders import OWNER, Reminder

CHUNK = 200  # reminders whose groups are served in one transaction
LEADER, STAFF = "leader", "staff"
_NOTICES = {LEADER: "reminder_leader", STAFF: "reminder_staff"}  # all others are asked how far the action is
_FINISHED = (ActionState.DONE, ActionState.REMOVED)


def schedule(uow: UnitOfWork, library: Library, plan: Plan, *, now: datetime) -> None:
    """Write down the reminders of every action of an approved plan that has a due date and is not done."""
    group = uow.groups.get(plan.group)
    for action in uow.plans.actions(plan.id):
        if group is not None:
            schedule_action(uow, library, action, group, now=now)


def schedule_action(uow: UnitOfWork, library: Library, action: Action, group: Group, *, now: datetime) -> None:
    """Write down the reminders of one action; what waited for it before is dropped.

    Moments that have passed are left out; an action for which none is left is asked about the next morning.
    """
    drop(uow, action.id)
    if action.due is None or action.state in _FINISHED:
        return
    zone, days = ZoneInfo(group.zone), [moment.days for moment in library.reminders.moments]
    coming = [(moment.days, moment.at) for moment in timetable(action.due, days, group.hour, zone) if moment.at > now]
    if not coming:
        day = next_morning(group, now).astimezone(zone).date()
        coming = [((day - action.due).days, next_morning(group, now))]
    plan = {OWNER: coming}
    for step in library.reminders.escalations:
        found = timetable(action.due, [step.days], group.hour, zone)
        plan[step.to] = [(moment.days, moment.at) for moment in found if moment.at > now]
    for hears, moments in plan.items():
        rung = [(day, _awake(library, at, zone)) for day, at in moments]
        uow.reminders.plan(action.id, action.due, rung, hears=hears)


def snooze(uow: UnitOfWork, library: Library, action: Action, person: PersonId, days: int, *, now: datetime) -> date:
    """Ask `person` again in so many days and nobody before; returns the day in the group's zone."""
    plan = uow.plans.get(action.plan)
    group = uow.groups.get(plan.group) if plan else None
    if group is None or action.due is None:
        return now.date()
    zone = ZoneInfo(group.zone)
    day = now.astimezone(zone).date() + timedelta(days=days)
    at = _awake(library, morning(day, group.hour, zone), zone)
    uow.reminders.drop(action.id, before=at)
    uow.reminders.plan(action.id, action.due, [((day - action.due).days, at)], hears=str(person))
    return day


def drop(uow: UnitOfWork, action: ActionId) -> None:
    """An action is done or removed, or its day has changed: nothing of what waited comes any more."""
    uow.reminders.drop(action)


def next_morning(group: Group, now: datetime) -> datetime:
    """The group's hour of reminders that comes next."""
    zone = ZoneInfo(group.zone)
    today = now.astimezone(zone).date()
    at = morning(today, group.hour, zone)
    return at if at > now else morning(today + timedelta(days=1), group.hour, zone)


def send_due(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Turn reminders whose time has come into notices; returns how many were looked at, 0 when none is due.

    One call serves a chunk: call it until it returns 0. Marking and writing are one transaction, and the notices
    have unique keys: two clocks or a restart do no harm. Somebody with several reminders gets one summary.
    """
    groups = uow.reminders.groups_due(now=now, limit=CHUNK)
    if not groups:
        return 0
    due = uow.reminders.due(groups, now=now)
    sending = _Sending(uow, library, now)
    for found in groups:
        group = uow.groups.get(found)
        if group is not None:
            sending.sort(group, [row for row in due if row.group == found])
    sending.write()
    return len(due)


def _awake(library: Library, at: datetime, zone: ZoneInfo) -> datetime:
    return awake(at, zone, library.reminders.quiet, library.reminders.quiet_until)


@dataclass(frozen=True, slots=True)
class _Item:
    """One action in somebody's reminder."""

    row: Reminder
    action: Action
    late: bool  # more than a day, such as after an outage

    @property
    def key(self) -> str:
        return f"{self.row.action}:{self.row.due_on}:{self.row.days}:{self.row.hears}"


@dataclass(slots=True)
class _Sending:
    """The reminders of one chunk, collected by who gets them: a person, or a group chat."""

    uow: UnitOfWork
    library: Library
    now: datetime
    people: dict[PersonId, dict[ActionId, _Item]] = field(default_factory=lambda: defaultdict(dict))
    chats: dict[ChatId, dict[ActionId, _Item]] = field(default_factory=lambda: defaultdict(dict))

    def sort(self, group: Group, rows: Sequence[Reminder]) -> None:
        """Decide what becomes of one group's reminders: sent now, not needed, or at another time."""
        zone = ZoneInfo(group.zone)
        wakes = _awake(self.library, self.now, zone)
        if wakes > self.now:
            for row in rows:
                self.uow.reminders.postpone(row.id, wakes)
            return
        today, held = self.now.astimezone(zone).date(), self._hold(group, rows, zone)
        for row in rows:
            if row.id in held:
                continue
            action = self.uow.plans.action(row.action)
            if action is None or not self._needed(row, action, zone):
                self.uow.reminders.mark([row.id], "dropped")
                continue
            self._address(group, _Item(row, action, overdue(row.due_on, row.days, today)))
            self.uow.reminders.mark([row.id], "sent")

    def _hold(self, group: Group, rows: Sequence[Reminder], zone: ZoneInfo) -> set[int]:
        """Escalations of an action that its owner is only asked about now wait as long as the question was late."""
        today, held = self.now.astimezone(zone).date(), set()
        asked = {row.action: (today - row.due_on).days - row.days for row in rows if row.hears not in _NOTICES}
        for row in rows:
            if row.hears in _NOTICES and row.action in asked:
                day = row.due_on + timedelta(days=row.days + max(1, asked[row.action]))
                self.uow.reminders.postpone(row.id, _awake(self.library, morning(day, group.hour, zone), zone))
                held.add(row.id)
        return held

    def _needed(self, row: Reminder, action: Action, zone: ZoneInfo) -> bool:
        """Whether the action still waits for an answer: since its due date for an escalation, else today."""
        if action.state in _FINISHED or action.due != row.due_on:
            return False
        day = row.due_on if row.hears in _NOTICES else self.now.astimezone(zone).date()
        return not self.uow.reminders.answered(row.action, since=morning(day, 0, zone), answers=list(Check))

    def _address(self, group: Group, item: _Item) -> None:
        """Put an item into the letters of all who hear of it; a later one of the same action replaces an earlier."""
        for person in self._hearers(group, item):
            self.people[person][item.action.id] = item
        if group.chat is not None and item.row.hears == OWNER:
            self.chats[group.chat][item.action.id] = item

    def _hearers(self, group: Group, item: _Item) -> Iterable[PersonId]:
        leaders = [leader.person for leader in self.uow.groups.leaders(group.id)]
        if item.row.hears == STAFF:
            return [person.id for person in self.uow.people.with_role(Role.STAFF)]
        if item.row.hears == LEADER:
            return [leader for leader in leaders if leader != item.action.owner]
        asked = item.action.owner if item.row.hears == OWNER else PersonId(int(item.row.hears))
        if asked and self.uow.groups.membership(group.id, asked) and self.uow.people.reachable(asked):
            return [asked]
        return leaders

    def write(self) -> None:
        """One notice for each person and chat, however many actions it is about."""
        for person, items in self.people.items():
            notice, args, key = _letter(list(items.values()))
            notices.tell(self.uow, person, notice, now=self.now, key=key, **args)
        for chat, items in self.chats.items():
            notice, args, key = _letter(list(items.values()), chat=True)
            notices.tell_chat(self.uow, chat, notice, now=self.now, key=key, **args)


def _letter(items: Sequence[_Item], *, chat: bool = False) -> tuple[str, dict[str, object], str]:
    """The notice for these items: its name, its arguments, its unique key."""
    first = items[0]
    if len(items) > 1:
        rows = [[item.action.id, item.row.hears] for item in items]
        return "reminder_summary", {"items": rows, "late": any(item.late for item in items)}, first.key
    args: dict[str, object] = {"action": first.action.id, "revision": first.action.revision}
    return "reminder_chat" if chat else _NOTICES.get(first.row.hears, "reminder"), args, first.key
