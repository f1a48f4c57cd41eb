"""The largest programme that is allowed, on every screen and in every notice, in both languages: all of it leaves.

What leaves is judged by the local Telegram's own rules, and no word is lost between the parts of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
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
from bot.messenger import telegram
from bot.settings import shipped
from bot.simulator import keyboards, validation
from bot.simulator.errors import BotApiError
from bot.simulator.parameters import Parameters
from bot.store import tables
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Outgoing
from tests import databases, largest

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
EACH = 3  # pages of a screen that one viewer opens
MANY = 4  # notices of a name that are drawn in each language


@pytest.fixture(scope="module")
def fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fixture]:
    database = Database(databases.migrated("sqlite", tmp_path_factory.mktemp("largest")))
    with database.begin() as uow:
        found = Fixture.create(uow, Library.load(shipped("content")), now=NOW)
        largest.enlarge(found)
        yield replace(found, viewers=tuple(_anew(found)))
    database.close()


def _anew(fixture: Fixture) -> Iterator[Any]:
    """The viewers with their names of now."""
    for viewer in fixture.viewers:
        yield replace(viewer, person=fixture.uow.people.get(viewer.person.id) if viewer.person else None)


def refused(content: Mapping[str, Any]) -> str:
    """What the local Telegram has against a row's content; "" when it takes all of its messages."""
    messages = [{"text": words} for words in content.get("parts", [])] + [dict(content)]
    try:
        for one in messages:
            parameters = telegram._markup(one)
            if one.get("medium"):
                validation.caption_of(Parameters(parameters | {"caption": one["text"], "parse_mode": "HTML"}, {}))
            else:
                validation.text_of(Parameters(parameters | telegram._text(one), {}))
            keyboards.parse(Parameters(parameters, {}))
    except BotApiError as error:
        return str(error.description)
    return ""


def whole(contents: list[dict[str, Any]]) -> str:
    """All that was said, without spaces: where a text is cut there may be more or fewer. Lists of buttons repeat it."""
    texts = (text for content in contents for text in (*content.get("parts", []), content["text"]))
    return "".join("".join(plain(Html(text)).split()) for text, _ in groupby(texts))


def reached(contents: list[dict[str, Any]]) -> set[str]:
    """Where the buttons of all parts lead."""
    rows = [row for content in contents for row in content.get("rows", [])]
    return {button.get("data") or button.get("url") or button["copy"] for row in rows for button in row}


def parts_of(message: Message, page: Page) -> list[dict[str, Any]]:
    """Every part of a page, as the buttons below the first one lead to them."""
    first = encode(message, page)
    label = next(
        (one["label"] for row in first.get("rows", [])[:1] for one in row if one["label"].startswith("1/")), ""
    )
    return [encode(message, replace(page, part=part)) for part in range(1, int(label[2:] or 1) + 1)]


def test_every_screen_of_the_largest_programme_leaves_whole(fixture: Fixture) -> None:
    wrong: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    split: Counter[str] = Counter()

    def see(page: Page, messages: Mapping[str, Message]) -> None:
        for language, message in messages.items():
            contents = parts_of(message, page)
            drawn[page.screen] += len(contents)
            split[page.screen] += len(contents) > 1
            for content in contents:
                if why := refused(content):
                    wrong[f"{page.screen} in {language}: {why}"] += 1
            said = plain(message.text) + plain(message.asks or Html())
            if "".join(said.split()) != whole(contents):
                wrong[f"{page.screen} in {language}: words are lost"] += 1
            buttons = [row for row in message.rows if row]
            if buttons and not reached(
                [encode(replace(message, text=Html("?"), rows=[row]), page) for row in buttons]
            ) <= reached(contents):
                wrong[f"{page.screen} in {language}: buttons are lost"] += 1

    album = walk(fixture, see, each=EACH)
    assert wrong == Counter()
    assert len(drawn) > 100, sorted(album.missing)
    assert len(+split) > 5
    print(f"{drawn.total()} messages of {len(drawn)} screens, {split.total()} pages in parts")
    print("not reached:", sorted(album.missing))


def test_every_notice_of_the_largest_programme_leaves(fixture: Fixture) -> None:
    uow = fixture.uow
    programme = Programme(fixture.library, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=Rules())
    runner = Runner(programme, shipped("locales"), ZoneInfo("Asia/Vientiane"))
    wrong: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    for language in ("lo", "en"):
        uow.connection.execute(tables.persons.update().values(language=language))
        for row in _notices(uow):
            content = runner.draw(uow, row, NOW + timedelta(minutes=1))
            if content is not None:
                drawn[row.notice] += 1
                wrong[f"{row.notice} in {language}: {refused(content)}"] += bool(refused(content))
    assert +wrong == Counter()
    assert len(drawn) >= 7
    print(f"{drawn.total()} notices of {len(drawn)} kinds")


def _notices(uow: UnitOfWork) -> Iterator[Outgoing]:
    rows = uow.outbox.due(now=NOW + timedelta(days=3650), limit=100_000)
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row.notice] += 1
        if row.notice and seen[row.notice] <= MANY:
            yield row
