"""What a group received for the plan that it carries out, open to every member: who wrote it down, with receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain import incomes
from bot.domain.groups import Group
from bot.domain.ids import ChatId, GroupId, IncomeId
from bot.domain.incomes import Income, Source
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.plans import Plan
from bot.domain.refused import Forbidden, Missing, Stale
from bot.domain.rounds import Verb
from bot.services import free_text, media
from bot.services.actions import checkins
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.understand import money


@dataclass(frozen=True, slots=True)
class Received:
    """What a group received for its plan. `member`: whether the reader may write more down."""

    group: Group
    plan: Plan
    incomes: tuple[Income, ...]
    member: bool

    @property
    def kip(self) -> int:
        return incomes.total(self.incomes)


@dataclass(frozen=True, slots=True)
class Credit:
    """One amount with the group that received it. `may_correct`: whether the reader may strike it out."""

    income: Income
    group: Group
    member: bool
    may_correct: bool


def open_received(uow: UnitOfWork, group: GroupId, *, by: Person) -> Received | None:
    """For the group's members and staff; None before a plan has passed. Raises: Forbidden."""
    plan, found = checkins.open_approved(uow, group, by=by), uow.groups.get(group)
    if plan is None or found is None:
        return None
    member = uow.groups.membership(group, by.id) is not None
    return Received(found, plan, tuple(uow.incomes.of_plan(plan.id)), member)


def open_income(uow: UnitOfWork, income: IncomeId, *, by: Person) -> Credit:
    """One amount, for the group's members and staff. Whoever wrote it and the leaders may strike it out.

    Raises: Missing, Forbidden.
    """
    found = uow.incomes.get(income)
    plan = uow.plans.get(found.plan) if found else None
    group = uow.groups.get(plan.group) if plan else None
    if found is None or group is None:
        raise Missing
    checkins.open_approved(uow, group.id, by=by)
    member = uow.groups.membership(group.id, by.id)
    may = bool(member and (member.leader or found.person == by.id))
    return Credit(found, group, member is not None, may)


def add(
    uow: UnitOfWork, group: GroupId, kip: int, source: str, *, by: Person, seen: int | None = None, now: datetime
) -> IncomeId:
    """Write down an amount, whole kip, and where it came from. `seen`: how many there were when it was read back; a
    second tap on the same button writes nothing twice. Raises: Missing, Forbidden, Stale, Refused.
    """
    plan = _open_to_write(uow, group, by)
    known = uow.incomes.of_plan(plan.id)
    if not 0 < kip <= money.LARGEST or source not in list(Source):
        raise Stale
    if seen is not None and seen != len(known):
        if known[seen:] and (known[seen].person, known[seen].kip, known[seen].source) == (by.id, kip, source):
            return known[seen].id
        raise Stale
    return uow.incomes.add(plan.id, by.id, kip, Source(source), now=now)


def strike(uow: UnitOfWork, income: IncomeId, *, by: Person, now: datetime) -> None:
    """An amount was written by mistake: it counts no longer, and stays readable. Idempotent.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_income(uow, income, by=by)
    _open_to_write(uow, found.group.id, by)
    if not found.may_correct:
        raise Forbidden("Only {name} and the group leader can change this", name=found.income.name)
    uow.incomes.strike(income, by.id, now=now)


def attach(uow: UnitOfWork, income: IncomeId, answer: Answer, *, by: Person) -> None:
    """Keep a photo or paper of the receipt, a voice, or words about an amount; any member may.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_income(uow, income, by=by)
    _open_to_write(uow, found.group.id, by)
    if not found.income.counts:
        raise Stale
    if words := free_text.words(answer):
        uow.incomes.say(income, free_text.added(found.income.words, words))
    if answer.medium is not None:
        uow.incomes.put_receipt(income, answer.medium)


def show_receipts(
    uow: UnitOfWork, income: IncomeId, chat: ChatId, *, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send the next few receipts of an amount to a chat. Raises: Missing, Forbidden."""
    found = open_income(uow, income, by=by)
    return media.show(uow, list(found.income.receipts), chat, by.id, begin=begin, now=now)


def _open_to_write(uow: UnitOfWork, group: GroupId, by: Person) -> Plan:
    """The plan that the group carries out, locked. Raises: Missing, Forbidden, Stale, Refused."""
    plan = checkins.open_approved(uow, group, by=by)
    if plan is None:
        raise Stale
    uow.plans.lock(plan.id)
    if uow.groups.membership(group, by.id) is None:
        raise Forbidden("Only members of the group can do this")
    allowed.demand(uow, Verb.SPEND, plan.id)
    return plan
