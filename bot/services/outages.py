"""When Phaen was away: measured at a start from the last sign of life."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.database import UnitOfWork

ALIVE, OUTAGE = "alive_at", "outage"
SHORTEST = timedelta(minutes=10)  # a restart is no outage


def beat(uow: UnitOfWork, *, now: datetime) -> None:
    """A sign of life, written down every half minute."""
    uow.facts.set(ALIVE, now.isoformat())


def measure(uow: UnitOfWork, *, now: datetime) -> None:
    """At a start: keep since when and until when no process of this deployment was alive, if it was long."""
    last = uow.facts.get(ALIVE)
    if last and now - datetime.fromisoformat(last) >= SHORTEST:
        uow.facts.set(OUTAGE, f"{last} {now.isoformat()}")
    beat(uow, now=now)


def latest(uow: UnitOfWork) -> tuple[datetime, datetime] | None:
    """Beginning and end of the latest outage; None when there was none."""
    kept = uow.facts.get(OUTAGE).split()
    return (datetime.fromisoformat(kept[0]), datetime.fromisoformat(kept[1])) if kept else None
