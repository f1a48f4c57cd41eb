"""What members answer about an action: done, started, late, help wanted – and the notes, costs and photos around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, GroupId, PersonId
from bot.domain.incoming import Answer
from bot.domain.notices.plans import PlanCard, WorkFinished
from bot.domain.notices.reminders import CheckedIn, CheckinUndone
from bot.domain.people import Person, Role
from bot.domain.plans import Action, ActionState, Plan
from bot.domain.refused import Forbidden, Missing, Stale
from bot.domain.reminders import CheckInAnswer, Entry, Told, Why
from bot.domain.rounds import Verb
from bot.services import free_text, media, notices, stories
from bot.services.groups import groups
from bot.services.reminders import messages, reminders
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.store.reminders import CheckIn


@dataclass(frozen=True, slots=True)
class ActionContext:
    """An action with the plan and group that it belongs to. `member`: whether the reader may answer for it."""

    action: Action
    plan: Plan
    group: Group
    member: bool


Spot: TypeAlias = messages.Spot
NOWHERE = messages.NOWHERE


def open_action(uow: UnitOfWork, action: ActionId, *, by: Person, to: Verb = Verb.CARRY_OUT) -> ActionContext:
    """An action of a plan that is carried out, for members of its group and, to read, staff and experts.

    Raises: Missing, Forbidden.
    """
    found = uow.actions.get(action)
    plan = uow.plans.get(found.plan) if found else None
    group = uow.groups.get(plan.group) if plan else None
    if found is None or plan is None or group is None or found.state is ActionState.REMOVED:
        raise Missing
    member = uow.groups.membership(group.id, by.id) is not None
    if not (member or Role.EXPERT in by.roles or by.looks_after(group.project)) or not allowed.may(uow, to, plan):
        raise Forbidden
    return ActionContext(found, plan, group, member)


def open_approved(uow: UnitOfWork, group: GroupId, *, by: Person) -> Plan | None:
    """The group's plan that is being carried out, for its members and staff. Raises: Forbidden."""
    if not groups.sees(uow, group, by=by):
        raise Forbidden
    return uow.plans.approved(group)


def done(uow: UnitOfWork, action: ActionId, *, by: Person, seen: int, now: datetime, spot: Spot = NOWHERE) -> None:
    """The work is finished: no more reminders, no more questions about help requests.

    With the last action the others hear it with joy, and tomorrow the group is asked what has changed.
    Raises: Missing, Forbidden, Stale.
    """
    context = open_unanswered(uow, action, seen, by=by)
    answer(uow, context, CheckInAnswer.DONE, by=by, now=now, spot=spot, state=ActionState.DONE)
    reminders.drop(uow, action)
    uow.help_requests.close(action)
    stories.ask(uow, context.plan, context.group, now=now)
    if stories.all_done(uow, context.plan.id):
        _rejoice(uow, context.plan, by, now)


def _rejoice(uow: UnitOfWork, plan: Plan, by: Person, now: datetime) -> None:
    """The other members hear once that all the work is done, with the plan as a picture.

    Whoever finished it is still being asked what it cost, and hears it when that is over.
    """
    others = [one.person for one in uow.groups.members(plan.group) if one.person != by.id]
    if latest := uow.submissions.latest(plan.id):
        notices.tell_all(uow, others, PlanCard(latest.id), now=now, key=f"done {plan.id}")
    notices.tell_all(uow, others, WorkFinished(plan.id), now=now, key=str(plan.id))


def started(uow: UnitOfWork, action: ActionId, *, by: Person, seen: int, now: datetime, spot: Spot = NOWHERE) -> None:
    """The work has begun; later reminders still come. Raises: Missing, Forbidden, Stale."""
    context = open_unanswered(uow, action, seen, by=by)
    answer(uow, context, CheckInAnswer.STARTED, by=by, now=now, spot=spot, state=ActionState.STARTED)


def late(  # noqa: PLR0913 – what, who, until when, and what they had seen where
    uow: UnitOfWork,
    library: Library,
    action: ActionId,
    due: date,
    *,
    by: Person,
    seen: int,
    now: datetime,
    spot: Spot = NOWHERE,
) -> int:
    """The work is going to be finished on `due`: the old day stays in the history, the reminders move.

    Returns the entry, to be explained. Raises: Missing, Forbidden, Stale.
    """
    context = open_unanswered(uow, action, seen, by=by)
    days = {"due_before": context.action.due, "due_after": due}
    entry = answer(
        uow, context, CheckInAnswer.LATE, days, by=by, now=now, spot=spot, state=ActionState.LATE, due_on=due
    )
    moved = uow.actions.get(action)
    if moved is not None:
        reminders.schedule_action(uow, library, moved, context.group, now=now)
    return entry


def open_late_entry(uow: UnitOfWork, entry_id: int, *, by: Person) -> CheckIn:
    """The entry that says that something is late, for whoever made it. Raises: Missing, Forbidden."""
    found = uow.reminders.checkin(entry_id)
    if found is None or found.answer is not CheckInAnswer.LATE:
        raise Missing
    open_action(uow, found.action, by=by)
    if found.person != by.id:
        raise Forbidden("Only {name} can say why", name=found.name)
    return found


def explain(uow: UnitOfWork, entry_id: int, answer: Answer | Why, *, by: Person) -> None:
    """Say why something is late: one of the usual reasons, or own words, a voice, a photo.

    Raises: Missing, Forbidden, Refused.
    """
    found = open_late_entry(uow, entry_id, by=by)
    open_to_answer(uow, found.action, by=by)
    if isinstance(answer, Why):
        uow.reminders.explain(entry_id, why=answer)
        return
    together = free_text.added(found.words, free_text.words(answer))
    uow.reminders.explain(entry_id, words=together, medium_id=answer.medium or found.medium)


def reopen(uow: UnitOfWork, library: Library, action: ActionId, *, by: Person, seen: int, now: datetime) -> None:
    """The work is not finished after all: it counts as started, and reminders come again.

    Raises: Missing, Forbidden, Stale.
    """
    context = open_to_answer(uow, action, by=by)
    if context.action.state is not ActionState.DONE or context.action.revision != seen:
        raise Stale
    uow.actions.change(action, now=now, state=ActionState.STARTED)
    uow.reminders.check_in(action, by.id, Entry.REOPENED, now=now)
    again = uow.actions.get(action)
    if again is not None:
        reminders.schedule_action(uow, library, again, context.group, now=now)


def snooze(uow: UnitOfWork, library: Library, action: ActionId, days: int, *, by: Person, now: datetime) -> date:
    """Be asked again in so many days; returns that day. Raises: Missing, Forbidden, Stale."""
    context = open_to_answer(uow, action, by=by)
    if context.action.state is ActionState.DONE or days not in (1, 7):
        raise Stale
    day = reminders.snooze(uow, library, context.action, days, by=by.id, now=now)
    uow.reminders.check_in(action, by.id, Entry.LATER, remind_on=day, now=now)
    return day


def note(uow: UnitOfWork, action: ActionId, answer: Answer, *, by: Person, now: datetime) -> None:
    """Keep words, a voice or a picture in the action's history. Raises: Missing, Forbidden, Refused."""
    open_to_answer(uow, action, by=by)
    entry = Entry.PHOTO if answer.kind == "photo" else Entry.NOTE
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    uow.reminders.check_in(action, by.id, entry, now=now, **values)


def show_media(
    uow: UnitOfWork, action: ActionId, chat: ChatId, *, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send the next few photos and voices of an action's history to a chat. Raises: Missing, Forbidden."""
    open_action(uow, action, by=by)
    entries = [entry.medium for entry in uow.reminders.checkins(action) if entry.medium is not None]
    return media.show(uow, entries, chat, by.id, begin=begin, now=now)


def open_to_answer(uow: UnitOfWork, action: ActionId, *, by: Person, to: Verb = Verb.CARRY_OUT) -> ActionContext:
    """The action as it stands, its plan locked until the transaction ends. Raises: Missing, Forbidden."""
    found = uow.actions.get(action)
    if found is not None:
        uow.plans.lock(found.plan)
    context = open_action(uow, action, by=by, to=to)
    if not context.member:
        raise Forbidden("Only members of the group can do this")
    return context


def open_unanswered(uow: UnitOfWork, action: ActionId, seen: int, *, by: Person) -> ActionContext:
    """The task for an answer to what was `seen`: the first answer counts, a second one is told whose it was.

    Raises: Missing, Forbidden, Stale.
    """
    context = open_to_answer(uow, action, by=by)
    if context.action.revision == seen and context.action.state is not ActionState.DONE:
        return context
    last = [entry for entry in uow.reminders.checkins(action) if entry.answer in list(CheckInAnswer)]
    if not last:
        raise Stale
    if last[-1].person == by.id:
        raise Stale("Your answer is kept already")
    raise Stale("{name} answered this already", name=last[-1].name)


def answer(
    uow: UnitOfWork,
    context: ActionContext,
    given: CheckInAnswer,
    facts: Mapping[str, object] | None = None,
    *,
    by: Person,
    now: datetime,
    spot: Spot = NOWHERE,
    **changes: object,
) -> int:
    """Keep an answer with its `facts`, show it on every message that asked, and tell owner and leaders.

    Returns the entry's id. Raises: Forbidden.
    """
    _check_member(uow, context, by)
    action = context.action
    uow.actions.change(action.id, now=now, **changes)
    values = {"before": action.state, **(facts or {})}
    entry = uow.reminders.check_in(action.id, by.id, given, now=now, **values)
    messages.settle(uow, action, entry, spot, now=now)
    tell(uow, context, CheckedIn(action=action.id, checkin=entry), by=by, now=now)
    return entry


def _check_member(uow: UnitOfWork, context: ActionContext, by: Person) -> None:
    if uow.groups.membership(context.group.id, by.id) is None:
        raise Forbidden("Only members of the group can do this")


def tell(
    uow: UnitOfWork,
    context: ActionContext,
    what: CheckedIn | CheckinUndone,
    *,
    by: Person,
    now: datetime,
    also: Iterable[PersonId] = (),
) -> None:
    """Owner and leaders (and `also`) hear of an entry, in private or in the group's chat as the group has chosen.

    Raises: Forbidden.
    """
    _check_member(uow, context, by)
    action, group, key = context.action, context.group, str(what.checkin)
    if group.chat is not None and group.told is Told.CHAT:
        if all(row.chat != group.chat for row in uow.reminder_messages.of_action(action.id)):
            notices.tell_chat(uow, group.chat, what, now=now, key=key)
        return
    leaders = [leader.person for leader in uow.groups.leaders(group.id)]
    owner = [action.owner] if action.owner and uow.groups.membership(group.id, action.owner) else []
    others = [other for other in (*owner, *leaders, *also) if other != by.id]
    notices.tell_all(uow, others, what, now=now, key=key)
