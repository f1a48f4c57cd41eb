"""What members answer about an action: done, started, late, help wanted – and the notes, costs and photos around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, GroupId, PersonId
from bot.domain.incoming import Answer
from bot.domain.notices.reminders import CheckedIn, CheckinUndone
from bot.domain.people import Person, Role
from bot.domain.plans import Action, ActionState, Plan, PlanState
from bot.domain.refused import Forbidden, Missing, Stale
from bot.domain.reminders import Check, Entry, Told, Why
from bot.services import free_text, media, notices, stories
from bot.services.reminders import messages, reminders
from bot.store.database import UnitOfWork
from bot.store.reminders import CheckIn


@dataclass(frozen=True, slots=True)
class Task:
    """An action with the plan and group that it belongs to. `member`: whether the reader may answer for it."""

    action: Action
    plan: Plan
    group: Group
    member: bool


Spot: TypeAlias = messages.Spot
NOWHERE = messages.NOWHERE


def open_task(uow: UnitOfWork, action: ActionId, person: Person) -> Task:
    """An action of an approved plan, for members of its group and, to read, staff and experts. Refused for others."""
    found = uow.plans.action(action)
    plan = uow.plans.get(found.plan) if found else None
    group = uow.groups.get(plan.group) if plan else None
    if found is None or plan is None or group is None or found.state is ActionState.REMOVED:
        raise Missing
    member = uow.groups.membership(group.id, person.id) is not None
    if not (member or person.roles & {Role.STAFF, Role.EXPERT}) or plan.state is not PlanState.APPROVED:
        raise Forbidden
    return Task(found, plan, group, member)


def approved_plan(uow: UnitOfWork, group: GroupId, person: Person) -> Plan | None:
    """The group's plan that is being carried out, for its members and staff. Refused for others."""
    if not (uow.groups.membership(group, person.id) or Role.STAFF in person.roles):
        raise Forbidden
    return uow.plans.approved(group)


def done(uow: UnitOfWork, action: ActionId, person: Person, *, seen: int, now: datetime, spot: Spot = NOWHERE) -> None:
    """The work is finished: no more reminders, no more questions about calls for help.

    With the last action the group is asked what has changed.
    """
    task = first(uow, action, person, seen)
    answer(uow, task, person, Check.DONE, now=now, spot=spot, state=ActionState.DONE)
    reminders.drop(uow, action)
    uow.help_requests.close(action)
    stories.ask(uow, task.plan, task.group, now=now)


def started(
    uow: UnitOfWork, action: ActionId, person: Person, *, seen: int, now: datetime, spot: Spot = NOWHERE
) -> None:
    """The work has begun; later reminders still come."""
    task = first(uow, action, person, seen)
    answer(uow, task, person, Check.STARTED, now=now, spot=spot, state=ActionState.STARTED)


def late(  # noqa: PLR0913 – what, who, until when, and what they had seen where
    uow: UnitOfWork,
    library: Library,
    action: ActionId,
    person: Person,
    due: date,
    *,
    seen: int,
    now: datetime,
    spot: Spot = NOWHERE,
) -> int:
    """The work is going to be finished on `due`: the old day stays in the history, the reminders move.

    Returns the entry, to be explained.
    """
    task = first(uow, action, person, seen)
    days = {"due_before": task.action.due, "due_after": due}
    entry = answer(uow, task, person, Check.LATE, days, now=now, spot=spot, state=ActionState.LATE, due_on=due)
    moved = uow.plans.action(action)
    if moved is not None:
        reminders.schedule_action(uow, library, moved, task.group, now=now)
    return entry


def late_entry(uow: UnitOfWork, checkin: int, person: Person) -> CheckIn:
    """The entry that says that something is late, for whoever made it. Refused for others."""
    found = uow.reminders.checkin(checkin)
    if found is None or found.answer is not Check.LATE:
        raise Missing
    open_task(uow, found.action, person)
    if found.person != person.id:
        raise Forbidden("Only {name} can say why", name=found.name)
    return found


def explain(uow: UnitOfWork, checkin: int, person: Person, answer: Answer | Why) -> None:
    """Say why something is late: one of the usual reasons, or own words, a voice, a photo."""
    found = late_entry(uow, checkin, person)
    for_member(uow, found.action, person)
    if isinstance(answer, Why):
        uow.reminders.explain(checkin, why=answer)
        return
    together = "\n".join(filter(None, (found.words, free_text.words(answer))))
    uow.reminders.explain(checkin, words=free_text.not_too_long(together), medium_id=answer.medium or found.medium)


def reopen(uow: UnitOfWork, library: Library, action: ActionId, person: Person, *, seen: int, now: datetime) -> None:
    """The work is not finished after all: it counts as started, and reminders come again."""
    task = for_member(uow, action, person)
    if task.action.state is not ActionState.DONE or task.action.revision != seen:
        raise Stale
    uow.plans.change_action(action, now=now, state=ActionState.STARTED)
    uow.reminders.check_in(action, person.id, Entry.REOPENED, now=now)
    again = uow.plans.action(action)
    if again is not None:
        reminders.schedule_action(uow, library, again, task.group, now=now)


def snooze(uow: UnitOfWork, library: Library, action: ActionId, person: Person, days: int, *, now: datetime) -> date:
    """Be asked again in so many days; returns that day."""
    task = for_member(uow, action, person)
    if task.action.state is ActionState.DONE or days not in (1, 7):
        raise Stale
    day = reminders.snooze(uow, library, task.action, person.id, days, now=now)
    uow.reminders.check_in(action, person.id, Entry.LATER, remind_on=day, now=now)
    return day


def note(uow: UnitOfWork, action: ActionId, person: Person, answer: Answer, *, now: datetime) -> None:
    """Keep words, a voice or a picture in the action's history."""
    for_member(uow, action, person)
    entry = Entry.PHOTO if answer.kind == "photo" else Entry.NOTE
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    uow.reminders.check_in(action, person.id, entry, now=now, **values)


def show_media(uow: UnitOfWork, action: ActionId, person: Person, chat: ChatId, *, now: datetime) -> int:
    """Send the photos and voices of an action's history to a chat; returns how many."""
    open_task(uow, action, person)
    entries = [entry.medium for entry in uow.reminders.checkins(action) if entry.medium is not None]
    return media.show(uow, entries, chat, person.id, now=now)


def for_member(uow: UnitOfWork, action: ActionId, person: Person) -> Task:
    """The action as it stands, its plan locked until the transaction ends. Refused to all but members."""
    found = uow.plans.action(action)
    if found is not None:
        uow.plans.lock(found.plan)
    task = open_task(uow, action, person)
    if not task.member:
        raise Forbidden("Only members of the group can do this")
    return task


def first(uow: UnitOfWork, action: ActionId, person: Person, seen: int) -> Task:
    """The task for an answer to what was `seen`: the first answer counts, a second one is told whose it was."""
    task = for_member(uow, action, person)
    if task.action.revision == seen and task.action.state is not ActionState.DONE:
        return task
    last = [entry for entry in uow.reminders.checkins(action) if entry.answer in list(Check)]
    if not last:
        raise Stale
    if last[-1].person == person.id:
        raise Stale("Your answer is kept already")
    raise Stale("{name} answered this already", name=last[-1].name)


def answer(
    uow: UnitOfWork,
    task: Task,
    person: Person,
    given: Check,
    facts: Mapping[str, Any] | None = None,
    *,
    now: datetime,
    spot: Spot = NOWHERE,
    **changes: Any,
) -> int:
    """Keep an answer with its `facts`, show it on every copy of the question, and tell owner and leaders.

    Returns the entry's id.
    """
    action = task.action
    uow.plans.change_action(action.id, now=now, **changes)
    values = {"before": action.state, **(facts or {})}
    entry = uow.reminders.check_in(action.id, person.id, given, now=now, **values)
    messages.settle(uow, action, entry, spot, now=now)
    tell(uow, task, person, CheckedIn(action=action.id, checkin=entry), now=now)
    return entry


def tell(
    uow: UnitOfWork,
    task: Task,
    by: Person,
    what: CheckedIn | CheckinUndone,
    *,
    now: datetime,
    also: Iterable[PersonId] = (),
) -> None:
    """Owner and leaders (and `also`) hear of an entry, in private or in the group's chat as the group has chosen."""
    action, group, key = task.action, task.group, str(what.checkin)
    if group.chat is not None and group.told is Told.CHAT:
        if all(copy.chat != group.chat for copy in uow.reminder_messages.of_action(action.id)):
            notices.tell_chat(uow, group.chat, what, now=now, key=key)
        return
    leaders = [leader.person for leader in uow.groups.leaders(group.id)]
    owner = [action.owner] if action.owner and uow.groups.membership(group.id, action.owner) else []
    others = [other for other in (*owner, *leaders, *also) if other != by.id]
    notices.tell_all(uow, others, what, now=now, key=key)
