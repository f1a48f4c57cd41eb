"""When actions are asked about: as the content says, unless staff changed it for a round or a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain.ids import GroupId, PlanId, RoundId
from bot.domain.people import Person, Role
from bot.domain.plans import Plan
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import Timetable
from bot.domain.zones import zone_of
from bot.services import of_all
from bot.services.groups import groups
from bot.services.reminders import reminders
from bot.store.database import UnitOfWork
from bot.store.timetables import GROUP, ROUND, Scope

# What may be chosen, in days from the start or due date; 0 for leader and staff: they are not told.
CHOICES = {
    "starts": (-3, -1, 0),
    "moments": (-14, -7, -3, -1, 0, 1, 3, 7, 14),
    "leader": (0, 2, 5, 7, 10),
    "staff": (0, 5, 10, 14, 21),
}
ZONE = "zone"  # the key under which the programme's zone is kept
CHUNK = 20  # plans whose reminders are written anew in one transaction


def programme_zone(uow: UnitOfWork) -> ZoneInfo:
    """The programme's zone."""
    return zone_of(uow.key_values.get(ZONE))


def open_timetable(uow: UnitOfWork, library: Library, scope: Scope, *, by: Person) -> tuple[Timetable, bool]:
    """The timetable of a round or group, and whether it is its own. For its staff. Raises: Missing, Forbidden."""
    if Role.STAFF not in by.roles:
        raise Forbidden
    if not _known(uow, scope):
        raise Missing
    if scope.kind != GROUP:
        of_all.check(by=by)
    elif not groups.office(uow, GroupId(scope.id), by=by):
        raise Forbidden
    own = uow.timetables.get(scope)
    return own or _otherwise(uow, library, scope), own is not None


def choose(uow: UnitOfWork, library: Library, scope: Scope, what: str, days: int, *, by: Person, now: datetime) -> None:
    """Switch a moment of `what` ("starts", "moments") on, or off when it is; or set when "leader" or "staff" hear.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    timetable, _ = open_timetable(uow, library, scope, by=by)
    if days not in CHOICES.get(what, ()):
        raise Stale
    match what:
        case "leader":
            changed = replace(timetable, leader=days or None)
        case "staff":
            changed = replace(timetable, staff=days or None)
        case "starts":
            changed = replace(timetable, starts=_switched(timetable.starts, days))
        case _:
            changed = replace(timetable, moments=_switched(timetable.moments, days))
    if not changed.moments:
        raise Refused("At least one day has to stay")
    uow.timetables.put(scope, changed, now=now)
    uow.audit.note(by.id, "changed the timetable of", f"{scope.kind} {scope.id}: {what} {days}", now=now)
    _apply(uow, library, scope, now=now)


def _switched(chosen: tuple[int, ...], days: int) -> tuple[int, ...]:
    return tuple(sorted({*chosen} ^ {days}))


def reset(uow: UnitOfWork, library: Library, scope: Scope, *, by: Person, now: datetime) -> bool:
    """Back to what holds for all; False when it had none of its own. Raises: Missing, Forbidden."""
    open_timetable(uow, library, scope, by=by)
    if not uow.timetables.remove(scope):
        return False
    uow.audit.note(by.id, "reset the timetable of", f"{scope.kind} {scope.id}", now=now)
    _apply(uow, library, scope, now=now)
    return True


def spread(uow: UnitOfWork, library: Library, round_id: RoundId, *, after_id: int, now: datetime) -> int | None:
    """Write the reminders of a round's approved plans anew, a chunk of them; returns the last plan, None at the end."""
    plans = uow.plans.approved_of(round_id, after_id=PlanId(after_id), limit=CHUNK)
    for plan in plans:
        reminders.schedule(uow, library, plan, fresh=False, now=now)
    return plans[-1].id if plans else None


def _known(uow: UnitOfWork, scope: Scope) -> bool:
    if scope.kind == ROUND:
        return uow.rounds.get(RoundId(scope.id)) is not None
    return scope.kind == GROUP and uow.groups.get(GroupId(scope.id)) is not None


def _otherwise(uow: UnitOfWork, library: Library, scope: Scope) -> Timetable:
    """What holds for a round or group without a timetable of its own."""
    plan = uow.plans.approved(GroupId(scope.id)) if scope.kind == GROUP else None
    return (uow.timetables.get(Scope(ROUND, plan.round)) if plan else None) or library.reminders.timetable


def _apply(uow: UnitOfWork, library: Library, scope: Scope, *, now: datetime) -> None:
    """A group's reminders change at once, a round's in a job: it may have hundreds of plans."""
    if scope.kind == GROUP:
        plan: Plan | None = uow.plans.approved(GroupId(scope.id))
        if plan is not None:
            reminders.schedule(uow, library, plan, fresh=False, now=now)
    else:
        uow.jobs.add("spread", now=now, key=f"{scope.id} {now.isoformat()}", round=scope.id)


def follow_zone(uow: UnitOfWork, library: Library, zone: str, *, now: datetime) -> int:
    """The programme's zone was corrected: groups that had it move along, with their reminders. Returns how many.

    Before it was written down for the first time no group could have chosen another one, so then all follow. Later a
    group that has another zone than the programme had keeps it.
    """
    before = uow.key_values.take(ZONE)
    if before == zone:
        return 0
    uow.key_values.set(ZONE, zone)
    moved = uow.groups.follow_zone(before, zone)
    for plan in filter(None, map(uow.plans.approved, moved)):
        reminders.schedule(uow, library, plan, fresh=False, now=now)
    if moved:
        uow.audit.note(None, "moved to another zone", f"{len(moved)} groups to {zone}", now=now)
    return len(moved)
