"""Requests for help with an action: who is told, who takes it, what is answered – followed until it is solved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.help_requests import HelpRequest, HelpState, escalation
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
from bot.domain.people import ADVISERS, Person, Role
from bot.domain.plans import ActionState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import CheckInAnswer, Entry, Help, morning
from bot.services import free_text, notices
from bot.services.actions import checkins
from bot.services.actions.checkins import NOWHERE, ActionContext, Spot
from bot.services.groups import groups
from bot.services.reminders import holidays, pauses
from bot.store.database import UnitOfWork

CHUNK = 100  # requests followed up in one transaction


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
) -> HelpRequest:
    """Ask for help: those who know the matter are told at once, and the request is followed until it is solved.

    Raises: Missing, Forbidden, Stale.
    """
    context = checkins.open_unanswered(uow, action, seen, by=by)
    changes = {"state": ActionState.HELP}
    entry = checkins.answer(uow, context, CheckInAnswer.HELP, {"help": kind}, by=by, now=now, spot=spot, **changes)
    uow.help_requests.add(entry, next_at=_later(library, context.group, HelpState.WAITING, 0, now) or now)
    request = uow.help_requests.get(entry)
    assert request is not None
    _tell(uow, _asked(uow, request), HelpWanted(request.id), now, key=str(entry))
    return request


def open_request(uow: UnitOfWork, request: int, *, by: Person) -> tuple[HelpRequest, ActionContext]:
    """A request of one's own group, with its work. Raises: Missing, Forbidden."""
    found = _open_request(uow, request)
    context = checkins.open_action(uow, found.action, by=by)
    if not context.member:
        raise Forbidden("Only members of the group can do this")
    return found, context


def add(uow: UnitOfWork, request: int, answer: Answer, *, by: Person, now: datetime) -> None:
    """More about the matter, in words, voice or photo, from the group: it goes to whoever helps, else to all asked.

    Raises: Missing, Forbidden, Refused.
    """
    found, _ = open_request(uow, request, by=by)
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    kind = Entry.PHOTO if answer.kind == "photo" else Entry.NOTE
    entry = uow.reminders.check_in(found.action, by.id, kind, now=now, **values)
    if found.state.open:
        _tell(uow, _whom(uow, found), HelpMore(checkin=found.id, entry=entry), now)


def solved(uow: UnitOfWork, request: int, *, by: Person, now: datetime) -> None:
    """The group says that it is solved: the work goes on, and whoever helped hears of it. Idempotent.

    Raises: Missing, Forbidden, Stale.
    """
    found, context = open_request(uow, request, by=by)
    if not found.state.open:
        raise Stale
    uow.help_requests.change(request, state=HelpState.SOLVED.value, next_at=None)
    uow.reminders.check_in(found.action, by.id, Entry.SOLVED, now=now)
    if context.action.state is ActionState.HELP:
        uow.actions.change(found.action, now=now, state=ActionState.STARTED.value)
    _tell(uow, [found.taker], HelpSolved(found.id), now)


def still(uow: UnitOfWork, library: Library, request: int, *, by: Person, now: datetime) -> None:
    """It is not solved yet: whoever helped is asked again, and all who were asked when nobody has it.

    Raises: Missing, Forbidden, Stale.
    """
    found, context = open_request(uow, request, by=by)
    if found.state not in (HelpState.ANSWERED, HelpState.CLOSED) or context.action.state is ActionState.DONE:
        raise Stale
    state = HelpState.TAKEN if found.taker else HelpState.WAITING
    _move(uow, library, found, context.group, state, now)
    entry = uow.reminders.check_in(found.action, by.id, Entry.STILL, now=now)
    _tell(uow, _whom(uow, found), HelpMore(checkin=found.id, entry=entry), now)


# Whoever helps --------------------------------------------------------------------------------------------------------
def advisers(uow: UnitOfWork, request: HelpRequest) -> list[Person]:
    """Who is asked: experts about growing and disease, staff about the rest, staff also where there is no expert."""
    role = Role.EXPERT if request.kind.for_experts else Role.STAFF
    known = [person for person in uow.people.with_role(role) if person.id != request.asker]
    return known or [person for person in uow.people.with_role(Role.STAFF) if person.id != request.asker]


def open_to_help(uow: UnitOfWork, request: int, *, by: Person) -> HelpRequest:
    """A request, for experts and staff. Raises: Missing, Forbidden."""
    found = _open_request(uow, request)
    if not _advises(uow, found, by):
        raise Forbidden
    return found


def _advises(uow: UnitOfWork, request: HelpRequest, by: Person) -> bool:
    """Experts, and staff who look after the group: of all projects, or of its own."""
    if not by.own_projects or Role.EXPERT in by.roles:
        return bool(by.roles & ADVISERS)
    action = uow.actions.get(request.action)
    plan = uow.plans.get(action.plan) if action else None
    return plan is not None and groups.office(uow, plan.group, by=by)


def waiting(uow: UnitOfWork, *, by: Person) -> list[HelpRequest]:
    """Every call that is not solved, for experts and staff: one's own first, then those that nobody has.

    Raises: Forbidden.
    """
    if not by.roles & ADVISERS:
        raise Forbidden
    order = {HelpState.WAITING: 1, HelpState.TAKEN: 2, HelpState.ANSWERED: 3}
    return sorted(
        (one for one in uow.help_requests.open_ones() if _advises(uow, one, by)),
        key=lambda request: (request.taker != by.id, order.get(request.state, 4), request.id),
    )


def take(uow: UnitOfWork, library: Library, request: int, *, by: Person, now: datetime) -> None:
    """One adviser takes a request: whoever asked hears of it. Refused when another has it.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_help(uow, request, by=by)
    found = uow.help_requests.lock(request)
    assert found is not None
    if found.taker == by.id and found.state is not HelpState.WAITING:
        return
    if not found.state.open:
        raise Refused("This is solved already")
    if found.taker is not None:
        raise Stale("{name} is helping with this already", name=found.taker_name)
    context = checkins.open_action(uow, found.action, by=by)
    uow.help_requests.change(request, helper_id=by.id)
    _move(uow, library, found, context.group, HelpState.TAKEN, now)
    uow.reminders.check_in(found.action, by.id, Entry.TAKEN, now=now)
    _tell(uow, [found.asker], HelpTaken(checkin=found.id, helper=by.id), now)


def leave(uow: UnitOfWork, library: Library, request: int, *, by: Person, now: datetime) -> None:
    """Whoever took a request gives it back: the others are asked again. Idempotent.

    Raises: Missing, Forbidden, Stale.
    """
    found = open_to_help(uow, request, by=by)
    if found.taker != by.id or not found.state.open:
        raise Stale
    context = checkins.open_action(uow, found.action, by=by)
    _free(uow, library, found, context.group, now)
    others = [one for one in _asked(uow, found) if one != by.id]
    _tell(uow, others, HelpAgain(found.id), now)


def reply(uow: UnitOfWork, library: Library, request: int, answer: Answer, *, by: Person, now: datetime) -> None:
    """Answer a request in words, voice or photo: it goes to whoever asked, who says whether it helped.

    Raises: Missing, Forbidden, Refused.
    """
    found = open_to_help(uow, request, by=by)
    context = checkins.open_action(uow, found.action, by=by)
    values = {"words": free_text.words(answer), "medium_id": answer.medium}
    entry = uow.reminders.check_in(found.action, by.id, Entry.REPLY, now=now, **values)
    if found.state.open:
        uow.help_requests.change(request, helper_id=found.taker or by.id)
        _move(uow, library, found, context.group, HelpState.ANSWERED, now)
    told = HelpAnswered(reply=entry, checkin=found.id, action=found.action)
    _tell(uow, [found.asker], told, now)


# What nobody answers --------------------------------------------------------------------------------------------------
def follow(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Remind of requests that stand still; returns how many were looked at. Call it until it returns 0."""
    found = uow.help_requests.due(now=now, limit=CHUNK)
    for request in found:
        group = _group(uow, request)
        if group is None:
            uow.help_requests.change(request.id, next_at=None)
            continue
        _follow(uow, library, request, group, now)
    return len(found)


def _follow(uow: UnitOfWork, library: Library, request: HelpRequest, group: Group, now: datetime) -> None:
    due = escalation(request.state, request.level)
    asks_group = due is not None and due.tell == "asker"
    wakes = pauses.may_ring(uow, library, group, now=now) if asks_group else _working(uow, library, group, now)
    if due is None:
        uow.help_requests.change(request.id, next_at=None)
    elif wakes > now and due.tell != "close":
        uow.help_requests.change(request.id, next_at=wakes)
    elif due.tell == "close":
        uow.help_requests.change(request.id, state=HelpState.CLOSED.value, next_at=None)
    elif due.tell == "free":
        _free(uow, library, request, group, now)
        _tell(uow, _asked(uow, request), HelpAgain(request.id), now)
    else:
        following = _later(library, group, request.state, request.level + 1, now)
        uow.help_requests.change(request.id, rung=request.level + 1, next_at=following)
        what = HelpBetter(request.id) if due.tell == "asker" else HelpAgain(request.id)
        _tell(uow, _recipients(uow, request, due.tell), what, now)


def _working(uow: UnitOfWork, library: Library, group: Group, now: datetime) -> datetime:
    """When experts and staff may be reminded: now, or after a night or a holiday; a group's pause is not theirs."""
    is_free = holidays.free(uow, library, since=now.date() - timedelta(days=1))
    return holidays.rings_at(library, holidays.hours_of(group), now, is_free)


def _recipients(uow: UnitOfWork, request: HelpRequest, tell: str) -> list[PersonId | None]:
    """The recipients of an escalation."""
    match tell:
        case "asker":
            return [request.asker]
        case "taker":
            return [request.taker]
        case "staff":
            return [person.id for person in uow.people.with_role(Role.STAFF)]
    return _asked(uow, request)


def _free(uow: UnitOfWork, library: Library, request: HelpRequest, group: Group, now: datetime) -> None:
    uow.help_requests.change(request.id, helper_id=None)
    _move(uow, library, request, group, HelpState.WAITING, now)


def _move(
    uow: UnitOfWork, library: Library, request: HelpRequest, group: Group, state: HelpState, now: datetime
) -> None:
    uow.help_requests.change(request.id, state=state.value, rung=0, next_at=_later(library, group, state, 0, now))


def _later(library: Library, group: Group, state: HelpState, level: int, now: datetime) -> datetime | None:
    """When a request that stands still is followed up: at the group's hour, never in the quiet hours."""
    due, zone = escalation(state, level), group.zone
    if due is None:
        return None
    day = zones.day(now, zone) + timedelta(days=due.days)
    return library.reminders.awake(morning(day, group.at, zone), zone)


def _open_request(uow: UnitOfWork, request: int) -> HelpRequest:
    found = uow.help_requests.get(request)
    if found is None:
        raise Missing
    return found


def _asked(uow: UnitOfWork, request: HelpRequest) -> list[PersonId | None]:
    return [adviser.id for adviser in advisers(uow, request)]


def _whom(uow: UnitOfWork, request: HelpRequest) -> list[PersonId | None]:
    return [request.taker] if request.taker else _asked(uow, request)


def _group(uow: UnitOfWork, request: HelpRequest) -> Group | None:
    action = uow.actions.get(request.action)
    plan = uow.plans.get(action.plan) if action else None
    return uow.groups.get(plan.group) if plan else None


def _tell(
    uow: UnitOfWork, people: Iterable[PersonId | None], what: Notice, now: datetime, *, key: str | None = None
) -> None:
    notices.tell_all(uow, [one for one in people if one], what, now=now, key=key)
