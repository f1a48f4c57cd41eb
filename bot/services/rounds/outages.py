"""When Phaen was away: measured from the last sign of life, and made up for by later deadlines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.ids import RoundId
from bot.domain.notices.plans import OutageLong
from bot.domain.people import Person
from bot.domain.plans import Round, RoundState
from bot.domain.refused import Refused, Stale
from bot.domain.rounds import Verb
from bot.services import notices, of_all
from bot.services.contests import contests
from bot.services.rounds import allowed, own_days, rounds
from bot.store.database import UnitOfWork

ALIVE = "alive_at"
LONG = "long outage of round {}"  # the key under which an outage waits until staff say what becomes of it
SHORTEST = timedelta(minutes=10)  # a restart is no outage
LONGEST = timedelta(days=3)  # a longer one moves nothing by itself: clocks and signs of life may be wrong by years


class Away(NamedTuple):
    """An outage, from the last sign of life to the first one after it."""

    begun: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return self.until - self.begun


def beat(uow: UnitOfWork, *, now: datetime) -> None:
    """A sign of life: this deployment runs and Telegram answers. Written down every half minute."""
    uow.key_values.set(ALIVE, now.isoformat())


def measure(uow: UnitOfWork, *, zone: ZoneInfo, now: datetime) -> timedelta:
    """At a start, and when Telegram answers again: how long nobody was served; nothing when it was short.

    What was lost is made up for: the deadlines of rounds move. After more than three days staff are asked.
    """
    last = uow.key_values.take(ALIVE)  # locked: two processes that start together measure one outage
    away = Away(datetime.fromisoformat(last) if last else now, now)
    beat(uow, now=now)
    if away.length < SHORTEST:
        return timedelta(0)
    uow.audit.note(None, "was away", f"from {away.begun.isoformat()} to {now.isoformat()}", now=now)
    if away.length <= LONGEST:
        rounds.make_up(uow, away.begun, away.length, zone=zone, now=now)
        own_days.make_up(uow, away.begun, away.length, now=now)
        contests.make_up(uow, away.begun, away.length, zone=zone)
    else:
        _ask(uow, away, now=now)
    return away.length


def _ask(uow: UnitOfWork, away: Away, *, now: datetime) -> None:
    """Ask staff about each round that lost time, or that has plans that did."""
    staff = of_all.staff(uow)
    own = [plan.round for plan in own_days.in_time(uow, away.begun)]
    phases = [found.round for found in contests.running(uow, away.begun)]
    for round_id in dict.fromkeys([*(found.id for found in rounds.in_time(uow, away.begun)), *own, *phases]):
        uow.key_values.set(LONG.format(round_id), f"{away.begun.isoformat()} {away.until.isoformat()}")
        key = f"{round_id}:{away.begun.isoformat()}"
        notices.tell_all(uow, staff, OutageLong(round=round_id), now=now, key=key)


def waiting(uow: UnitOfWork, found: Round) -> Away | None:
    """The outage of which staff have not said yet whether it moves a round's last day, and those of its plans.

    Of a round that is closed only plans that came back and phases of its competition have one.
    """
    kept = uow.key_values.take(LONG.format(found.id)).split()
    away = Away(*map(datetime.fromisoformat, kept)) if kept else None
    if away is None or found.state is RoundState.OPEN:
        return away
    contest = uow.contests.get(found.id)
    phases = contest is not None and contest.to_come(away.begun)
    return away if phases or own_days.in_time(uow, away.begun, found.id) else None


def answer(uow: UnitOfWork, round_id: RoundId, moves: bool, *, zone: ZoneInfo, by: Person, now: datetime) -> None:
    """Staff say whether a long outage moves a round's last day, those of its plans that came back, and of its phases.

    A new day of the round that has gone by as well is refused. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = rounds.open_whole(uow, round_id, by=by)
    allowed.check(Verb.MAKE_UP, found)
    away = waiting(uow, found)
    if away is None:
        raise Stale
    if moves and found.state is RoundState.OPEN:
        if rounds.later(found, away.length, zone) <= now:
            raise Refused("This day is gone already. Choose a later day")
        rounds.move(uow, found, away.length, zone=zone, now=now)
    if moves:
        own_days.make_up(uow, away.begun, away.length, now=now, round_id=round_id)
    contests.go_on(uow, round_id, away.begun, away.length if moves else timedelta(0), zone=zone)
    uow.key_values.set(LONG.format(round_id), "")
    uow.audit.note(
        by.id, "moved the deadline for an outage of" if moves else "left the deadline of", f"round {round_id}", now=now
    )
