"""When Phaen was away: measured from the last sign of life, and made up for by later deadlines."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.services.rounds import rounds
from bot.store.database import UnitOfWork

ALIVE = "alive_at"
SHORTEST = timedelta(minutes=10)  # a restart is no outage


def beat(uow: UnitOfWork, *, now: datetime) -> None:
    """A sign of life: this deployment runs and Telegram answers. Written down every half minute."""
    uow.key_values.set(ALIVE, now.isoformat())


def measure(uow: UnitOfWork, *, zone: ZoneInfo, now: datetime) -> timedelta:
    """At a start, and when Telegram answers again: how long nobody was served; nothing when it was short.

    What was lost is made up for: the deadlines of rounds move.
    """
    last = uow.key_values.take(ALIVE)  # locked: two processes that start together measure one outage
    begun = datetime.fromisoformat(last) if last else now
    beat(uow, now=now)
    if now - begun < SHORTEST:
        return timedelta(0)
    uow.audit.note(None, "was away", f"from {begun.isoformat()} to {now.isoformat()}", now=now)
    rounds.make_up(uow, begun, now - begun, zone=zone, now=now)
    return now - begun
