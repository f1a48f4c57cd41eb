"""Tags, ampersands and line breaks in every field that people write, on every screen and in every notice: all leaves.

What leaves is parsed by the local Telegram as the real one would, and shows what was written, neither more nor less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.chat.encode import encode
from bot.chat.message import Message
from bot.chat.runner import Runner
from bot.chat.screen import Programme
from bot.chat.stack import Page
from bot.content.library import Library
from bot.domain.rounds import Rules
from bot.gallery.fixture import Fixture
from bot.gallery.walk import walk
from bot.i18n import Html, plain
from bot.settings import shipped
from bot.store import tables
from bot.store.database import Database
from tests import databases, hostile
from tests.releases.restored import restore
from tests.test_largest import refused

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
EACH = 3  # pages of a screen that one viewer opens
TWICE = ("&lt;", "&gt;", "&amp;")


@pytest.fixture(scope="module")
def fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fixture]:
    database = Database(databases.migrated("sqlite", tmp_path_factory.mktemp("hostile")))
    with database.begin() as uow:
        found = Fixture.create(uow, Library.load(shipped("content")), now=NOW)
        hostile.write(uow)
        people = {viewer: uow.people.get(viewer.person.id) if viewer.person else None for viewer in found.viewers}
        yield replace(found, viewers=tuple(replace(viewer, person=people[viewer]) for viewer in found.viewers))
    database.close()


def judged(content: Mapping[str, Any]) -> str:
    """What is wrong with a message that leaves."""
    if why := refused(content):
        return why
    shown = [plain(Html(text)) for text in (*content.get("parts", []), content["text"])]
    shown += [button["label"] for row in content.get("rows", []) for button in row]
    shown += [label for row in content.get("keyboard") or [] for label in row]
    return next(("escaped twice" for text in shown if any(one in text for one in TWICE)), "")


def test_every_screen_leaves_whatever_people_write(fixture: Fixture) -> None:
    wrong: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    quoting: set[str] = set()

    def see(page: Page, messages: Mapping[str, Message]) -> None:
        for language, message in messages.items():
            content = encode(message, page)
            drawn[page.screen] += 1
            if '</b>&"' in plain(message.text):
                quoting.add(page.screen)
            if why := judged(content):
                wrong[f"{page.screen} in {language}: {why}"] += 1

    walk(fixture, see, each=EACH)
    assert wrong == Counter()
    assert len(drawn) > 100
    assert len(quoting) > 50
    print(f"{drawn.total()} messages of {len(drawn)} screens, {len(quoting)} of which quote somebody")


def test_every_notice_leaves_whatever_people_write(tmp_path: Path) -> None:
    """The notices that a release left waiting, one of each kind."""
    database = Database(restore("0.1.0", "sqlite", tmp_path))
    database.upgrade()
    programme = Programme(
        Library.load(shipped("content")), "phaen_bot", admins=frozenset(), ask_second_above=200, rules=Rules()
    )
    runner = Runner(programme, shipped("locales"), ZoneInfo("Asia/Vientiane"))
    wrong: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    with database.begin() as uow:
        hostile.write(uow)
        for language in ("lo", "en"):
            uow.connection.execute(tables.persons.update().values(language=language))
            uow.connection.execute(tables.groups.update().values(chat_language=language))
            for row in uow.outbox.due(now=NOW + timedelta(days=3650), limit=100_000):
                content = runner.draw(uow, row, NOW + timedelta(minutes=1)) if row.notice else None
                if content is not None:
                    drawn[row.notice] += 1
                    if why := judged(content):
                        wrong[f"{row.notice} in {language}: {why}"] += 1
    database.close()
    assert wrong == Counter()
    assert len(drawn) > 30
    print(f"{drawn.total()} notices of {len(drawn)} kinds")
