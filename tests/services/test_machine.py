"""A wrong clock is told to administrators once, and once more when it is right again."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import Role
from bot.services import machine
from bot.store.database import Database
from tests.planning import NOW, settle, told


def test_a_wrong_clock_is_told_once_and_so_is_the_right_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        uow.people.put_role(village.mali.id, Role.ADMIN, "confirmed", now=NOW)
        for _ in range(3):
            machine.clock_is(uow, NOW + timedelta(days=400), now=NOW)
        assert told(uow) == [("clock_wrong", village.mali.id)]
        for _ in range(3):
            machine.clock_is(uow, None, now=NOW)
        assert told(uow) == [("clock_wrong", village.mali.id), ("clock_right", village.mali.id)]


def test_a_clock_that_was_never_wrong_is_not_spoken_of(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        settle(uow)
        machine.clock_is(uow, None, now=NOW)
        assert told(uow) == []
