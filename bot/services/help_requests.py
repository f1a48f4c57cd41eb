"""Calls for help with a piece of work: who is told, who takes it, what is answered – followed until it is solved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.help_requests import Call, CallState, step
from bot.domain.ids import ActionId, PersonId
from bot.domain.incoming import Answer
from bot.domain.notices import Notice
from bot.domain.notices.help_requests import (
    HelpAgain,
    HelpAnswered,
    HelpBetter,
    HelpMore,
    HelpSolved,
    HelpTaken,
    HelpWanted,
)
from bot.domain.people import HELPERS, Person, Role
from bot.domain.plans import ActionState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import Check, Entry, Help, awake, morning
from bot.services import free_text, notices
from bot.services.actions import checkins
from bot.services.actions.checkins import NOWHERE, Spot, Task
from bot.services.reminders import holidays, pauses
from bot.store.database import UnitOfWork

CHUNK = 100  # calls followed up in one transaction


# Whoever asks ---------------------------------------------------------------------------------------------------------
def ask(  # noqa: PLR0913 – who, what, which kind, and what they had seen where
    uow: UnitOfWork,
    library: Library,
    action: ActionId,
    kind: Help,
    *,
    by: Person,
    seen: int,
    now: datetime,
    spot: Spot = NOWHERE,
) -> Call:
    """Call for help: those who know the matter are told at once, and the call is followed until it is solved.

    Raises: Missing, Forbidden, Stale.
    """
    task = checkins.open_unanswered(uow, action, seen, by=by)
    changes = {"state": ActionState.HELP}
    entry = checkins.answer(uow, task, Check.HELP, {"help": kind}, by=by, now=now, spot=spot, **changes)
    uow.help_requests.add(entry, next_at=_later(library, task.group, CallState.WAITING, 0, now) or now)
    call = uow.help_requests.get(entry)
    assert call is not None
    _tell(uow, _asked(uow, call), HelpWanted(call.id), now, key=str(entry))
    return call


def open_request(uow: UnitOfWork, call: int, *, by: Person) -> tuple[Call, Task]:
    """A call of one's own group, with its work. Raises: Missing, Forbidden."""
    found = _open_request(uow, call)
    task = checkins.open_task(uow, found.action, by=by)
    if not task.member:
        raise Forbidden("Only members of the group can do this")
    return found, task


def add(uow: UnitOfWork, call: int, answer: Answer, *, by: Person, now: datetime) -> None:
    """More about the matter, in words, voice or photo, from the group: it goes to whoever helps, else to all asked.

    Raises: Missing, Forbidden, Refused.
    """
    found, _ = open_request(uow, call, by=by)
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    kind = Entry.PHOTO if answer.kind == "photo" else Entry.NOTE
    entry = uow.reminders.check_in(found.action, by.id, kind, now=now, **values)
    if found.state.open:
        _tell(uow, _whom(uow, found), HelpMore(checkin=found.id, entry=entry), now)


def solved(uow: UnitOfWork, call: int, *, by: Person, now: datetime) -> None:
    """The group says that it is solved: the work goes on, and whoever helped hears of it. Twice is once.

    Raises: Missing, Forbidden, Stale.
    """
    found, task = open_request(uow, call, by=by)
    if not found.state.open:
        raise Stale
    uow.help_requests.change(call, state=CallState.SOLVED.value, next_at=None)
    uow.reminders.check_in(found.action, by.id, Entry.SOLVED, now=now)
    if task.action.state is ActionState.HELP:
        uow.plans.change_action(found.action, now=now, state=ActionState.STARTED.value)
    _tell(uow, [found.helper], HelpSolved(found.id), now)


def still(uow: UnitOfWork, library: Library, call: int, *, by: Person, now: datetime) -> None:
    """It is not solved yet: whoever helped is asked again, and all who were asked when nobody has it.

    Raises: Missing, Forbidden, Stale.
    """
    found, task = open_request(uow, call, by=by)
    if found.state not in (CallState.ANSWERED, CallState.CLOSED) or task.action.state is ActionState.DONE:
        raise Stale
    state = CallState.TAKEN if found.helper else CallState.WAITING
    _move(uow, library, found, task.group, state, now)
    entry = uow.reminders.check_in(found.action, by.id, Entry.STILL, now=now)
    _tell(uow, _whom(uow, found), HelpMore(checkin=found.id, entry=entry), now)


# Whoever helps --------------------------------------------------------------------------------------------------------
def helpers(uow: UnitOfWork, call: Call) -> list[Person]:
    """Who is asked: experts about growing and disease, staff about the rest, staff also where there is no expert."""
    role = Role.EXPERT if call.kind.for_experts else Role.STAFF
    known = [person for person in uow.people.with_role(role) if person.id != call.asker]
    return known or [person for person in uow.people.with_role(Role.STAFF) if person.id != call.asker]


def open_to_help(uow: UnitOfWork, call: int, *, by: Person) -> Call:
    """A call, for experts and staff. Raises: Missing, Forbidden."""
    found = _open_request(uow, call)
    if not by.roles & HELPERS:
        raise Forbidden
    return found


def waiting(uow: UnitOfWork, *, by: Person) -> list[Call]:
    """Every call that is not solved, for experts and staff: one's own first, then those that nobody has.

    Raises: Forbidden.
    """
    if not by.roles & HELPERS:
        raise Forbidden
    order = {CallState.WAITING: 1, CallState.TAKEN: 2, CallState.ANSWERED: 3}
    return sorted(
        uow.help_requests.open_ones(), key=lambda call: (call.helper != by.id, order.get(call.state, 4), call.id)
    )


def take(uow: UnitOfWork, library: Library, call: int, *, by: Person, now: datetime) -> None:
    """One helper takes a call: whoever asked and the other helpers hear of it. Refused when another has it.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_help(uow, call, by=by)
    found = uow.help_requests.lock(call)
    assert found is not None
    if found.helper == by.id and found.state is not CallState.WAITING:
        return
    if not found.state.open:
        raise Refused("This is solved already")
    if found.helper is not None:
        raise Stale("{name} is helping with this already", name=found.helper_name)
    task = checkins.open_task(uow, found.action, by=by)
    uow.help_requests.change(call, helper_id=by.id)
    _move(uow, library, found, task.group, CallState.TAKEN, now)
    uow.reminders.check_in(found.action, by.id, Entry.TAKEN, now=now)
    _tell(uow, [found.asker], HelpTaken(checkin=found.id, helper=by.id), now)


def leave(uow: UnitOfWork, library: Library, call: int, *, by: Person, now: datetime) -> None:
    """Whoever took a call gives it back: the others are asked again. Twice is once.

    Raises: Missing, Forbidden, Stale.
    """
    found = open_to_help(uow, call, by=by)
    if found.helper != by.id or not found.state.open:
        raise Stale
    task = checkins.open_task(uow, found.action, by=by)
    _free(uow, library, found, task.group, now)
    others = [one for one in _asked(uow, found) if one != by.id]
    _tell(uow, others, HelpAgain(found.id), now)


def reply(uow: UnitOfWork, library: Library, call: int, answer: Answer, *, by: Person, now: datetime) -> None:
    """Answer a call in words, voice or photo: it goes to whoever asked, who says whether it helped.

    Raises: Missing, Forbidden, Refused.
    """
    found = open_to_help(uow, call, by=by)
    task = checkins.open_task(uow, found.action, by=by)
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    entry = uow.reminders.check_in(found.action, by.id, Entry.REPLY, now=now, **values)
    if found.state.open:
        uow.help_requests.change(call, helper_id=found.helper or by.id)
        _move(uow, library, found, task.group, CallState.ANSWERED, now)
    told = HelpAnswered(reply=entry, checkin=found.id, action=found.action)
    _tell(uow, [found.asker], told, now)


# What nobody answers --------------------------------------------------------------------------------------------------
def follow(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Remind of calls that stand still; returns how many were looked at. Call it until it returns 0."""
    found = uow.help_requests.due(now=now, limit=CHUNK)
    for call in found:
        group = _group(uow, call)
        if group is None:
            uow.help_requests.change(call.id, next_at=None)
            continue
        _follow(uow, library, call, group, now)
    return len(found)


def _follow(uow: UnitOfWork, library: Library, call: Call, group: Group, now: datetime) -> None:
    due = step(call.state, call.rung)
    asks_group = due is not None and due.tell == "asker"
    wakes = pauses.may_ring(uow, library, group, now=now) if asks_group else _working(uow, library, group, now)
    if due is None:
        uow.help_requests.change(call.id, next_at=None)
    elif wakes > now and due.tell != "close":
        uow.help_requests.change(call.id, next_at=wakes)
    elif due.tell == "close":
        uow.help_requests.change(call.id, state=CallState.CLOSED.value, next_at=None)
    elif due.tell == "free":
        _free(uow, library, call, group, now)
        _tell(uow, _asked(uow, call), HelpAgain(call.id), now)
    else:
        following = _later(library, group, call.state, call.rung + 1, now)
        uow.help_requests.change(call.id, rung=call.rung + 1, next_at=following)
        what = HelpBetter(call.id) if due.tell == "asker" else HelpAgain(call.id)
        _tell(uow, _hears(uow, call, due.tell), what, now)


def _working(uow: UnitOfWork, library: Library, group: Group, now: datetime) -> datetime:
    """When experts and staff may be reminded: now, or after a night or a holiday; a group's pause is not theirs."""
    is_free = holidays.free(uow, library, since=now.date() - timedelta(days=1))
    return holidays.rings_at(library, holidays.hours_of(group), now, is_free)


def _hears(uow: UnitOfWork, call: Call, whom: str) -> list[PersonId | None]:
    """The people whom a step tells."""
    match whom:
        case "asker":
            return [call.asker]
        case "helper":
            return [call.helper]
        case "staff":
            return [person.id for person in uow.people.with_role(Role.STAFF)]
    return _asked(uow, call)


def _free(uow: UnitOfWork, library: Library, call: Call, group: Group, now: datetime) -> None:
    uow.help_requests.change(call.id, helper_id=None)
    _move(uow, library, call, group, CallState.WAITING, now)


def _move(uow: UnitOfWork, library: Library, call: Call, group: Group, state: CallState, now: datetime) -> None:
    uow.help_requests.change(call.id, state=state.value, rung=0, next_at=_later(library, group, state, 0, now))


def _later(library: Library, group: Group, state: CallState, rung: int, now: datetime) -> datetime | None:
    """When a call that stands still is followed up: at the group's hour, never in the quiet hours."""
    due, zone = step(state, rung), group.zone
    if due is None:
        return None
    day = zones.day(now, zone) + timedelta(days=due.days)
    quiet = library.reminders
    return awake(morning(day, group.hour, zone), zone, quiet.quiet, quiet.quiet_until)


def _open_request(uow: UnitOfWork, call: int) -> Call:
    found = uow.help_requests.get(call)
    if found is None:
        raise Missing
    return found


def _asked(uow: UnitOfWork, call: Call) -> list[PersonId | None]:
    return [helper.id for helper in helpers(uow, call)]


def _whom(uow: UnitOfWork, call: Call) -> list[PersonId | None]:
    return [call.helper] if call.helper else _asked(uow, call)


def _group(uow: UnitOfWork, call: Call) -> Group | None:
    action = uow.plans.action(call.action)
    plan = uow.plans.get(action.plan) if action else None
    return uow.groups.get(plan.group) if plan else None


def _tell(
    uow: UnitOfWork, people: Iterable[PersonId | None], what: Notice, now: datetime, *, key: str | None = None
) -> None:
    notices.tell_all(uow, [one for one in people if one], what, now=now, key=key)
