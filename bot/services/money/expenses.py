"""The money of an approved plan, open to every member: what was spent, by whom, from whose money, with receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import expenses
from bot.domain.expenses import Expense, ExpenseState, Paid, Totals
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, ExpenseId, GroupId
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.plans import Action, Plan
from bot.domain.refused import Forbidden, Missing, Stale
from bot.domain.reminders import Entry
from bot.domain.rounds import Verb
from bot.services import free_text, media
from bot.services.actions import checkins
from bot.services.actions.checkins import ActionContext
from bot.store.database import UnitOfWork
from bot.understand import money


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of a plan that is carried out: its work, and every amount that was written down."""

    group: Group
    plan: Plan
    actions: tuple[Action, ...]
    expenses: tuple[Expense, ...]

    @property
    def totals(self) -> Totals:
        return expenses.totals(self.actions, self.expenses)

    def of(self, action: Action) -> Totals:
        """The money of one action."""
        return expenses.totals([action], [one for one in self.expenses if one.action == action.id])


@dataclass(frozen=True, slots=True)
class Bill:
    """One amount with the work that it belongs to. `may_correct`: whether the reader may put it right."""

    expense: Expense
    context: ActionContext
    may_correct: bool


def open_purse(uow: UnitOfWork, group: GroupId, *, by: Person) -> Purse | None:
    """The money of a group's approved plan, for its members and staff; None before there is one. Raises: Forbidden."""
    plan, found = checkins.open_approved(uow, group, by=by), uow.groups.get(group)
    if plan is None or found is None:
        return None
    actions = uow.actions.of_plan(plan.id)
    return Purse(found, plan, tuple(actions), tuple(uow.expenses.of_actions([action.id for action in actions])))


def open_expenses(uow: UnitOfWork, action: ActionId, *, by: Person) -> tuple[ActionContext, tuple[Expense, ...]]:
    """One piece of work and what was spent on it, for whoever may read the work. Raises: Missing, Forbidden."""
    context = checkins.open_action(uow, action, by=by)
    return context, tuple(uow.expenses.of_actions([action]))


def sums(context: ActionContext, found: Iterable[Expense]) -> Totals:
    """The money of one action."""
    return expenses.totals([context.action], list(found))


def open_bill(uow: UnitOfWork, expense: ExpenseId, *, by: Person) -> Bill:
    """One amount, for whoever may read the work. Whoever wrote it and the leaders may correct it.

    Raises: Missing, Forbidden.
    """
    found = uow.expenses.get(expense)
    if found is None:
        raise Missing
    context = checkins.open_action(uow, found.action, by=by)
    member = uow.groups.membership(context.group.id, by.id)
    return Bill(found, context, bool(member and (member.leader or found.person == by.id)))


def add(
    uow: UnitOfWork, action: ActionId, kip: int, *, by: Person, seen: int | None = None, now: datetime
) -> ExpenseId:
    """Write down an amount, whole kip. `seen`: how many amounts there were when it was read back; a second tap on the
    same button writes nothing twice. Raises: Missing, Forbidden, Stale.
    """
    checkins.open_to_answer(uow, action, by=by, to=Verb.SPEND)
    known = uow.expenses.of_actions([action])
    if not 0 <= kip <= money.LARGEST:
        raise Stale
    if seen is not None and seen != len(known):
        if known[seen:] and (known[seen].person, known[seen].kip) == (by.id, kip):
            return known[seen].id
        raise Stale
    new = uow.expenses.add(action, by.id, kip, now=now)
    _count(uow, action)
    uow.reminders.check_in(action, by.id, Entry.SPENT, kip=kip, now=now)
    return new


def correct(uow: UnitOfWork, expense: ExpenseId, kip: int, *, by: Person, now: datetime) -> ExpenseId:
    """Put an amount right: the wrong one stays readable, and says who corrected it.

    Raises: Missing, Forbidden, Stale.
    """
    old = _open_own(uow, expense, by)
    if not 0 <= kip <= money.LARGEST:
        raise Stale
    if old.kip == kip and old.counts:
        return old.id
    if not uow.expenses.retire(expense, ExpenseState.CORRECTED, by.id, now=now):
        raise Stale
    values = {"paid": old.paid, "words": old.words, "corrects_id": old.id}
    new = uow.expenses.add(old.action, old.person, kip, now=old.at, **values)
    uow.expenses.move_receipts(old.id, new)
    _count(uow, old.action)
    uow.reminders.check_in(old.action, by.id, Entry.CORRECTED, kip_before=old.kip, kip=kip, now=now)
    return new


def strike(uow: UnitOfWork, expense: ExpenseId, *, by: Person, now: datetime) -> None:
    """An amount was written by mistake: it counts no longer, and stays readable. Idempotent.

    Raises: Missing, Forbidden.
    """
    old = _open_own(uow, expense, by)
    if uow.expenses.retire(expense, ExpenseState.STRUCK, by.id, now=now):
        _count(uow, old.action)
        uow.reminders.check_in(old.action, by.id, Entry.CORRECTED, kip_before=old.kip, now=now)


def say_paid(uow: UnitOfWork, expense: ExpenseId, paid: str, *, by: Person) -> None:
    """Say whose money it was. Raises: Missing, Forbidden, Stale."""
    old = _open_own(uow, expense, by)
    if paid not in list(Paid) or not old.counts:
        raise Stale
    uow.expenses.change(expense, paid=paid)


def attach(uow: UnitOfWork, expense: ExpenseId, answer: Answer, *, by: Person) -> None:
    """Keep a photo of the receipt, a voice, or words about an amount; any member may.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    bill = open_bill(uow, expense, by=by)
    checkins.open_to_answer(uow, bill.expense.action, by=by, to=Verb.SPEND)
    if not bill.expense.counts:
        raise Stale
    if words := free_text.words(answer):
        uow.expenses.change(expense, words=free_text.added(bill.expense.words, words))
    if answer.medium is not None:
        uow.expenses.put_receipt(expense, answer.medium)


def show_receipts(
    uow: UnitOfWork, shown: Iterable[Expense], chat: ChatId, *, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send the next few receipts of amounts to a chat. Raises: Missing, Forbidden."""
    found = list(shown)
    for action in {one.action for one in found}:
        checkins.open_action(uow, action, by=by)
    return media.show(uow, [medium for one in found for medium in one.receipts], chat, by.id, begin=begin, now=now)


def _open_own(uow: UnitOfWork, expense: ExpenseId, by: Person) -> Expense:
    """An amount that `by` may put right, its plan locked."""
    bill = open_bill(uow, expense, by=by)
    checkins.open_to_answer(uow, bill.expense.action, by=by, to=Verb.SPEND)
    bill = open_bill(uow, expense, by=by)
    if not bill.may_correct:
        raise Forbidden("Only {name} and the group leader can change this", name=bill.expense.name)
    return bill.expense


def _count(uow: UnitOfWork, action: ActionId) -> None:
    uow.actions.put_spent(action, uow.expenses.sum(action))
