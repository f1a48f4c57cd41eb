"""The rooms of bot/screens: an address is a path, and rooms meet only through words, notices and widgets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot import screens
from bot.chat.notice import NOTICES
from bot.chat.registry import COMMANDS, LABELS
from bot.chat.screen import SCREENS, Screen
from bot.domain import notices as kinds
from bot.domain.notices import Notice
from bot.screens import everything

everything.known()
HALL = Path(screens.__file__).parent
ONE_FILE = 250  # lines up to which a room is one file
SHARED = {"words", "notices", "views"}  # what a room has beside its screens
HELPERS = {"plan": {"offers", "typed", "lines", "said"}}  # more than that only in the largest room
MET = {"words", "notices"}  # what other rooms may see of a room
OURS = [screen for screen in SCREENS.values() if type(screen).__module__.startswith("bot.screens.")]


def rooms() -> Iterator[tuple[str, str, Path]]:
    """Every file: its room, its name in the room ("" where the room is one file), its path."""
    for path in sorted(HALL.rglob("*.py")):
        first, *rest = path.relative_to(HALL).with_suffix("").parts
        if first in ("__init__", "everything") or rest == ["__init__"]:
            continue
        yield first, "".join(rest), path


FILES = list(rooms())
BOT = sorted(HALL.parent.rglob("*.py"))


@pytest.mark.parametrize("screen", OURS, ids=lambda screen: screen.name)
def test_an_address_is_a_path(screen: Screen[object]) -> None:
    room, page = screen.name.split(".")
    module = type(screen).__module__
    if module == f"bot.screens.{room}":
        assert len((HALL / f"{room}.py").read_text("utf-8").splitlines()) <= ONE_FILE, f"{room} needs a folder"
    else:
        assert module == f"bot.screens.{room}.{page}"


def test_a_room_is_a_file_or_a_folder_never_both() -> None:
    assert {room for room, page, _ in FILES if page} & {room for room, page, _ in FILES if not page} == set()


@pytest.mark.parametrize("room", sorted({room for room, page, _ in FILES if page and room != "widgets"}))
def test_files_have_the_same_names_in_every_room(room: str) -> None:
    pages = {screen.name.split(".")[1] for screen in OURS if screen.name.split(".")[0] == room}
    here = {page for found, page, _ in FILES if found == room}
    assert here <= pages | SHARED | HELPERS.get(room, set())


def imported(path: Path) -> Iterator[list[str]]:
    """What a file imports of bot.screens: the parts of each dotted name behind it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.screens"):
            for one in node.names:
                yield f"{node.module}.{one.name}".split(".")[2:]


@pytest.mark.parametrize(("room", "page", "path"), FILES, ids=[f"{room}.{page}" for room, page, _ in FILES])
def test_rooms_meet_only_through_words_notices_and_widgets(room: str, page: str, path: Path) -> None:
    for first, *rest in imported(path):
        if first in (room, "widgets"):
            continue
        assert room != "widgets", f"widgets know no room: {first}"
        assert MET.issuperset(rest[:1]), f"{first}.{'.'.join(rest)}"
        assert rest, f"{first} is one file, which other rooms do not see"


@pytest.mark.parametrize(
    "pair", [("plan", "review"), ("plan", "questions"), ("questions", "search"), ("actions", "money")]
)
def test_these_rooms_know_each_other_one_way_only(pair: tuple[str, str]) -> None:
    one, other = pair
    ways = {(room, names[0]) for room, _, path in FILES for names in imported(path)}
    assert not {(one, other), (other, one)} <= ways


def test_sets_of_roles_are_named_once_for_all_rooms() -> None:
    defined = [path.relative_to(HALL.parent) for path in BOT if "frozenset({Role." in path.read_text("utf-8")]
    assert defined == [Path("domain/people.py")]


# What is named is there ----------------------------------------------------------------------------------------------
def named(path: Path, name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of `Go` or `Tap` with a literal name in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node


def test_every_page_that_is_gone_to_is_there_with_its_arguments() -> None:
    faults = []
    for path in BOT:
        for address, call in named(path, "Go"):
            given = call.args[1] if len(call.args) > 1 else None
            keys = (
                {key.value for key in given.keys if isinstance(key, ast.Constant)}
                if isinstance(given, ast.Dict)
                else set()
            )
            if address not in SCREENS or not keys <= set(SCREENS[address].args):
                faults.append(f"{path.relative_to(HALL.parent)}:{call.lineno} {address} {keys}")
    assert faults == []


def test_every_action_that_is_tapped_is_there() -> None:
    actions = {
        name.removeprefix("tap_") for screen in SCREENS.values() for name in dir(screen) if name.startswith("tap_")
    }
    found = {action for path in BOT for action, _ in named(path, "Tap")}
    assert found <= actions


def notices() -> list[type[Notice]]:
    """Every class in bot/domain/notices."""
    files = (import_module(f"{kinds.__name__}.{found.name}") for found in iter_modules(kinds.__path__))
    classes = ((kind, file) for file in files for kind in vars(file).values() if isinstance(kind, type))
    return [kind for kind, file in classes if kind.__module__ == file.__name__]


@pytest.mark.parametrize("kind", notices(), ids=lambda kind: kind.__name__)
def test_every_notice_is_drawn(kind: type[Notice]) -> None:
    assert issubclass(kind, Notice)
    assert NOTICES[kind.notice].kind is kind, "two have one name"


def test_every_drawing_is_of_a_notice() -> None:
    assert len(notices()) == len(NOTICES)


def test_the_page_behind_a_notice_is_there() -> None:
    assert {drawing.screen for drawing in NOTICES.values()} <= set(SCREENS)


def test_every_command_and_label_leads_to_a_page() -> None:
    assert {command.goes.screen for command in COMMANDS.values()} | {go.screen for go in LABELS.values()} <= set(
        SCREENS
    )
