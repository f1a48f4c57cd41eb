"""Anything that people may do, in any order: nothing said to be saved is lost, everybody has a way on, nothing breaks,
and no group sees the plan of another.

Hypothesis invents the deeds of seven people, one of whose phones is shared, on a real database, whose state is read
anew at every turn. `make soak` plays many more stories: PHAEN_ANYTHING is their number.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.chat.screen import SCREENS
from bot.domain.ids import AccountId, ChatId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.services.plans import submissions
from bot.store.database import Database
from bot.store.tables import metadata
from tests import buttons, databases
from tests.story import LIBRARY, Someone, Story

pytestmark = pytest.mark.slow

STORIES = int(os.environ.get("PHAEN_ANYTHING", "12"))
Deed: TypeAlias = tuple[Any, ...]

WORDS = (
    *("ໜໍ່ໄມ້ຝຣັ່ງ", "yes", "no", "500000", "1,5 ລ້ານ", "15/1/2027", "ມື້ອື່ນ", "5", "<b>&", "/", "Noy", "ແສງ", "👍", "a" * 4096),
    *("020 5512 3456", "12,5", "after the rice harvest", "1, 2", " ", "Seng and Noy", "-1", "99999999999999999999"),
)
COMMANDS = (
    *(
        "start",
        "menu",
        "help",
        "plan",
        "lessons",
        "language",
        "cancel",
        "search",
        "ask",
        "group",
        "members",
        "settings",
    ),
    *("reviews", "announce", "rounds", "groups", "invites", "report", "people", "mydata", "forget", "nonsense"),
)
WHO = ("Noy", "Seng", "Dao", "Chom", "Kham", "Mali", "Bo")
SECRETS = {"A": "onlyfordarkhied", "B": "onlyforvangxai"}
FORBIDDEN = {"A": ("Dao", "Chom", "Bo"), "B": ("Noy", "Seng", "Dao", "Bo")}
_SAVED = re.compile(r"^✅ .*(?:saved|Saved|Added)|^Both answers are kept", re.M)

who, number = some.sampled_from(WHO), some.integers(0, 400)
DEEDS = some.one_of(
    some.tuples(some.just("tap"), who, number),
    some.tuples(some.just("tap"), who, number),  # most of what people do
    some.tuples(some.just("tap newest"), who, number),
    some.tuples(some.just("tap newest"), who, number),
    some.tuples(some.just("says"), who, some.one_of(some.sampled_from(WORDS), some.just("token"), some.just("token"))),
    some.tuples(some.just("steals"), who, who, number),
    some.tuples(some.just("forges"), who, some.sampled_from(buttons.written()), some.integers(0, 3)),
    some.tuples(some.just("sends"), who, some.sampled_from(("photo", "voice", "document", "video")), some.booleans()),
    some.tuples(some.just("command"), who, some.sampled_from(COMMANDS)),
    some.tuples(some.just("odd"), who, some.sampled_from(("contact", "location", "other", "edited"))),
    some.tuples(some.just("waits"), some.sampled_from((0.1, 3, 30, 200))),
    some.tuples(some.just("holds"), some.booleans()),
)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everybody is known but Bo: two groups with plans, one of them sent, a removed member."""
    folder = tmp_path_factory.mktemp("anything")
    database = Database(databases.migrated("sqlite", folder))
    story = Story(database)
    people = {name: _join(story, name) for name in WHO}
    round_ = story.round()
    groups = [story.group(people["Noy"], people["Seng"], people["Dao"]), story.group(people["Chom"], name="Dyes")]
    with database.begin() as uow:
        uow.groups.leave(groups[0], people["Dao"].me)
        seng = people["Seng"]  # lends her phone to Noy's mother, who has none
        mother = uow.people.add(now=story.now, name="Mother", language="en", listens=False, consented_at=story.now)
        uow.groups.join(groups[0], mother, leader=False, now=story.now)
        uow.people.serve(AccountId(seng.number), mother)
        for group, secret, leader in zip(groups, SECRETS.values(), ("Noy", "Chom"), strict=True):
            plan = uow.plans.add(group, round_, now=story.now)
            uow.plans.change(plan, now=story.now, title=f"The plan of {leader}")
            for step in LIBRARY.form.steps:
                uow.answers.put(plan, step.key, (Part("text", secret),), people[leader].me, now=story.now)
            day = story.now.date() + timedelta(days=40)
            uow.actions.add(plan, now=story.now, what=f"Dig {secret}", who=leader, due_on=day, cost=500_000)
        person = uow.people.get(people["Chom"].me)
        assert person is not None
        submissions.submit(uow, LIBRARY, plan, by=person, at=story.now, now=story.now)
    database.close()
    return folder / "phaen.sqlite"


def _join(story: Story, name: str) -> Someone:
    roles = {"Kham": (Role.EXPERT,), "Mali": (Role.STAFF, Role.ADMIN)}.get(name, ())
    return story.somebody(name) if name == "Bo" else story.known(name, language="en", roles=roles)


class Life:
    """One invented story, and what must be true after every deed."""

    def __init__(self, path: Path) -> None:
        self.story = Story(Database(f"sqlite:///{path}"))
        self.people: dict[str, Someone] = {}
        for name in WHO:
            self.people[name] = self.story.somebody(name)
        self.told: list[str] = []  # tokens that were said to be saved
        self.count = 0

    def play(self, deed: Deed) -> None:
        kind, *rest = deed
        if kind == "waits":
            self.story.wait(hours=rest[0])
        elif kind == "holds":
            self.story.delivering = not rest[0]
            if self.story.delivering:
                self.story.deliver()
        else:
            getattr(self, kind.replace(" ", "_"))(self.people[rest[0]], *rest[1:])
        self.check()

    def tap(self, someone: Someone, index: int) -> None:
        self._press(someone, self._buttons(someone, someone.phone.values()), index)

    def tap_newest(self, someone: Someone, index: int) -> None:
        self._press(someone, self._buttons(someone, [someone.sees] if someone.phone else []), index)

    def steals(self, someone: Someone, other: str, index: int) -> None:
        found = self._buttons(someone, self.people[other].phone.values())
        if found:
            someone.forges(found[index % len(found)][1])

    def forges(self, someone: Someone, data: str, shift: int) -> None:
        someone.forges(re.sub(r"\b\d{1,3}\b", lambda digits: str(int(digits[0]) + shift), data, count=1)[:64])

    def says(self, someone: Someone, words: str) -> None:
        token = ""
        if words == "token":
            self.count += 1
            words = token = f"token{self.count}of{someone.name}"
        if words.strip():
            before = set(someone.phone)
            someone._take("text", text=words)
            self._note(someone, token, before)

    def sends(self, someone: Someone, kind: str, album: bool) -> None:
        self.count += 1
        token, before = f"caption{self.count}of{someone.name}", set(someone.phone)
        someone.sends(kind, caption=token, seconds=5, album="a1" if album else "")
        self._note(someone, token, before)

    def command(self, someone: Someone, name: str) -> None:
        someone.says(f"/{name}")

    def odd(self, someone: Someone, kind: str) -> None:
        someone._take(kind, text="odd")

    def _note(self, someone: Someone, token: str, before: set[int]) -> None:
        """The page that answered says whether it was kept."""
        new = [bubble for number, bubble in someone.phone.items() if number not in before and bubble.text]
        if token and len(new) == 1 and self.story.delivering and _SAVED.search(new[0].text.split("\n\n")[0]):
            self.told.append(token)

    def _press(self, someone: Someone, found: list[tuple[int, str]], index: int) -> None:
        if found:
            message, data = found[index % len(found)]
            someone.forges(data, message)

    def _buttons(self, someone: Someone, bubbles: Any) -> list[tuple[int, str]]:
        rows = ((bubble.id, button) for bubble in bubbles for row in bubble.rows for button in row)
        return [(number, button["data"]) for number, button in rows if button.get("data")]

    # What must be true -----------------------------------------------------------------------------------------------
    def check(self) -> None:
        self._no_secret_is_out()
        if self.story.delivering:
            self._everybody_has_a_way_on()

    def _no_secret_is_out(self) -> None:
        for group, secret in SECRETS.items():
            for name in FORBIDDEN[group]:
                shown = [bubble.text for bubble in self.people[name].phone.values()]
                assert not [text for text in shown if secret in text], f"{name} sees the plan of group {group}"

    def _everybody_has_a_way_on(self) -> None:
        for someone in self.people.values():
            words = [bubble for bubble in someone.phone.values() if bubble.text and not bubble.medium]
            if words and not any(bubble.rows or bubble.keyboard for bubble in words):
                with self.story.database.begin() as uow:
                    account = AccountId(someone.number)
                    stack = uow.bookmarks.take(ChatId(someone.number), account).stack
                page = stack[-1]["screen"] if stack else ""  # who has only been told of something has not begun
                assert not page or SCREENS[page].asks, f"{someone.name} is stuck on {page}"

    def end(self) -> None:
        """At the end all that was said to be saved is there, and everybody comes back to the first page."""
        self.story.delivering = True
        self.story.deliver()
        kept = "\n".join(self._everything())
        assert not [token for token in self.told if token not in kept]
        for someone in self.people.values():
            someone.says("/menu")
            assert someone.sees.keyboard or someone.sees.rows, f"{someone.name} has no first page"
        self.check()
        self.story.database.close()

    def _everything(self) -> Iterator[str]:
        """Every row that is not on its way or under way."""
        with self.story.database.engine.connect() as connection:
            for table in metadata.sorted_tables:
                if table.name not in ("inbox", "outbox", "places", "jobs"):
                    yield from (repr(tuple(row)) for row in connection.execute(sa.select(table)))


@settings(
    max_examples=STORIES,
    deadline=None,
    database=None,
    derandomize="PHAEN_ANYTHING" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
@given(deeds=some.lists(DEEDS, min_size=8, max_size=30))
def test_whatever_people_do_nothing_is_lost_and_nobody_is_stuck(village: Path, deeds: list[Deed]) -> None:
    drawn = dict(buttons._DRAWN)
    path = village.parent / "story.sqlite"
    for old in village.parent.glob("story.sqlite*"):
        old.unlink()
    shutil.copy(village, path)
    life = Life(path)
    for deed in deeds:
        life.play(deed)
    life.end()
    buttons._DRAWN.clear()  # forms that only chance finds are no promise of this test
    buttons._DRAWN.update(drawn)
