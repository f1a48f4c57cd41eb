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


def test_a_disk_that_fills_is_told_once_and_again_when_it_was_over(database: Database) -> None:
    """At 80 %, to the percent; what swings about the edge rings once."""
    with database.begin() as uow:
        mali = settle(uow).mali.id
        uow.people.put_role(mali, Role.ADMIN, "confirmed", now=NOW)
        for hour, (used, told_so_far) in enumerate(
            [(79, 0), (80, 1), (81, 1), (78, 1), (80, 1), (77, 1), (79, 1), (80, 2), (100, 2)]
        ):
            machine.disk_is(uow, used, 100 - used, now=NOW + timedelta(hours=hour))
            assert told(uow) == [("disk_filling", mali)] * told_so_far, used
        machine.disk_is(uow, 0, 0, now=NOW)  # a disk that says nothing of itself


def test_another_program_that_takes_updates_is_told_of_once_and_when_they_come_again(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        mali = settle(uow).mali.id
        uow.people.put_role(mali, Role.ADMIN, "confirmed", now=NOW)
        machine.updates_are(uow, False, now=NOW)
        for _ in range(2):
            machine.updates_are(uow, True, now=NOW)
        for _ in range(2):
            machine.updates_are(uow, False, now=NOW)
        assert told(uow) == [("updates_taken", mali), ("updates_back", mali)]
