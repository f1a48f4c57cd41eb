"""Crawls the product as people use it: from the commands and the large keyboard along every button."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias

from bot.chat import aloud, behind
from bot.chat.address import BEHIND, Go
from bot.chat.encode import encode
from bot.chat.message import Message
from bot.chat.registry import COMMANDS, LABELS
from bot.chat.screen import SCREENS, Programme, Turn
from bot.chat.stack import Page
from bot.domain.ids import ChatId
from bot.domain.incoming import Incoming
from bot.domain.refused import Refused
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.gallery.demo_data import GROUP_CHAT
from bot.gallery.fixture import Fixture, Viewer
from bot.i18n import LANGUAGES, Say, catalogue
from bot.screens import everything
from bot.settings import shipped
from bot.understand import lao

everything.known()
ALONE, IN_A_PAIR = 22, 12  # characters that take room on a label (lao-style.md, 1.7)
_SHOWN = 2  # drawings of one screen: two people may see different buttons
_STEPS = 3000  # pages looked at; the product has far fewer that differ
_EACH = 30  # pages of one screen that one viewer opens; /record alone leads to thousands


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen as somebody sees it: language → content of a message."""

    screen: str
    viewer: str
    contents: dict[str, dict[str, Any]]
    behind: bool = False  # what stands behind its 🧭

    def labels(self, language: str) -> Iterator[tuple[str, bool]]:
        """The labels of its buttons, and whether each stands alone in its row."""
        content = self.contents[language]
        rows = [[button["label"] for button in row] for row in content.get("rows", [])] + content.get("keyboard", [])
        yield from ((label, len(row) == 1) for row in rows for label in row)


See: TypeAlias = Callable[[Page, Mapping[str, Message]], None]  # a page, and its message in each language


@dataclass
class Album:
    """What was drawn, and what could not be."""

    drawings: list[Drawing] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)  # screen → why
    see: See = lambda page, messages: None

    @property
    def screens(self) -> list[str]:
        return sorted({drawing.screen for drawing in self.drawings})

    @property
    def wide(self) -> list[tuple[str, str]]:
        """Screen and label of every Lao button that has more characters than a small phone has room for."""
        found = ((drawing.screen, label, alone) for drawing in self.drawings for label, alone in drawing.labels("lo"))
        return sorted({(screen, label) for screen, label, alone in found if too_wide(label, alone=alone)})


def too_wide(label: str, *, alone: bool) -> bool:
    """Whether a Lao label has more characters than fit; the emoji in front and the space behind it are not counted."""
    words = label.strip().partition(" ")
    characters = words[2] if words[1] and not any(character.isalnum() for character in words[0]) else label
    return lao.wide(characters) > (ALONE if alone else IN_A_PAIR)


def walk(fixture: Fixture, see: See = lambda page, messages: None, *, each: int = _EACH) -> Album:
    """Draw every screen that somebody can reach, in all languages; `see` is shown each page, also those not kept.

    `each` bounds the pages of one screen that one viewer opens.
    """
    album = Album(see=see)
    for viewer in fixture.viewers:
        _walk(fixture, viewer, album, each)
    for name in _ours() - set(album.screens):
        album.missing.setdefault(name, "no button leads there")
    album.missing = {name: why for name, why in album.missing.items() if name not in album.screens}
    album.drawings.sort(key=lambda drawing: drawing.screen)
    return album


def _ours() -> set[str]:
    """The product's screens; a test may have made others known in this process."""
    return {name for name, screen in SCREENS.items() if type(screen).__module__.startswith("bot.screens.")}


def _walk(fixture: Fixture, viewer: Viewer, album: Album, each: int) -> None:
    starts = [*(item.goes for item in COMMANDS.values()), *LABELS.values(), *fixture.pages]
    waiting = deque([*starts, *(Go(name) for name in sorted(_ours()) if not SCREENS[name].args)])
    seen: set[str] = set()
    looked: Counter[str] = Counter()
    while waiting and looked.total() < _STEPS:
        go = waiting.popleft()
        key = f"{go.screen} {sorted(go.args.items())}"
        if key in seen or looked[go.screen] >= each:
            continue
        seen.add(key)
        looked[go.screen] += 1
        try:
            waiting.extend(_draw(fixture, viewer, go, album))
        except Refused as refused:
            album.missing.setdefault(go.screen, str(refused))


def _draw(fixture: Fixture, viewer: Viewer, go: Go, album: Album) -> list[Go]:
    """Draw a page as a viewer sees it; returns where its buttons lead."""
    screen = SCREENS[go.screen]
    person = viewer.person
    if (person is None and not screen.strangers) or (screen.roles and not (person and screen.roles & person.roles)):
        return []
    says = {language: _say(language) for language in LANGUAGES}
    turn = _turn(fixture, viewer, go, says["lo"])
    view = screen.load(turn)
    if isinstance(view, Go):
        album.missing.setdefault(go.screen, f"gives way to {view.screen}")
        return [view]
    offer = aloud.of(turn, screen, view)
    messages = {name: aloud.with_button(screen.render(view, say), offer, say) for name, say in says.items()}
    page, first = Page(go.screen, go.args, screen.revision(view)), messages["lo"]
    for part in (page, *([replace(page, part=BEHIND)] if first.more else [])):
        shown = {name: behind.drawn(one, part, says[name]) for name, one in messages.items()}
        album.see(part, shown)
        contents = {name: encode(one, part) for name, one in shown.items()}
        _keep(album, Drawing(go.screen, viewer.name, contents, behind=part.part == BEHIND))
    buttons = (*(button for row in first.rows for button in row), *first.more)
    return [button.does for button in buttons if isinstance(button.does, Go)]


def _keep(album: Album, drawing: Drawing) -> None:
    """Two drawings of a screen are kept where their buttons differ."""
    others = [other for other in album.drawings if (other.screen, other.behind) == (drawing.screen, drawing.behind)]
    shapes = [len(list(other.labels("lo"))) for other in others]
    if len(others) < _SHOWN and len(list(drawing.labels("lo"))) not in shapes:
        album.drawings.append(drawing)


@cache
def _say(language: str) -> Say:
    return Say(catalogue(language, shipped("locales")), zone_of(""))


def _turn(fixture: Fixture, viewer: Viewer, go: Go, say: Say) -> Turn:
    chat = GROUP_CHAT if go.screen.startswith("group_chat.") else ChatId(int(viewer.account))
    return Turn(
        uow=fixture.uow,
        programme=Programme(fixture.library, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=Rules()),
        now=fixture.now,
        incoming=Incoming("command", chat, viewer.account, fixture.now, chat > 0, viewer.name),
        say=say,
        chat=chat,
        account=viewer.account,
        person_or_none=viewer.person,
        locked=go.screen == "phone.frozen",  # what nobody reaches by a button
        args=go.args,
        below="home.menu",
        catalogues={language: _say(language).catalogue for language in LANGUAGES},
    )
