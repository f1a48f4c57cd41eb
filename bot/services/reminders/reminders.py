"""Reminders of the actions of approved plans: written down once, sent when their time has come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import ActionId, PersonId
from bot.domain.plans import Action, ActionState, Plan
from bot.domain.reminders import About, Recipient, Timetable, moments_of, morning
from bot.services.groups import groups
from bot.services.reminders import digest, holidays
from bot.store.database import UnitOfWork
from bot.store.outbox import Outgoing
from bot.store.timetables import GROUP, ROUND, Scope

CHUNK = 200  # reminders whose groups are served in one transaction
_FINISHED = (ActionState.DONE, ActionState.REMOVED)


def schedule(uow: UnitOfWork, library: Library, plan: Plan, *, now: datetime, fresh: bool = True) -> None:
    """Write down the reminders of every action of an approved plan that has a due date and is not done.

    Not `fresh`: only the hour or the timetable changed; what somebody asked to be reminded of later stays.
    """
    group = uow.groups.get(plan.group)
    for action in uow.actions.of_plan(plan.id):
        if group is not None:
            schedule_action(uow, library, action, group, now=now, fresh=fresh)


def schedule_action(
    uow: UnitOfWork, library: Library, action: Action, group: Group, *, now: datetime, fresh: bool = True
) -> None:
    """Write down the reminders of one action; what waited for it before is dropped.

    Moments that have passed are left out; an action for which none is left, and that nobody was asked about, is asked
    about the next morning.
    """
    standing = [] if fresh else uow.reminders.waiting(action.id)
    wishes = [row for row in standing if row.recipient is Recipient.PERSON]
    drop(uow, action.id)
    if action.due is None or action.state in _FINISHED:
        return
    for wish in wishes:
        _ask(uow, action.id, action.due, (wish.days, wish.due_at), wish.person)
    after = max([now, *(wish.due_at for wish in wishes)])
    timetable, due = timetable_of(uow, library, action, group), action.due
    coming = _moments(library, group, due, timetable.moments, after)
    if not coming and not wishes and (fresh or not uow.reminders.asked(action.id, due)):
        at = groups.next_morning(group, now)
        coming = [((zones.day(at, group.zone) - due).days, at)]
    uow.reminders.plan(action.id, due, coming)
    for recipient, step in ((Recipient.LEADER, timetable.leader), (Recipient.STAFF, timetable.staff)):
        if step is not None:
            uow.reminders.plan(action.id, due, _moments(library, group, due, (step,), after), recipient=recipient)
    if action.start and action.start < due and action.state is ActionState.PLANNED:
        starts = _moments(library, group, action.start, timetable.starts, after)
        uow.reminders.plan(action.id, action.start, starts, about=About.START)


def timetable_of(uow: UnitOfWork, library: Library, action: Action, group: Group) -> Timetable:
    """The timetable that an action follows: its group's own, its round's, or that of all."""
    plan = uow.plans.get(action.plan)
    of_round = uow.timetables.get(Scope(ROUND, plan.round)) if plan else None
    return uow.timetables.get(Scope(GROUP, group.id)) or of_round or library.reminders.timetable


def snooze(uow: UnitOfWork, library: Library, action: Action, days: int, *, by: PersonId, now: datetime) -> date:
    """Ask `by` again in so many days, after a holiday on the next working day, and nobody before.

    Returns the day in the group's zone.
    """
    plan = uow.plans.get(action.plan)
    group = uow.groups.get(plan.group) if plan else None
    if group is None or action.due is None:
        return now.date()
    zone = group.zone
    today = zones.day(now, zone)
    is_free = holidays.free(uow, library, since=today)
    at = holidays.rings_at(
        library, holidays.hours_of(group), morning(today + timedelta(days=days), group.at, zone), is_free
    )
    day = zones.day(at, zone)
    uow.reminders.drop(action.id, before=at)
    _ask(uow, action.id, action.due, ((day - action.due).days, at), by)
    return day


def _ask(uow: UnitOfWork, action: ActionId, due: date, moment: tuple[int, datetime], person: PersonId | None) -> None:
    """Somebody's own wish to be asked, at (days from the due date, instant)."""
    uow.reminders.plan(action, due, [moment], recipient=Recipient.PERSON, person=person)


def drop(uow: UnitOfWork, action: ActionId) -> None:
    """An action is done or removed, or its day has changed: nothing of what waited comes any more."""
    uow.reminders.drop(action)


def send_due(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Turn reminders whose time has come into notices; returns how many were looked at, 0 when none is due.

    One call serves a chunk: call it until it returns 0. Marking and writing are one transaction, one process at a
    time, and each reminder is marked once: idempotent for two clocks and restarts. Somebody with several reminders gets
    one summary.
    """
    due_in = uow.reminders.groups_due(now=now, limit=CHUNK)
    if not due_in or not uow.reminders.try_lock():
        return 0
    due = uow.reminders.due(due_in, now=now)
    sending = digest.Digest(uow, library, now)
    for found in due_in:
        group = uow.groups.get(found)
        if group is not None:
            sending.sort(group, [row for row in due if row.group == found])
    sending.write()
    return len(due)


def undelivered(uow: UnitOfWork, row: Outgoing, *, now: datetime) -> None:
    """A message could never arrive: what it asked is asked again, of the leader or in private."""
    uow.reminders.postpone([asked.reminder for asked in uow.reminder_messages.of_row(row.id) if asked.open], now)


def _moments(
    library: Library, group: Group, day: date, days: tuple[int, ...], after: datetime
) -> list[tuple[int, datetime]]:
    """The moments after an instant, never in the quiet hours: (days from `day`, instant)."""
    moments = [moment for moment in moments_of(day, days, group.at, group.later, group.zone) if moment.at > after]
    return [(moment.days, library.reminders.awake(moment.at, group.zone)) for moment in moments]
