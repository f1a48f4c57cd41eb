"""What a transaction remembers of what it read, and when it forgets it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.domain.people import Role
from bot.store import shelf
from bot.store.database import Database, UnitOfWork

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def counted(database: Database) -> list[str]:
    """The statements that the database was asked from now on."""
    asked: list[str] = []

    @sa.event.listens_for(database.engine, "after_cursor_execute")
    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    return asked


def somebody(uow: UnitOfWork) -> Any:
    return uow.people.add(now=NOW, name="Noy", language="lo")


def test_what_was_read_is_not_asked_again_in_the_same_transaction(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        asked = counted(database)
        first = uow.people.get(noy)
        once = len(asked)
        assert uow.people.get(noy) == first
        assert len(asked) == once > 0


def test_what_was_written_is_read_anew(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        assert uow.people.get(noy).name == "Noy"  # type: ignore[union-attr]
        uow.people.change(noy, name="ນ້ອຍ")
        assert uow.people.get(noy).name == "ນ້ອຍ"  # type: ignore[union-attr]
        uow.people.put_role(noy, Role.EXPERT, "confirmed", now=NOW)
        assert uow.people.get(noy).roles == {Role.EXPERT}  # type: ignore[union-attr]


def test_what_a_savepoint_undid_is_read_anew(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        with suppress(ZeroDivisionError), uow.savepoint():
            uow.people.change(noy, name="ນ້ອຍ")
            assert uow.people.get(noy).name == "ນ້ອຍ"  # type: ignore[union-attr]
            raise ZeroDivisionError
        assert uow.people.get(noy).name == "Noy"  # type: ignore[union-attr]


def test_a_row_that_is_locked_shows_what_others_wrote_while_it_was_waited_for(database: Database) -> None:
    """SQLite has one writer, so that nobody else can have written."""
    if database.sqlite:
        return
    with database.begin() as uow:
        group = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        noy = somebody(uow)
        values = {"name": "ກຸ່ມ", "village_id": group, "state": "active"}
        plan = uow.plans.add(
            uow.groups.add(now=NOW, **values),
            uow.plans.add_round(name={}, opens_at=NOW, deadline=NOW, state="open"),
            now=NOW,
        )
    with database.begin() as uow:
        assert uow.people.get(noy).name == "Noy"  # type: ignore[union-attr]
        with database.begin() as other:
            other.people.change(noy, name="ນ້ອຍ")
        uow.plans.lock(plan)
        assert uow.people.get(noy).name == "ນ້ອຍ"  # type: ignore[union-attr]


def test_every_lock_is_taken_where_the_memory_knows_of_it() -> None:
    for file in Path(shelf.__file__).parent.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        assert code.count("with_for_update(") <= code.count("self.locked") or file.name == "shelf.py", file.name
