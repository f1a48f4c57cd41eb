"""The phone number for calls: only in international form, asked for once on each occasion, gone when taken away."""

from __future__ import annotations

import pytest

from bot.domain.ids import PersonId
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.services import numbers
from bot.store.database import Database, UnitOfWork
from tests.story import BEGINNING as NOW


def noy(uow: UnitOfWork, key: PersonId | None = None) -> Person:
    found = uow.people.get(key or uow.people.add(now=NOW, name="Noy", language="lo", consented_at=NOW))
    assert found is not None
    return found


def test_a_number_is_kept_and_taken_away_and_nobody_is_asked_again(database: Database) -> None:
    with database.begin() as uow:
        before = noy(uow)
        assert [numbers.wanted(when, by=before) for when in (numbers.WELCOME, numbers.CALL)] == [True, True]
        numbers.keep(uow, "+8562055123456", by=before)
        kept = noy(uow, before.id)
        assert kept.phone == "+8562055123456"
        numbers.take_away(uow, by=kept)
        gone = noy(uow, before.id)
        assert gone.phone == ""
        assert [numbers.wanted(when, by=gone) for when in (numbers.WELCOME, numbers.CALL)] == [False, False]


def test_later_is_an_answer(database: Database) -> None:
    with database.begin() as uow:
        before = noy(uow)
        numbers.later(uow, by=before)
        assert not numbers.wanted(numbers.WELCOME, by=noy(uow, before.id))


@pytest.mark.parametrize("number", ["", "8562055123456", "+0562055123456", "+85620551234567890", "+856 20", "+x"])
def test_what_is_no_number_is_refused(database: Database, number: str) -> None:
    with database.begin() as uow:
        before = noy(uow)
        with pytest.raises(Refused):
            numbers.keep(uow, number, by=before)
