"""Proposed groups: an answer within days is promised for each, so staff are told again while there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.notices.groups import GroupProposed
from bot.domain.people import Role
from bot.services import notices
from bot.services.groups.groups import ANSWERED_WITHIN
from bot.store.database import UnitOfWork

AGAIN = (timedelta(days=ANSWERED_WITHIN - 1), timedelta(days=ANSWERED_WITHIN))  # since it was proposed


def remind(uow: UnitOfWork, *, now: datetime) -> int:
    """Tell staff again of groups that wait: a day before an answer is due and on that day. Returns how many were told.

    What was told stands in the keys of the rows: it is idempotent, and after a long outage it is said once.
    """
    staff, told = [one.id for one in uow.people.with_role(Role.STAFF)], 0
    for group, proposed_at in uow.groups.proposals():
        passed = sum(now >= proposed_at + after for after in AGAIN)
        if passed:
            told += notices.tell_all(uow, staff, GroupProposed(group=group), now=now, key=f"again {group} {passed}")
    return told


def next_at(uow: UnitOfWork, *, now: datetime) -> datetime | None:
    """When staff are told again."""
    moments = (proposed_at + after for _, proposed_at in uow.groups.proposals() for after in AGAIN)
    return min((moment for moment in moments if moment > now), default=None)
