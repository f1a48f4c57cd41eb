"""What every test may ask for: a database of each kind, and a chat to tell a story in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store.database import Database
from tests import buttons, postgres
from tests.story import Story


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database; every test that asks for it runs on both kinds."""
    url = f"sqlite:///{tmp_path / 'phaen.sqlite'}" if request.param == "sqlite" else postgres.fresh()
    database = Database(url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database, for tests that have nothing to do with the kind."""
    database = Database(f"sqlite:///{tmp_path / 'phaen.sqlite'}")
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def story(sqlite: Database) -> Story:
    """A chat with nobody in it yet."""
    return Story(sqlite)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A form of button that is drawn but not written down would not be replayed by later versions."""
    mine = buttons.unwritten()
    if output := getattr(session.config, "workeroutput", None):  # one of several processes: the first one tells
        output["buttons"] = mine
    elif new := sorted({*mine, *_DRAWN_BY_WORKERS}):
        session.exitstatus = exitstatus or 1
        print("\nforms of buttons that tests/old_buttons.txt does not hold yet (python -m tests.buttons FORM …):")
        print(*new, sep="\n")


_DRAWN_BY_WORKERS: set[str] = set()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _DRAWN_BY_WORKERS.update(node.workeroutput.get("buttons", ()) if hasattr(node, "workeroutput") else ())
