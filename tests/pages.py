"""How much a farmer has to read on each page: letters, rows, buttons, the widest label, of every page of the gallery.

`python -m tests.pages` prints the table. Letters are those of the Lao text that take room on a line, spaces and digits
too, without people's own words, the text of a lesson's card and the buttons.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.chat.encode import encode
from bot.chat.message import Message
from bot.chat.screen import SCREENS
from bot.chat.stack import Page
from bot.content.library import Library
from bot.domain.people import Role
from bot.gallery.fixture import Fixture
from bot.gallery.walk import too_wide, walk
from bot.i18n import Html, plain
from bot.settings import shipped
from bot.store.database import Database, UnitOfWork
from bot.store.tables import metadata
from bot.understand import lao

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LETTERS, ROWS, BUTTONS = 120, 6, 8  # of a farmer's page
PICKED = 8  # rows of a page on which a day, a place, a person or a mark is picked
# What the 34 pages that farmers meet most had at c902e8a: median, nine tenths, most (0: not counted then).
BEFORE = {"letters": (81.5, 282, 358), "rows": (4, 0, 11), "buttons": (6.5, 0, 55)}
_OWN = 3  # letters from which a text of the database is somebody's own words
_SAME = 12  # letters by which the beginning of a text that was cut is known


@dataclass(frozen=True, slots=True)
class Measure:
    """One page as one farmer sees it, or the most that any page of a screen has."""

    screen: str
    letters: int
    rows: int
    buttons: int
    widest: int  # letters of a label, without its sign
    wide: tuple[str, ...] = ()  # labels that a small phone cuts
    asks: bool = True  # what is asked, or that nothing is, stands last (Message.asks)
    twice: int = 0  # labels that are a line of the text too

    def most(self, other: Measure) -> Measure:
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("letters", "rows", "buttons", "widest"))
        letters, rows, buttons, widest = (max(pair) for pair in pairs)
        wide, twice = tuple(dict.fromkeys(self.wide + other.wide)), max(self.twice, other.twice)
        return Measure(self.screen, letters, rows, buttons, widest, wide, self.asks and other.asks, twice)


def measured(*, now: datetime = NOW) -> dict[str, Measure]:
    """The most that each screen asks of a farmer to read, in Lao."""
    with tempfile.TemporaryDirectory(prefix="phaen-pages-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        try:
            database.upgrade()
            with database.begin() as uow:
                return _measured(uow, now)
        finally:
            database.close()


def _measured(uow: UnitOfWork, now: datetime) -> dict[str, Measure]:
    fixture = Fixture.create(uow, Library.load(shipped("content")), now=now)
    farmers = [one for one in fixture.viewers if not (one.person and one.person.roles & {Role.EXPERT, Role.STAFF})]
    own, found = _own_words(uow), dict[str, Measure]()

    def see(page: Page, messages: Mapping[str, Message]) -> None:
        if SCREENS[page.screen].roles or page.screen.startswith("group_chat."):
            return
        here = _measure(page, messages["lo"], [*_card(fixture.library, page), *own])
        found[page.screen] = here.most(found[page.screen]) if page.screen in found else here

    walk(replace(fixture, viewers=tuple(farmers)), see)
    return found


def _measure(page: Page, message: Message, own: Iterable[str]) -> Measure:
    content = encode(message, page)
    rows = [[button["label"] for button in row] for row in content.get("rows", [])]
    labels = [(label, len(row) == 1) for row in rows for label in row]
    wide = tuple(label for label, alone in labels if too_wide(label, alone=alone))
    words = [label.partition(" ")[2] or label for label, _ in labels]
    text = without(plain(Html(content["text"])), own)
    letters = lao.wide(text.replace("\n", ""))
    shown = plain(Html(content["text"]))
    twice = sum(any(word in line and 2 * len(word) > len(line) for line in shown.splitlines()) for word in words)
    widest = max(map(lao.wide, words), default=0)
    return Measure(page.screen, letters, len(rows), len(labels), widest, wide, message.asks is not None, twice)


def without(text: str, own: Iterable[str]) -> str:
    """A text without the words that are people's own, also where they were cut."""
    for words in own:
        beginning = words[:_SAME]
        while (start := text.find(beginning)) >= 0:
            end = start + len(beginning)
            while end - start < len(words) and end < len(text) and text[end] == words[end - start]:
                end += 1
            if end - start < len(words) and text[end : end + 1] != "…":
                break
            text = text[:start] + text[end:].removeprefix("…")
    return text


def _card(library: Library, page: Page) -> list[str]:
    """The paragraphs of the lesson's card that a page shows."""
    lesson = library.lesson(str(page.args.get("lesson", "")))
    if page.screen != "lessons.card" or lesson is None:
        return []
    return plain(Html(lesson.card(int(page.args["card"]), "lo"))).splitlines()


def _own_words(uow: UnitOfWork) -> list[str]:
    """Every text that the database holds, the longest first: names, answers, comments, titles."""
    found: set[str] = set()
    for table in metadata.sorted_tables:
        for row in uow.connection.execute(table.select()).all():
            found.update(line.strip() for value in row for text in _texts(value) for line in text.splitlines())
    own = (text for text in found if len(text) >= _OWN and (" " in text or not text.isascii()))  # a word may be a code
    return sorted(own, key=len, reverse=True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _texts(one))


def table(found: Mapping[str, Measure]) -> str:
    """The table, the fullest pages first, and what all of them come to."""
    lines = [f"{'screen':28}{'letters':>8}{'rows':>6}{'buttons':>9}{'widest':>8}"]
    fullest = sorted(found.values(), key=lambda one: -one.letters)
    lines += [f"{one.screen:28}{one.letters:8}{one.rows:6}{one.buttons:9}{one.widest:8}" for one in fullest]
    lines += ["", f"{'':10}{'median':>16}{'p90':>16}{'most':>16}", f"{'':10}{'before → now':>16}"]
    for name, before in BEFORE.items():
        values = sorted(getattr(one, name) for one in found.values())
        now = (statistics.median(values), values[min(len(values) - 1, len(values) * 9 // 10)], values[-1])
        pairs = (f"{old:g} → {new:g}" if old else f"– → {new:g}" for old, new in zip(before, now, strict=True))
        lines.append(f"{name:10}" + "".join(f"{pair:>16}" for pair in pairs))
    full = [one for one in found.values() if one.letters > LETTERS or one.rows > ROWS or one.buttons > BUTTONS]
    return "\n".join([*lines, f"{len(full)} of {len(found)} screens have more than {LETTERS}, {ROWS} or {BUTTONS}"])


if __name__ == "__main__":
    print(table(measured()))
