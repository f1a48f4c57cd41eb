"""Telling people what they did not ask for: whoever looks after Phaen hears of what went wrong."""

from __future__ import annotations

from bot.domain.people import Role
from bot.services import notices
from bot.store.database import Database
from tests.planning import NOW, person, settle, told


def test_a_name_that_nobody_knows_is_told_to_administrators_once(database: Database) -> None:
    with database.begin() as uow:
        boss = person(uow, 1009, "Boss", Role.ADMIN)
        notices.unknown(uow, "screen", "old.page", now=NOW)
        notices.unknown(uow, "screen", "old.page", now=NOW)
        notices.unknown(uow, "job", "old.page", now=NOW)
        assert told(uow) == [("name_unknown", boss.id)] * 2


def test_whose_update_was_set_aside_hears_of_it_and_administrators_too(database: Database) -> None:
    with database.begin() as uow:
        village, boss = settle(uow), person(uow, 1009, "Boss", Role.ADMIN)
        notices.turn_failed(uow, 1001, "A7", now=NOW)
        notices.turn_failed(uow, 0, "A8", now=NOW)
        assert sorted(told(uow)) == [
            ("turn_failed", village.noy.id),
            ("update_aside", boss.id),
            ("update_aside", boss.id),
        ]
