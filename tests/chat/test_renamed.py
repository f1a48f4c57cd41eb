"""Renamed names: whatever was kept under an old one goes on under the new one, on every way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.chat import aloud, registry
from bot.chat.address import Go, Tap, parse, read
from bot.chat.message import Button, Message
from bot.chat.notice import NOTICES, Drawing, Occasion
from bot.chat.screen import SCREENS, Screen, Turn, page_of
from bot.chat.stack import Page
from bot.domain import renamed
from bot.domain.incoming import Answer
from bot.domain.notices import Notice
from bot.domain.renamed import RENAMED, Kind, ever, first, now
from bot.i18n import Html, Say
from bot.services import notices
from bot.store.bookmarks import Bookmark
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from tests.story import Someone, Story

OLD: dict[Kind, dict[str, str]] = {
    "screen": {"hogs.": "test.", "sties.list": "hogs.stall", "hogs.stall": "test.pen"},
    "argument": {"test.pen:stall": "test.pen:pen"},
    "action": {"test.pen!feed": "test.pen!give"},
    "value": {"test.pen!give;mush": "test.pen!give;mash"},
    "notice": {"hog_hungry": "pig_hungry"},
    "notice argument": {"pig_hungry:stall": "pig_hungry:pen"},
    "job": {"fatten": "feed"},
    "verb": {"fattened": "fed"},
    "payload": {"hog": "pig"},
    "command": {"hogs": "pigs"},
    "label": {"🐖 Hogs": "hogs.pen:1"},
}
GIVEN: list[str] = []


class Pen(Screen[str]):
    """A page of this test that keeps what it is told."""

    name = "test.pen"
    args = ("pen",)
    asks = groups = strangers = True

    def load(self, turn: Turn) -> str:
        return f"pen {turn.number('pen')}"

    def render(self, view: str, say: Say) -> Message:
        return Message(Html(view), [[Button("Give", Tap("give", ("mash",)))]])

    def tap_give(self, turn: Turn, view: str) -> None:
        GIVEN.append(f"{turn.value()} to {view}")

    def on_answer(self, turn: Turn, view: str, answer: Answer) -> None:
        GIVEN.append(f"{answer.text} to {view}")


@dataclass(frozen=True, slots=True)
class PigHungry(Notice):
    notice = "pig_hungry"
    pen: int


def hungry(occasion: Occasion[PigHungry]) -> Message:
    return Message(Html(f"hungry in {occasion.what.pen}"), [[Button("Give", Tap("give", ("mash",)))]])


@pytest.fixture
def noy(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Someone:
    """Noy keeps pigs, which a former version called hogs."""
    opens = Go("test.pen", {"pen": 1})
    monkeypatch.setattr(renamed, "RENAMED", OLD)
    monkeypatch.setitem(registry.PAYLOADS, "pig", lambda rest: Go("test.pen", {"pen": int(rest)}))
    monkeypatch.setitem(registry.COMMANDS, "pigs", registry.Command("pigs", opens, "Pigs"))
    monkeypatch.setitem(NOTICES, "pig_hungry", Drawing(PigHungry, hungry, Pen.name, aloud=False, frozen=False))
    GIVEN.clear()
    noy = Story(sqlite).known("Noy", language="en")
    noy.says("/menu")
    return noy


def _bookmark(noy: Someone) -> None:
    """Noy was on an old page; its row is kept no more."""
    with noy.story.database.begin() as uow:
        uow.outbox.forget(before=noy.story.now.replace(year=2030))
        old = Bookmark([{"screen": "hogs.pen", "args": {"stall": 1}, "seen": None}])
        uow.bookmarks.put(noy.number, noy.number, old, now=noy.story.now)
    noy.says("mash")


def _row(noy: Someone) -> None:
    """An old page was shown last."""
    page = {"screen": "hogs.pen", "args": {"stall": 1}}
    with noy.story.database.begin() as uow:
        row = Outgoing(0, noy.number, Lane.REPLY, person=noy.me, content={"text": "…"}, page=page)
        uow.outbox.put(row, now=noy.story.now)
    noy.story.deliver()
    noy.says("mash")


def _in_a_group(noy: Someone) -> None:
    noy._take("tap", text="hogs.stall!feed:1;mush", message=4, tap="1", chat=-5)


WAYS: dict[str, Callable[[Someone], object]] = {
    "button": lambda noy: noy.forges("hogs.pen!feed:1;mush"),
    "button renamed twice": lambda noy: noy.forges("sties.list!feed:1;mush"),
    "button in a group": _in_a_group,
    "bookmark": _bookmark,
    "row": _row,
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_done_under_an_old_name_is_done(noy: Someone, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    WAYS[way](noy)
    assert GIVEN == ["mash to pen 1"]
    monkeypatch.setattr(renamed, "RENAMED", {})
    WAYS[way](noy)
    assert GIVEN == ["mash to pen 1"], "without the table it cannot be"


@pytest.mark.parametrize("said", ["/hogs", "/start hog-1", "🐖 Hogs"])
def test_what_led_somewhere_under_an_old_name_leads_there(
    noy: Someone, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noy.says(said)
    assert noy.sees.text == "pen 1"
    noy.says("/menu")
    monkeypatch.setattr(renamed, "RENAMED", {})
    noy.says(said)
    assert "pen 1" not in noy.sees.text


def test_a_notice_of_an_old_name_is_drawn_and_its_buttons_work(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        old = Outgoing(0, noy.number, Lane.NOTICE, person=noy.me, notice="hog_hungry", args={"stall": 1})
        old.key = f"hog_hungry:today:{noy.me}"
        uow.outbox.put(old, now=noy.story.now)
        notices.tell(uow, noy.me, PigHungry(pen=2), now=noy.story.now, key="today")  # told already
        assert len(uow.outbox.written) == 1
    noy.story.deliver()
    assert noy.sees.text == "hungry in 1"
    noy.taps("Give")
    assert GIVEN == ["mash to pen 1"]
    with noy.story.database.begin() as uow:
        assert len(uow.outbox.told_of([noy.number], ["pig_hungry"])) == 1


def test_a_page_that_is_open_under_an_old_name_is_found(noy: Someone) -> None:
    assert Page("test.pen", {"pen": 1}).addresses == [
        "test.pen:pen=1",
        "hogs.stall:pen=1",
        "hogs.pen:pen=1",
        "sties.list:pen=1",
    ]


def test_old_verbs_are_read_as_they_are_called_now(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        uow.audit.note(noy.me, "fattened", "pig 1", now=noy.story.now)
        uow.audit.note(noy.me, "fed", "pig 2", now=noy.story.now)
        assert [row.verb for row in uow.audit.log()] == ["fed", "fed"]


def test_a_job_asked_for_under_an_old_name_is_not_asked_for_again(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        uow.jobs.add("fatten", now=noy.story.now, key="1")
        uow.jobs.add("feed", now=noy.story.now, key="1")
        assert uow.jobs.waiting(now=noy.story.now) == 1


def test_recordings_of_a_renamed_page_are_heard(noy: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renamed, "RENAMED", {"screen": {"greeting.tongue": "welcome.language"}})
    piece = aloud.of_page("welcome.language", noy.story.runner.languages.catalogues)
    assert piece is not None
    assert piece.name == "greeting-tongue"


def test_names_go_there_and_back(noy: Someone) -> None:
    assert now("screen", "sties.list") == now("screen", "hogs.pen") == "test.pen"
    assert now("screen", "plan.step") == "plan.step"
    assert first("screen", "test.pen") == "sties.list"
    assert first("screen", "test.other") == "hogs.other"
    assert ever("job", "feed") == ["feed", "fatten"]
    assert ever("job", "fetch") == ["fetch"]


def test_a_ring_of_names_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renamed, "RENAMED", {"job": {"a": "b", "b": "a"}})
    assert {now("job", "a"), first("job", "a")} <= {"a", "b"}
    assert sorted(ever("job", "a")) == ["a", "b"]


# The table of the product --------------------------------------------------------------------------------------------
def _screens() -> set[str]:
    return {name for name in SCREENS if not name.startswith("test.")}


def test_no_old_name_is_in_use() -> None:
    """It would never be reached."""
    names = RENAMED.get("screen", {})
    assert not {name for name in _screens() if name in names or name.partition(".")[0] + "." in names}
    assert not set(RENAMED.get("notice", {})) & set(NOTICES)
    assert not set(RENAMED.get("command", {})) & set(registry.COMMANDS)
    assert not set(RENAMED.get("payload", {})) & set(registry.PAYLOADS)
    for old in RENAMED.get("action", {}):
        screen, _, action = old.partition("!")
        assert screen in SCREENS
        assert not hasattr(SCREENS[screen], f"tap_{action}")


def test_every_new_name_is_there() -> None:
    for old, new in RENAMED.get("screen", {}).items():
        known = _screens() if new.endswith(".") else {now("screen", old)}
        assert any(name.startswith(now("screen", new)) for name in known & _screens()), old
    assert {now("notice", old) for old in RENAMED.get("notice", {})} <= set(NOTICES)
    assert {now("command", old) for old in RENAMED.get("command", {})} <= set(registry.COMMANDS)
    assert {now("payload", old) for old in RENAMED.get("payload", {})} <= set(registry.PAYLOADS)
    for old in RENAMED.get("action", {}):
        screen, _, action = now("action", old).partition("!")
        assert hasattr(SCREENS[screen], f"tap_{action}"), old
    for old in RENAMED.get("argument", {}):
        screen, _, name = now("argument", old).partition(":")
        assert name in SCREENS[screen].args, old
    for label in RENAMED.get("label", {}):
        assert page_of(read(now("label", label))) is not None, label
        assert parse(now("label", label)) is not None
