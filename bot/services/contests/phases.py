"""Phases follow one another, by date or by hand; what each begins with is done here, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain.contests import Contest, Phase
from bot.domain.ids import PersonId, RoundId
from bot.domain.notices.contests import PhaseEnds, PhaseStuck
from bot.domain.people import Person, Role
from bot.domain.plans import RoundState
from bot.domain.refused import Refused, Stale
from bot.i18n import mark
from bot.services import notices, of_all
from bot.services.contests import contests, peers, pitches, readings, standings, visits
from bot.services.reminders import timetables
from bot.services.rounds import outages, rounds
from bot.store.database import UnitOfWork

WARNED = timedelta(days=2)  # before a phase ends
NOTHING_SENT = mark("No group has sent its plan yet. The round stays open until the first plan is here")


def advance(uow: UnitOfWork, library: Library, round_id: RoundId, seen: str, *, by: Person, now: datetime) -> Phase:
    """The next phase begins now; `seen` is the one that the button was drawn for, so that two taps are one step.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    contests.open_contest(uow, round_id, by=by)
    return _go_on(uow, library, round_id, seen, by=by.id, now=now)


def run_due(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Begin the next phase of each round whose present one has ended, and remind of ends that are near.

    Returns how many were looked at. What has arrived before the end is answered first; staff hear why a phase cannot
    begin. Idempotent. Raises: Stale, Refused.
    """
    oldest = uow.inbox.oldest()
    by_day = _wakes(uow, library, now) == now
    for round_id in uow.contests.to_warn(before=now + WARNED) if by_day else ():
        _warn(uow, round_id, now=now)
    count = 0
    for round_id in uow.contests.due(now=now):
        uow.rounds.lock(round_id)
        found = uow.contests.lock(round_id)
        if round_id not in uow.contests.due(now=now):  # another process began the phase meanwhile
            continue
        if found is None or found.ends is None or (oldest is not None and oldest <= found.ends):
            continue
        count += _by_date(uow, library, found, now=now)
    return count


def next_at(uow: UnitOfWork) -> datetime | None:
    """When a phase ends, or somebody is to be reminded of that."""
    warned = uow.contests.next_warning()
    moments = [at for at in (uow.contests.next_at(), warned and warned - WARNED) if at]
    return min(moments, default=None)


def _by_date(uow: UnitOfWork, library: Library, found: Contest, *, now: datetime) -> bool:
    """Whether the next phase began, or staff were told why it cannot; nothing while outages still lengthen this one."""
    round_ = uow.rounds.get(found.round)
    if found.phase is Phase.DRAFTING and round_ is not None and round_.deadline > now:
        uow.contests.change(found.round, next_at=round_.deadline)
        return True
    if round_ is not None and outages.waiting(uow, round_) is not None:  # staff are asked whether it moves the day
        uow.contests.change(found.round, next_at=None)
        return True
    wakes = _wakes(uow, library, now)
    if found.following is Phase.RELEASED and wakes > now:  # everybody concerned is told at once
        uow.contests.change(found.round, next_at=wakes)
        return True
    try:
        with uow.connection.begin_nested():
            _go_on(uow, library, found.round, found.phase, by=None, now=now)
    except (Refused, Stale):
        uow.contests.change(found.round, next_at=wakes if wakes > now else None)
        if wakes > now:  # staff are asleep, and may do what lacks before it is tried again
            return True
        staff = of_all.staff(uow)
        what = PhaseStuck(round=found.round, phase=found.phase)
        key = f"{found.round}:{found.phase}:{found.since.isoformat()}:{found.ends}"  # once for each day that is set
        notices.tell_all(uow, staff, what, now=now, key=key)
    return True


def _wakes(uow: UnitOfWork, library: Library, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours: days end at midnight, and nobody is written to then."""
    return library.reminders.awake(now, timetables.programme_zone(uow))


def _warn(uow: UnitOfWork, round_id: RoundId, *, now: datetime) -> None:
    """Who has something left to do hears that the phase ends; drafts have reminders of their own."""
    uow.rounds.lock(round_id)  # always before the competition itself, or two processes wait for one another
    found = uow.contests.lock(round_id)
    if found is None or found.ends is None:
        return
    uow.contests.change(round_id, warned_at=now)
    peers.top_up(uow, round_id, now=now)
    key = f"{round_id}:{found.phase}:{found.ends.isoformat()}"
    notices.tell_all(uow, _busy(uow, found), PhaseEnds(round=round_id, phase=found.phase), now=now, key=key)


def _busy(uow: UnitOfWork, found: Contest) -> list[PersonId]:
    """Who has something left to do in the present phase; plans that lack votes are heard by more groups before that."""
    waiting = {Phase.PRESENTING: pitches.silent, Phase.PEERS: peers.busy}.get(found.phase)
    groups = waiting(uow, found) if waiting else []
    if found.phase is Phase.EXPERTS:
        return readings.busy(uow, found.round)
    if found.phase is Phase.DECISION:
        return of_all.staff(uow)
    if found.phase is Phase.FOLLOW_UP and visits.lacking(uow, found.round):
        return [one.id for one in uow.people.with_role(Role.EXPERT)]
    return [member.person for group in groups for member in uow.groups.members(group)]


def _go_on(
    uow: UnitOfWork, library: Library, round_id: RoundId, seen: str, *, by: PersonId | None, now: datetime
) -> Phase:
    uow.rounds.lock(round_id)
    found = uow.contests.lock(round_id)
    if found is None or found.phase != seen or found.following is None:
        raise Stale
    phase, tells = found.following, None if by else _wakes(uow, library, now)
    _enter(uow, library, found, phase, by=by, tells=tells, now=now)
    uow.contests.change(round_id, phase=phase.value, since=now, warned_at=None)
    rounds.date_phase(uow, round_id, by=by, now=now)
    uow.audit.note(by, f"began {phase.value} in", f"round {round_id}", now=now)
    contests.announce(uow, round_id, phase, now=now, at=tells)
    return phase


def _enter(
    uow: UnitOfWork,
    library: Library,
    found: Contest,
    phase: Phase,
    *,
    by: PersonId | None,
    tells: datetime | None,
    now: datetime,
) -> None:
    """What a phase begins with; leaders hear at `tells`. Raises: Refused where something is missing."""
    round_ = uow.rounds.get(found.round)
    if round_ is None or round_.state in (RoundState.DRAFT, RoundState.REMOVED):
        raise Refused("Open the round first")
    if phase is Phase.PRESENTING and not contests.sent(uow, found.round):
        raise Refused(NOTHING_SENT)
    if phase is Phase.PRESENTING and round_.state is RoundState.OPEN:
        rounds.close_now(uow, found.round, by=by, now=now, tells=tells)
    if phase is Phase.PEERS:
        peers.draw(uow, found, now=now)
    if phase is Phase.EXPERTS:
        readings.draw(uow, found, now=now)
    if phase is Phase.DECISION:
        readings.close(uow, found, now=now)
    if phase is Phase.WINNERS:
        standings.release_finals(uow, library, found)
    if phase is Phase.RELEASED and round_.state is RoundState.CLOSED:
        rounds.release_now(uow, round_, by=by, now=now)
