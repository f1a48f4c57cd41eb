"""What a transaction remembers of what it read, and when it forgets it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.store import repository
from bot.store.database import Database, UnitOfWork
from bot.store.quick import quick

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def counted(database: Database, uow: UnitOfWork) -> list[str]:
    """The statements that the database was asked from now on."""
    asked: list[str] = []
    if database.sqlite:
        uow.connection.connection.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
        return asked

    @sa.event.listens_for(database.engine, "after_cursor_execute")
    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    return asked


def somebody(uow: UnitOfWork) -> Any:
    return uow.people.add(now=NOW, name="Noy", language="lo")


def test_what_was_read_is_not_asked_again_in_the_same_transaction(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        asked = counted(database, uow)
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


def test_what_is_asked_quickly_is_what_sqlalchemy_reads(sqlite: Database) -> None:
    """Instants, days, flags, JSON and nothing at all, in every statement that a module of the store holds."""
    with sqlite.begin() as uow:
        noy = somebody(uow)
        uow.people.change(noy, listens=True, consented_at=NOW)
        village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        group = uow.groups.add(now=NOW, name="ກຸ່ມ", village_id=village, state="active")
        uow.groups.join(group, noy, leader=True, now=NOW)
        texts = {"lo": "ຮອບ", "en": "Round"}
        found = uow.plans.add_round(
            name=texts, opens_at=NOW, deadline=NOW, state="open", form_version=1, work_from=NOW.date()
        )
        plan = uow.plans.add(group, found, now=NOW)
        uow.plans.put_answer(plan, "problem", [Part("text", "ນ້ຳ")], noy, now=NOW)
        uow.plans.add_action(plan, now=NOW, what="ຂຸດ", due_on=NOW.date(), cost=5)
        uow.people.account(AccountId(7), now=NOW)
        values = {
            "now": NOW,
            "since": NOW,
            "page": "menu",
            "account": 7,
            "chat": 7,
            "message": 9,
            "step": "problem",
            "state": "kept",
        }
        seen = 0
        for statement in built():
            given = {name: values.get(name, 1) for name in statement.compile().params if not name.startswith("param")}
            given = {name: value for name, value in given.items() if statement.compile().params[name] is None}
            quickly = quick(statement).ask(uow.connection, given)
            slowly = uow.connection.execute(statement, given).all()
            assert [tuple(row) for row in quickly] == [tuple(row) for row in slowly]
            seen += len(quickly)
        assert seen > 10


def built() -> list[Any]:
    """Every statement that the store's modules have built once."""
    found = []
    for file in sorted(Path(repository.__file__).parent.glob("*.py")):
        module = import_module(f"bot.store.{file.stem}")
        found += [value for value in vars(module).values() if isinstance(value, sa.Select)]
    return [statement for statement in found if "pg_" not in str(statement)]


def test_every_lock_is_taken_where_the_memory_knows_of_it() -> None:
    for file in Path(repository.__file__).parent.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        assert code.count("with_for_update(") <= code.count("self.locked") or file.name == "repository.py", file.name
