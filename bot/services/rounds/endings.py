"""The end of a round, and what it means for a plan that was not sent: told to its leaders, once an end."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import RoundId
from bot.domain.notices.plans import RoundEnded
from bot.domain.people import Person, Role
from bot.domain.plans import Plan, PlanState, Round, RoundState
from bot.domain.refused import Forbidden
from bot.domain.rounds import Verb
from bot.services import notices
from bot.services.rounds import allowed, rounds
from bot.store.database import UnitOfWork

_ENDED = (RoundState.CLOSED, RoundState.REMOVED)
_THEIRS = (PlanState.DRAFT, PlanState.RETURNED)  # the group has it, and the experts do not


def remove(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> None:
    """A round that was made by accident is put away: groups and lists have it no more, what was written in it is kept.

    Refused once a plan was sent in it. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = rounds.open_whole(uow, round_id, by=by)
    allowed.check(Verb.REMOVE, found)
    for plan in uow.plans.of_round(round_id):
        uow.plans.lock(plan.id)  # nobody sends it meanwhile
        allowed.demand(uow, Verb.REMOVE, plan.id)
    uow.rounds.change(round_id, state=RoundState.REMOVED)
    rounds.ended(uow, round_id, now=now)
    rounds.note(uow, "removed", round_id, by=by.id, now=now)


def bring_back(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> None:
    """A round was removed by mistake: it is prepared once more, and can be opened.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    allowed.check(Verb.PUT_BACK, rounds.open_whole(uow, round_id, by=by))
    uow.rounds.change(round_id, state=RoundState.DRAFT)
    rounds.note(uow, "brought back", round_id, by=by.id, now=now)


def archive(uow: UnitOfWork, round_id: RoundId, archived: bool, *, by: Person, now: datetime) -> None:
    """An old round goes out of the lists of staff, or comes back; all of it can be read, and nothing is lost.

    Its competition begins no phase by date meanwhile; the work of its plans goes on. Idempotent.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = rounds.open_locked(uow, round_id, by=by)
    allowed.check(Verb.ARCHIVE, found)
    if found.archived != archived:
        uow.rounds.change(round_id, archived=archived)
        rounds.note(uow, "archived" if archived else "brought back from the archive", round_id, by=by.id, now=now)


def put_away(uow: UnitOfWork, *, by: Person) -> list[Round]:
    """The rounds that stand in no list: archived ones and removed ones, the newest first. Raises: Forbidden."""
    if Role.STAFF not in by.roles:
        raise Forbidden
    return [one for one in uow.rounds.kept(all_=True) if one.archived or one.state is RoundState.REMOVED]


def begun(uow: UnitOfWork, round_id: RoundId) -> list[Plan]:
    """The plans of a round in which something was written."""
    return [plan for plan in uow.plans.of_round(round_id) if plan.revision]


def tell_ended(uow: UnitOfWork, round_id: RoundId, *, after_id: int, at: str, now: datetime) -> int | None:
    """Tell the leaders of the next plans above `after_id` what the end of their round means for a plan not sent.

    `at` is when it ended. Returns where to go on, None when all are told; idempotent.
    """
    found = uow.rounds.get(round_id)
    if found is None or found.state not in _ENDED or uow.key_values.get(rounds.END.format(round_id)) != at:
        return None
    listed = sorted(plan.id for plan in begun(uow, round_id) if plan.id > after_id)[: rounds.CHUNK]
    for plan in filter(None, map(uow.plans.get, listed)):
        if plan.state in _THEIRS:
            leaders = [leader.person for leader in uow.groups.leaders(plan.group)]
            key = f"{round_id} {plan.state}:{at}"  # once, also to whoever leads several groups
            notices.tell_all(uow, leaders, RoundEnded(plan=plan.id), now=now, key=key)
    return listed[-1] if len(listed) == rounds.CHUNK else None
