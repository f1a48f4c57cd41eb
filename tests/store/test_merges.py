"""Two entries become one: every column that refers to people is moved, and all of it goes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.ids import GroupId, PersonId
from bot.store.database import Database, UnitOfWork
from bot.store.merges import NAMING, RULES, Merge, Rule, references, renumbered, unique_beside
from bot.store.tables import Instant, metadata, persons
from bot.store.tables.enums import EnumText
from tests.planning import NOW

pytestmark = pytest.mark.slow

KEPT, GONE, OTHER = PersonId(1), PersonId(2), PersonId(3)


def test_every_column_that_refers_to_people_has_a_rule() -> None:
    assert set(RULES) == set(references()), "what becomes of it when two entries turn out to be one person?"


def test_json_that_names_people_is_known() -> None:
    """Whoever keeps people inside of JSON says so in NAMING; the rest of JSON names none."""
    json = {f"{table.name}.{one.name}" for table in metadata.sorted_tables for one in table.c if _json(one)}
    named = {f"{one.table.name}.{one.name}" for one in NAMING}
    nobody = {
        *("announcements.audience", "announcements.texts", "inbox.raw", "jobs.args", "merges.trace", "outbox.args"),
        *("outbox.content", "outbox.place", "places.stack", "places.voice", "published_questions.words", "rounds.name"),
        *("timetables.steps", "announcements.marks", "persons.projects", "sheet_lines.words", "unions.trace"),
        *("announcements.media", "audiences.conditions", "contests.dice", "contests.rules", "outbox.also"),
    }
    assert json - named <= nobody


def _json(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.JSON)


@pytest.fixture(scope="module")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    """Three people in a database that does not ask whether what rows refer to is there."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('merges') / 'people.db'}")
    database.upgrade()
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin():
            connection.execute(persons.insert(), [{"id": one, "created_at": NOW} for one in (KEPT, GONE, OTHER)])
            yield UnitOfWork(connection)
    database.close()


@pytest.fixture
def uow(unchecked: UnitOfWork) -> Iterator[UnitOfWork]:
    nested = unchecked.connection.begin_nested()
    yield unchecked
    nested.rollback()


def _row(table: sa.Table, **values: Any) -> dict[str, Any]:
    """A row with something in every column."""
    return {column.name: values.get(column.name, _value(column)) for column in table.columns}


def _value(column: sa.Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, EnumText):
        return sorted(kind.words - {""})[0]
    if isinstance(kind, Instant):
        return NOW
    if isinstance(kind, sa.Date):
        return date(2026, 11, 23)
    if isinstance(kind, sa.JSON):
        return []
    if isinstance(kind, sa.Boolean):
        return False
    return "x" if isinstance(kind, sa.Text) else int(OTHER)


def _all(uow: UnitOfWork, table: sa.Table) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in uow.connection.execute(sa.select(table))), key=repr)


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize("both", [False, True])
def test_each_reference_moves_and_comes_back(uow: UnitOfWork, name: str, both: bool) -> None:
    """With `both` the kept person has such a row already: where there may be one only, theirs stands."""
    column = references()[name]
    table = column.table
    numbered = {"id": 50} if "id" in table.c else {}
    uow.connection.execute(table.insert(), _row(table, **{column.name: GONE, **numbered}))
    if both:
        numbered = {"id": 51} if "id" in table.c else {}
        try:
            with uow.connection.begin_nested():
                uow.connection.execute(table.insert(), _row(table, **{column.name: KEPT, **numbered}))
        except sa.exc.IntegrityError:  # there cannot be two that are alike in all but this
            both = False
    before = _all(uow, table)
    trace = uow.merges.join(KEPT, GONE)
    left = uow.connection.execute(sa.select(sa.func.count()).where(column == GONE)).scalar()
    stays = RULES[name] in (Rule.STAYS, Rule.PHONES)
    assert left == (1 if stays else 0)
    kept = uow.connection.execute(sa.select(sa.func.count()).where(column == KEPT)).scalar()
    once = (both and bool(unique_beside(column)) and not numbered) or RULES[name] is Rule.PLACES
    assert kept == (both if stays else 1 if once or not both or _once(column) else 2)
    uow.merges.undo(Merge(1, GroupId(1), KEPT, GONE, None, trace, False, NOW))
    if table.name not in ("merges", "outbox"):  # this one says that it is undone, what waited there has gone
        assert _all(uow, table) == before


def _once(column: sa.Column[Any]) -> bool:
    """Whether a person can have one such row only, with the rest as it is here."""
    return any(others != ["id"] and others for others in unique_beside(column)) or unique_beside(column) == [[]]


def test_people_inside_of_json_are_renumbered() -> None:
    before = {
        "actions": [{"owner": 2, "id": 2}, {"owner_id": 2}],
        "answers": {"who": {"people": [{"id": 2, "name": "A"}, {"name": "B"}]}},
    }
    after = {
        "actions": [{"owner": 1, "id": 2}, {"owner_id": 1}],
        "answers": {"who": {"people": [{"id": 1, "name": "A"}, {"name": "B"}]}},
    }
    assert renumbered(before, 2, 1) == after
