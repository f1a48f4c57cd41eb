"""What a group received, on both databases: written down by members, read by staff, struck out by some."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.expenses import ExpenseState
from bot.domain.ids import ChatId
from bot.domain.incoming import Answer, File
from bot.domain.people import Role
from bot.domain.refused import Forbidden, Stale
from bot.services import media
from bot.services.money import incomes
from tests.services.actions.test_checkins import a_task, told
from tests.story import Story

__all__ = ["told"]


def test_amounts_with_their_source_and_receipts(told: Story) -> None:
    noy, seng, plan, _ = a_task(told)
    with told.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        first = incomes.add(uow, found.group, 5_000_000, "project", by=seng, seen=0, now=told.now)
        assert incomes.add(uow, found.group, 5_000_000, "project", by=seng, seen=0, now=told.now) == first
        second = incomes.add(uow, found.group, 300_000, "sales", by=noy, seen=1, now=told.now)
        paper = media.receive(uow, File("document", "receipt", mime="application/pdf"), "", by=noy, now=told.now)
        incomes.attach(uow, first, paper, by=noy)
        incomes.attach(uow, first, Answer("text", "The first part"), by=noy)
        assert incomes.show_receipts(uow, first, ChatId(1), by=seng, now=told.now).begin == 1
        incomes.strike(uow, second, by=noy, now=told.now)
        incomes.strike(uow, second, by=noy, now=told.now)
        with pytest.raises(Stale):
            incomes.attach(uow, second, Answer("text", "too late"), by=noy)
        whole = incomes.open_received(uow, found.group, by=seng)
        assert whole is not None
        assert whole.kip == 5_000_000
        assert [(one.kip, one.source, one.name, one.state, one.words) for one in whole.incomes] == [
            (5_000_000, "project", "Seng", ExpenseState.CURRENT, "The first part"),
            (300_000, "sales", "Noy", ExpenseState.STRUCK, ""),
        ]
        with pytest.raises(Forbidden):
            incomes.strike(uow, incomes.add(uow, found.group, 7, "prize", by=noy, now=told.now), by=seng, now=told.now)


@pytest.mark.parametrize(("kip", "source"), [(0, "prize"), (-1, "prize"), (10**13, "prize"), (5_000, "moon")])
def test_what_is_impossible_is_not_kept(told: Story, kip: int, source: str) -> None:
    noy, _, plan, _ = a_task(told)
    with told.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        with pytest.raises(Stale):
            incomes.add(uow, found.group, kip, source, by=noy, now=told.now)
        assert uow.incomes.of_plan(plan) == []


def test_of_two_taps_at_once_one_writes(told: Story) -> None:
    noy, _, plan, _ = a_task(told)

    def tap(_: int) -> int:
        with told.database.begin() as uow:
            found = uow.plans.get(plan)
            assert found is not None
            return incomes.add(uow, found.group, 5_000, "prize", by=noy, seen=0, now=told.now)

    with ThreadPoolExecutor(4) as phones:
        assert len(set(phones.map(tap, range(4)))) == 1


def test_staff_read_and_strangers_do_not(told: Story) -> None:
    noy, _, plan, _ = a_task(told)
    mali, other = told.known("Mali", roles=(Role.STAFF,)), told.known("Other")
    with told.database.begin() as uow:
        found, staff, stranger = uow.plans.get(plan), uow.people.get(mali.me), uow.people.get(other.me)
        assert found is not None
        assert staff is not None
        assert stranger is not None
        key = incomes.add(uow, found.group, 5_000, "prize", by=noy, now=told.now)
        assert not incomes.open_income(uow, key, by=staff).may_correct
        with pytest.raises(Forbidden):
            incomes.add(uow, found.group, 5_000, "prize", by=staff, now=told.now)
        with pytest.raises(Forbidden):
            incomes.open_income(uow, key, by=stranger)
