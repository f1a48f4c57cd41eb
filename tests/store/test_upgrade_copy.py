"""Before the schema changes a copy is made; a migration that fails leaves the old state and says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from bot.app.backups import BEFORE, copy_before_upgrade
from bot.store import backup
from bot.store.database import Database
from bot.store.errors import Unusable
from tests import postgres
from tests.planning import NOW
from tests.store.test_backup import nothing
from tests.store.test_migrations import OLD, config


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as the first release left it."""
    url = postgres.fresh() if request.param == "postgresql" else f"sqlite:///{tmp_path / 'old.sqlite'}"
    database = Database(url)
    settings = config()
    with database.engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        for statement in (OLD if database.sqlite else OLD.replace("1, 1, 1, 'active'", "1, 1, true, 'active'")).split(
            ";\n"
        ):
            connection.execute(sa.text(statement))
    yield database
    database.close()
    if request.param == "postgresql":
        postgres.drop(url)


def test_a_copy_is_made_of_all_rows_and_brings_them_into_today_s_version(old: Database, tmp_path: Path) -> None:
    made = copy_before_upgrade(old, tmp_path, now=NOW)
    assert made is not None
    old.upgrade()
    assert copy_before_upgrade(old, tmp_path, now=NOW) is None
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with made.open("rb") as file:
        backup.restore(file, None, new, tmp_path / "media", nothing)
    new.upgrade()
    with new.begin() as uow:
        assert [member.name for member in uow.groups.members(1)] == ["ນ້ອຍ"]  # type: ignore[arg-type]
        [spent] = uow.expenses.of_actions([1])  # type: ignore[list-item]
        assert spent.kip == 400_000
    new.close()


def test_an_empty_machine_has_nothing_to_copy(tmp_path: Path) -> None:
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert copy_before_upgrade(new, tmp_path, now=NOW) is None
    assert not (tmp_path / BEFORE).exists()
    new.close()


def test_a_migration_that_fails_leaves_everything_as_it_was_and_says_what_to_do(old: Database) -> None:
    """Something stands where the newest migration wants to make its table."""
    with old.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE erasures (person_id INTEGER)"))
        tables = sorted(sa.inspect(connection).get_table_names())
    with pytest.raises(Unusable, match=r"is as it was .* Start the version before again"):
        old.upgrade()
    assert old.stands_at() == "0001"
    with old.engine.begin() as connection:
        assert sorted(sa.inspect(connection).get_table_names()) == tables
        assert connection.execute(sa.text("SELECT name FROM persons")).scalar() == "ນ້ອຍ"
        connection.execute(sa.text("DROP TABLE erasures"))
    old.upgrade()  # when the cause is gone


def test_an_older_version_does_not_start_on_a_newer_schema(old: Database) -> None:
    old.upgrade()
    with old.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unusable, match="of a newer Phaen"):
        old.upgrade()
