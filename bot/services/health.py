"""How the system is, for administrators in chat: what waits and since when, the last back-up, the disk, the version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden
from bot.services import backups, machine
from bot.services.backups import State
from bot.store.database import UnitOfWork

LANES: Final = ("answers", "notices", "announcements")


@dataclass(frozen=True, slots=True)
class Health:
    """Numbers of what waits; when the oldest came; used and free bytes of the disk, None before the first look."""

    inbox: int
    aside: int
    outbox: tuple[int, ...]  # as LANES
    unsure: int
    jobs: int
    given_up: int
    oldest: datetime | None
    backups: State
    disk: tuple[int, int] | None
    version: str


def look(uow: UnitOfWork, *, by: Person, now: datetime) -> Health:
    """How it is at this moment. Raises: Forbidden."""
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
    counts = uow.outbox.counts()
    waits = tuple(
        sum(n for (lane, state), n in counts.items() if lane == index and state != "unsure")
        for index in range(len(LANES))
    )
    unsure = sum(n for (_, state), n in counts.items() if state == "unsure")
    oldest = min((at for at in (uow.inbox.oldest(), uow.outbox.oldest()) if at), default=None)
    return Health(
        uow.inbox.waiting(),
        len(uow.inbox.aside()),
        waits,
        unsure,
        uow.jobs.waiting(now=now),
        uow.jobs.given_up(),
        oldest,
        backups.state(uow),
        _disk(uow.key_values.get(machine.DISK)),
        _version(),
    )


def _disk(kept: str) -> tuple[int, int] | None:
    used, _, free = kept.partition(" ")
    return (int(used), int(free)) if used.isdecimal() and free.isdecimal() else None


def _version() -> str:
    try:
        return version("phaen")
    except PackageNotFoundError:  # a checkout that nobody installed
        return "–"
