"""Amounts on both databases: nothing twice, nothing impossible, and the sum is of what counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.expenses import ExpenseState
from bot.domain.refused import Refused, Stale
from bot.services.money import expenses
from tests.services.actions.test_checkins import a_task, told
from tests.story import Story

__all__ = ["told"]


@pytest.mark.parametrize("kip", [-1, 10**13])
def test_an_impossible_amount_is_not_kept(told: Story, kip: int) -> None:
    _, seng, _, key = a_task(told)
    with told.database.begin() as uow, pytest.raises(Stale):
        expenses.add(uow, key, kip, by=seng, now=told.now)
    with told.database.begin() as uow:
        right = expenses.add(uow, key, 5_000, by=seng, now=told.now)
        with pytest.raises(Stale):
            expenses.correct(uow, right, kip, by=seng, now=told.now)
        assert uow.expenses.sum(key) == 5_000


def test_of_two_taps_at_once_one_writes(told: Story) -> None:
    _, seng, _, key = a_task(told)

    def tap(_: int) -> int:
        with told.database.begin() as uow:
            return expenses.add(uow, key, 5_000, by=seng, seen=0, now=told.now)

    with ThreadPoolExecutor(4) as phones:
        assert len(set(phones.map(tap, range(4)))) == 1
    with told.database.begin() as uow:
        assert uow.expenses.sum(key) == 5_000


def test_the_sum_follows_corrections_and_the_owner_of_an_amount_stays(told: Story) -> None:
    noy, seng, _plan, key = a_task(told)
    with told.database.begin() as uow:
        first = expenses.add(uow, key, 5_000, by=seng, now=told.now)
        expenses.add(uow, key, 2_000, by=noy, now=told.now)
        right = expenses.correct(uow, first, 7_000, by=noy, now=told.now)
        with pytest.raises(Stale):
            expenses.correct(uow, first, 8_000, by=noy, now=told.now)
        expenses.strike(uow, right, by=seng, now=told.now)
        expenses.strike(uow, right, by=seng, now=told.now)
        found = uow.expenses.of_actions([key])
        action = uow.actions.get(key)
    assert [(one.kip, one.name, one.state, one.changed_by) for one in found] == [
        (5_000, "Seng", ExpenseState.CORRECTED, "Noy"),
        (2_000, "Noy", ExpenseState.CURRENT, ""),
        (7_000, "Seng", ExpenseState.STRUCK, "Seng"),
    ]
    assert action is not None
    assert (action.spent, action.revision) == (2_000, 0)


def test_a_member_changes_only_the_own_amount_and_the_leader_any(told: Story) -> None:
    noy, seng, _, key = a_task(told)
    with told.database.begin() as uow:
        hers = expenses.add(uow, key, 5_000, by=noy, now=told.now)
    with told.database.begin() as uow, pytest.raises(Refused, match="and the group leader can change this"):
        expenses.strike(uow, hers, by=seng, now=told.now)
    with told.database.begin() as uow, pytest.raises(Refused, match="and the group leader can change this"):
        expenses.say_paid(uow, hers, "own", by=seng)
    with told.database.begin() as uow, pytest.raises(Stale):
        expenses.say_paid(uow, hers, "bank", by=noy)


def test_somebody_who_is_erased_leaves_the_amount_without_a_name(told: Story) -> None:
    _noy, seng, _plan, key = a_task(told)
    with told.database.begin() as uow:
        uow.actions.change(key, now=told.now, owner_id=None)
        expenses.add(uow, key, 5_000, by=seng, now=told.now)
        uow.people.remove(seng.id)
        [kept] = uow.expenses.of_actions([key])
    assert (kept.kip, kept.name, kept.person) == (5_000, "", None)
