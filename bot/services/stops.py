"""The stop button: an administrator holds everything that leaves, sees what waits by kind, drops it or lets it go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Stale
from bot.domain.stop import Stop
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Waiting:
    """The stop, if there is one, who pressed it, and how many messages of each kind wait."""

    stop: Stop | None
    name: str
    waits: Mapping[str, int]


def look(uow: UnitOfWork, *, by: Person) -> Waiting:
    """What is held and what waits. Raises: Forbidden."""
    _check(by)
    stop = uow.stops.passing().stop
    return Waiting(stop, uow.people.name(stop.by) if stop else "", uow.stops.waiting())


def hold(uow: UnitOfWork, *, by: Person, now: datetime) -> bool:
    """Hold everything that leaves but answers to administrators; whether it was not held before. Raises: Forbidden."""
    _check(by)
    if uow.stops.lock():
        return False
    _set(uow, Stop(by.id, now), "held all that leaves", "all", by=by, now=now)
    return True


def let_go(uow: UnitOfWork, *, by: Person, now: datetime) -> None:
    """Everything leaves again, what waited first. Raises: Forbidden, Stale."""
    _check(by)
    if not uow.stops.lock():
        raise Stale
    _set(uow, None, "let go all that was held", "all", by=by, now=now)


def let_kind_go(uow: UnitOfWork, kind: str, *, by: Person, now: datetime) -> None:
    """This kind leaves while the others are held. Raises: Forbidden, Stale."""
    stop = _held(uow, by)
    if kind in stop.open:
        raise Stale
    _set(uow, replace(stop, open=stop.open | {kind}), "let go what was held of a kind", kind, by=by, now=now)


def hold_kind(uow: UnitOfWork, kind: str, *, by: Person, now: datetime) -> None:
    """This kind is held as well as the others. Raises: Forbidden, Stale."""
    stop = _held(uow, by)
    if kind not in stop.open:
        raise Stale
    _set(uow, replace(stop, open=stop.open - {kind}), "held a kind again", kind, by=by, now=now)


def drop(uow: UnitOfWork, kind: str, *, by: Person, now: datetime) -> int:
    """What waits of a kind never leaves; returns how many messages. Raises: Forbidden, Stale."""
    stop = _held(uow, by)
    if kind in stop.open:
        raise Stale
    dropped = uow.stops.drop(kind, now=now)
    if dropped:
        uow.audit.note(by.id, "dropped what was held", f"{kind}: {dropped}", now=now)
    return dropped


def _held(uow: UnitOfWork, by: Person) -> Stop:
    _check(by)
    stop = uow.stops.lock()
    if stop is None:
        raise Stale
    return stop


def _set(uow: UnitOfWork, stop: Stop | None, verb: str, subject: str, *, by: Person, now: datetime) -> None:
    uow.stops.set(stop, now=now)
    uow.jobs.add("stopped", now=now, key=now.isoformat())
    uow.audit.note(by.id, verb, subject, now=now)


def _check(by: Person) -> None:
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
