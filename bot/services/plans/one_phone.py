"""One phone, one voice: how many agreements to a plan may come from a phone for others than its own person."""

from __future__ import annotations

from bot.domain.agreements import FOR_OTHERS
from bot.domain.ids import AccountId, PersonId
from bot.domain.plans import Plan
from bot.domain.refused import Counted, Refused
from bot.store.database import UnitOfWork


def taken(uow: UnitOfWork, plan: Plan) -> int:
    """How many agreements for others the plan's round takes from one phone."""
    round_ = uow.rounds.get(plan.round)
    return round_.for_others if round_ else FOR_OTHERS


def has_room(uow: UnitOfWork, plan: Plan, member: PersonId, phone: AccountId | None, *, by: PersonId) -> bool:
    """Whether a phone may give one more agreement, that of `member`, which `by` gives."""
    return _for_others(uow, plan, member, phone, by) <= taken(uow, plan)


def check(uow: UnitOfWork, plan: Plan, member: PersonId, phone: AccountId | None, *, by: PersonId) -> None:
    """Refused when as many came from this phone, or were told by this person, as the round takes. Raises: Refused."""
    if has_room(uow, plan, member, phone, by=by):
        return
    if (most := taken(uow, plan)) == 0:
        raise Refused("In this round everybody agrees on their own phone. Ask the staff if somebody cannot")
    raise Refused(
        Counted(
            "One phone counts for {n} other person only. Others use somebody else's phone, or ask the staff",
            "One phone counts for {n} other people only. Others use somebody else's phone, or ask the staff",
            most,
        )
    )


def _for_others(uow: UnitOfWork, plan: Plan, member: PersonId, phone: AccountId | None, by: PersonId) -> int:
    """How many agreements to this revision a phone has given for others, with that of `member`.

    Of those who speak on it one speaks for herself; all others, and whoever was told of, count. So does what somebody
    said who is not in the group any more, for they may come back.
    """
    rows = [
        row
        for row in uow.agreements.of_plan(plan.id)
        if row.agrees and row.revision == plan.revision and row.person_id != member
    ]
    here = [row for row in rows if phone is not None and row.account_id == phone]
    told = [row for row in rows if row.told_by is not None and (row.told_by == by or row in here)]
    spoken = sum(row.told_by is None for row in here) + (member == by)
    return len(told) + (member != by) + max(0, spoken - 1)
