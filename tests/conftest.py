"""What every test may ask for: a database of each kind, and a chat to tell a story in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.store.database import Database
from tests import buttons, databases, postgres
from tests.browser import started
from tests.story import Story

if TYPE_CHECKING:
    from playwright.async_api import Browser


databases.share_compiled()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nobody in it; every test that asks for it runs on both kinds.

    Every story in which Phaen is a process of its own does.
    """
    url = databases.migrated(request.param, tmp_path)
    yield url
    if request.param == "postgresql":
        postgres.drop(url)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database with nobody in it; every test that asks for it runs on both kinds."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with nobody in it, for tests that have nothing to do with the kind."""
    database = Database(databases.migrated("sqlite", tmp_path))
    yield database
    database.close()


@pytest.fixture
def story(sqlite: Database) -> Story:
    """A chat with nobody in it yet."""
    return Story(sqlite)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The one browser of this process; whoever opens a page in it closes the page."""
    async with started() as browser:
        yield browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow comes first: where several processes test, none is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


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


def pytest_unconfigure() -> None:
    postgres.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _DRAWN_BY_WORKERS.update(node.workeroutput.get("buttons", ()) if hasattr(node, "workeroutput") else ())
