"""For whose groups a round is: those of some projects, of some districts, or all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.contests import Phase
from bot.domain.ids import RoundId
from bot.domain.people import Person
from bot.domain.refused import Stale
from bot.domain.rounds import Verb
from bot.services.contests import contests
from bot.services.rounds import allowed, rounds
from bot.store.database import UnitOfWork

KINDS = ("projects", "districts")


def set_for(
    uow: UnitOfWork, round_id: RoundId, kind: str, names: Collection[str], *, by: Person, now: datetime
) -> None:
    """A round is for groups of some "projects" or "districts" (codes), of all without any.

    Only they begin a plan in it, are told and are counted; a group that has begun its plan keeps it, and who is new
    hears of a competition. Refused once the round is closed. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = rounds.open_locked(uow, round_id, by=by)
    allowed.check(Verb.SET, found)
    if kind not in KINDS:
        raise Stale
    uow.rounds.change(round_id, **{kind: sorted(names)})
    rounds.note(uow, f"set the {kind} {', '.join(sorted(names)) or 'all'} of", round_id, by=by.id, now=now)
    contest = uow.contests.get(round_id)
    if found.state == rounds.OPEN and contest is not None and contest.phase is Phase.DRAFTING:
        contests.announce(uow, round_id, Phase.DRAFTING, now=now)


def size(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> tuple[int, int]:
    """How many people in how many groups a round is for, for staff. Raises: Missing, Forbidden."""
    rounds.open_whole(uow, round_id, by=by)
    return uow.rounds.concerned(round_id)
