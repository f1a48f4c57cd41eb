"""The month's money, told to all members of a group on the first working day of the next month; once, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.expenses import Expense
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.notices.money import MoneyMonth, MoneyMonthChat
from bot.domain.plans import Plan
from bot.domain.reminders import MIDNIGHT, Told, morning
from bot.domain.zones import zone_of
from bot.services import notices
from bot.services.money.expenses import Purse
from bot.services.reminders import holidays, pauses
from bot.services.reminders.holidays import Free
from bot.store.database import UnitOfWork
from bot.understand import dates

_EDGE = timedelta(days=1)  # no zone is further from UTC: what is asked of the database is sorted by the group's own day


@dataclass(frozen=True, slots=True)
class Month:
    """A group's money of one month (`first` is its first day), and of the plan as a whole.

    `spent`: amounts of the month that count; `changed`: how many older or newer ones were put right in it.
    """

    purse: Purse
    first: date
    spent: tuple[Expense, ...]
    changed: int

    @property
    def kip(self) -> int:
        return sum(expense.kip for expense in self.spent)


def send_due(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Tell every group whose hour has come of its last month; returns how many were told. Call it until it returns 0.

    A column of the group says what was told, and every notice has a unique key: idempotent for two clocks and restarts.
    A group that rests hears of it afterwards; where nothing was spent nobody hears anything.
    """
    told, is_free = 0, holidays.free(uow, library, since=_before(now))
    for group in _candidates(uow, _before(now)):
        first = dates.add_months(_today(group, now).replace(day=1), -1)
        if now < _due_at(library, group, first, is_free) or pauses.current(uow, group, now=now):
            continue
        uow.groups.change(group.id, money_told=_name(first))
        plan = uow.plans.approved(group.id)
        month = of_month(uow, plan, group, first) if plan else None
        if month is not None:
            _tell(uow, group, first, now)
            told += 1
    return told


def next_at(uow: UnitOfWork, library: Library, *, now: datetime) -> datetime | None:
    """When the next group is told: of last month, or of this one."""
    months = (_before(now), dates.add_months(_before(now), 1))
    is_free = holidays.free(uow, library, since=months[0])
    coming = (_due_at(library, group, first, is_free) for first in months for group in _candidates(uow, first))
    return min(coming, default=None)


def of_month(uow: UnitOfWork, plan: Plan, group: Group, first: date) -> Month | None:
    """What a group spent and put right in the month that begins on `first`; None when nothing happened."""
    actions = uow.actions.of_plan(plan.id)
    found = uow.expenses.of_actions([action.id for action in actions])
    zone, end = group.zone, dates.add_months(first, 1)

    def inside(at: datetime | None) -> bool:
        return at is not None and first <= zones.day(at, zone) < end

    spent = tuple(expense for expense in found if expense.counts and inside(expense.at))
    changed = sum(inside(expense.changed_at) for expense in found)
    purse = Purse(group, plan, tuple(actions), tuple(found))
    return Month(purse, first, spent, changed) if spent or changed else None


def read_to(uow: UnitOfWork, group: GroupId) -> list[str]:
    """The members who have no phone of their own: the leader reads it to them."""
    members = uow.groups.members(group)
    return [member.name for member in members if uow.people.account_of(member.person) is None]


def _tell(uow: UnitOfWork, group: Group, first: date, now: datetime) -> None:
    key = f"{group.id}:{_name(first)}"
    members = [member.person for member in uow.groups.members(group.id)]
    notices.tell_all(uow, members, MoneyMonth(group.id, first.year, first.month), now=now, key=key)
    if group.chat is not None and group.told is not Told.PRIVATE:
        notices.tell_chat(uow, group.chat, MoneyMonthChat(group.id, first.year, first.month), now=now, key=key)


def _candidates(uow: UnitOfWork, first: date) -> Iterable[Group]:
    """Groups with money in a month of which they have not been told."""
    edges = (first - _EDGE, dates.add_months(first, 1) + _EDGE)
    since, before = (morning(day, MIDNIGHT, zone_of("UTC")) for day in edges)
    keys = uow.expenses.groups_between(since, before, told_before=_name(first))
    return [group for key in keys if (group := uow.groups.get(key))]


def _due_at(library: Library, group: Group, first: date, is_free: Free) -> datetime:
    """The group's hour on the first working day after the month that begins on `first`."""
    hours = holidays.hours_of(group)
    return holidays.rings_at(library, hours, morning(dates.add_months(first, 1), group.at, hours.zone), is_free)


def _before(now: datetime) -> date:
    """The first day of the month before, in UTC: near enough to ask the database."""
    return dates.add_months(now.date().replace(day=1), -1)


def _today(group: Group, now: datetime) -> date:
    return group.today(now)


def _name(first: date) -> str:
    return f"{first:%Y-%m}"
