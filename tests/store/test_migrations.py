"""The schema that migrations make is the one that the code expects, and an upgrade loses nothing."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.domain.plans import Part
from bot.store import database as databases
from bot.store import engines
from bot.store.database import Database
from bot.store.tables import metadata
from tests.story import BEGINNING, Story

MIGRATIONS = Path(databases.__file__).parent / "migrations"


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(MIGRATIONS))
    return found


def test_migrations_are_one_line() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_each_migration_is_in_a_file_named_by_its_number() -> None:
    """A start looks at the names only to see whether there is anything to do."""
    scripts = ScriptDirectory.from_config(config())
    names = {Path(script.path).name[:4]: script.revision for script in scripts.walk_revisions()}
    assert list(names) == list(names.values())
    assert max(names) == scripts.get_current_head()


def test_migrations_make_the_schema_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_upgrade_keeps_every_row(tmp_path: Path) -> None:
    """A database of the first release, with people, a group and a draft, keeps all of it."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    settings = config()
    with database.engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        for statement in OLD.strip().split(";\n"):
            connection.execute(sa.text(statement))
    database.upgrade()
    with database.begin() as uow:
        assert [member.name for member in uow.groups.members(1)] == ["ນ້ອຍ"]  # type: ignore[arg-type]
        found = uow.answers.get(1, "problem")  # type: ignore[arg-type]
        assert found is not None
        assert found.text == "ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ"
        [spent] = uow.expenses.of_actions([1])  # type: ignore[list-item]
        assert (spent.kip, spent.name, spent.at.day, spent.counts) == (400_000, "ນ້ອຍ", 9, True)
    database.close()


def test_rebuilding_a_table_on_sqlite_keeps_what_refers_to_it(tmp_path: Path) -> None:
    """What `upgrade` guards against: SQLite drops a rebuilt table, and with it all that refers to its rows."""
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    database.upgrade()
    story = Story(database)
    noy = story.known("ນ້ອຍ")
    group, round_ = story.group(noy), story.round()
    with database.begin() as uow:
        plan = uow.plans.add(group, round_, now=BEGINNING)
        uow.answers.put(plan, "problem", (Part("text", "ຫ່ຽວ"),), noy.me, now=BEGINNING)
    with (
        database.engine.connect() as connection,
        engines.rebuilding(connection, True),
        connection.begin(),
    ):
        connection.execute(sa.text("CREATE TABLE copied AS SELECT * FROM persons"))
        connection.execute(sa.text("DELETE FROM persons"))
        connection.execute(sa.text("INSERT INTO persons SELECT * FROM copied"))
    with database.begin() as uow:
        assert uow.answers.get(plan, "problem") is not None
    database.close()


OLD = """
INSERT INTO persons (id, name, language, created_at) VALUES (1, 'ນ້ອຍ', 'lo', '2026-11-01 00:00:00.000000');
INSERT INTO accounts (id, person_id, created_at) VALUES (1001, 1, '2026-11-01 00:00:00.000000');
INSERT INTO villages (id, district, name, state) VALUES (1, '1704', 'ດັກຂຽດ', 'known');
INSERT INTO groups (id, name, village_id, state, zone, created_at)
 VALUES (1, 'ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ', 1, 'active', 'Asia/Vientiane', '2026-11-01 00:00:00.000000');
INSERT INTO members (group_id, person_id, leader, state, joined_at)
 VALUES (1, 1, 1, 'active', '2026-11-01 00:00:00.000000');
INSERT INTO rounds (id, name, opens_at, deadline, state)
 VALUES (1, '{"lo": "ຮອບທີ 1", "en": "Round 1"}', '2026-11-01 00:00:00.000000', '2027-01-01 00:00:00.000000', 'open');
INSERT INTO plans (id, group_id, round_id, state, title, created_at, updated_at)
 VALUES (1, 1, 1, 'draft', 'ແຜນ', '2026-11-01 00:00:00.000000', '2026-11-01 00:00:00.000000');
INSERT INTO answers (id, plan_id, step, revision, state, parts, author_id, at)
 VALUES (1, 1, 'problem', 1, 'current', '[{"kind": "text", "text": "ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ"}]', 1, '2026-11-02 00:00:00.000000');
INSERT INTO actions (id, plan_id, what, state, spent, updated_at)
 VALUES (1, 1, 'ຊື້ແນວພັນ', 'done', 400000, '2026-11-09 00:00:00.000000');
INSERT INTO checkins (id, action_id, person_id, answer, detail, at)
 VALUES (1, 1, 1, 'spent', '400000', '2026-11-09 00:00:00.000000')
"""
