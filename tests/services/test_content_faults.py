"""Administrators hear once that content is faulty, and once that it is mended."""

from __future__ import annotations

from pathlib import Path

from bot.content.fault import Fault
from bot.domain.people import Role
from bot.services import content_faults
from bot.store.database import Database
from tests.planning import NOW, person, told

CONTENT = Path("content")
FAULT = Fault(CONTENT / "seasons.yaml", 6, "No title", "Write one")


def test_each_state_of_the_files_is_told_once(database: Database) -> None:
    with database.begin() as uow:
        boss = person(uow, 1009, "Boss", Role.ADMIN)
        for faults, stamp in (((), "a"), ((FAULT,), "b"), ((FAULT,), "b"), ((FAULT,), "c"), ((), "d"), ((), "d")):
            content_faults.report(uow, faults, stamp, below=CONTENT, now=NOW)
        assert told(uow) == [
            ("content_faulty", boss.id),
            ("content_faulty", boss.id),
            ("content_mended", boss.id),
        ]


def test_nobody_else_hears_of_it(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        person(uow, 1009, "Mali", Role.STAFF)
        content_faults.report(uow, [FAULT], "a", below=None, now=NOW)
        assert told(uow) == []
