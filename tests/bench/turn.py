"""Where the time of a turn goes: one person's conversation on a real database, without a network."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.chat.private_chat import PrivateChat
from bot.domain.delivery import SendState
from bot.messenger.incoming import stored_update, translate
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.tables import metadata
from tests.bench import seed
from tests.story import Story

ROUNDS = 60
DEEDS = [f"lessons.card:{seed.LESSON},{card}" for card in (0, 1)]
DEEDS = ["home.menu", *DEEDS, "plan.step:{plan},problem", "ນ້ຳບໍ່ພໍ"]
PARTS = ("inbox", "parse", "load", "react", "draw", "commit", "settle")


def table() -> list[str]:
    """The second table: milliseconds a turn, and statements."""
    spent, statements, turns = _measure()
    head = "| turn | " + " | ".join(PARTS) + " | other | whole | statements |"
    whole = sum(spent.values())
    parts = [spent[part] / turns * 1000 for part in PARTS]
    other = whole / turns * 1000 - sum(parts)
    figures = " | ".join(f"{part:.2f}" for part in [*parts, other, whole / turns * 1000])
    return [
        "One turn of this conversation on SQLite, in milliseconds:",
        "",
        head,
        "|" + "---|" * (len(PARTS) + 4),
        f"| mean of {turns} | {figures} | {statements / turns:.0f} |",
    ]


def _measure() -> tuple[dict[str, float], int, int]:
    assert metadata.tables, "the store's tables are known"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        database.upgrade()
        plan = seed.programme(database, [77])[77]
        talk = Talk(Story(database), plan)
        for _ in range(3):
            talk.round()
        talk.spent.clear()
        talk.turns = 0
        counted: list[str] = []
        with database.begin() as uow:  # the one connection of the one thread
            uow.connection.connection.driver_connection.set_trace_callback(counted.append)  # type: ignore[union-attr]
        counted.clear()
        with _timed(talk.spent):
            for _ in range(ROUNDS):
                talk.round()
        database.close()
        return talk.spent, len(counted), talk.turns


class Talk:
    """Updates through translate, runner and commit, as the worker does it."""

    def __init__(self, story: Story, plan: int) -> None:
        self.story, self.plan, self.turns, self.number = story, plan, 0, 1000
        self.spent: dict[str, float] = defaultdict(float)

    def round(self) -> None:
        for deed in DEEDS:
            self.do(deed)

    def do(self, deed: str) -> None:
        """One turn: the tap of a page's address, or a typed text."""
        if deed.isascii():
            self._turn({"callback_query": self._tap(deed.replace("{plan}", str(self.plan)))})
        else:
            self._turn({"message": self._message() | {"text": deed}})

    def _turn(self, body: dict[str, Any]) -> None:
        self.number += 2
        self.turns += 1
        database, now, spent = self.story.database, datetime.now(UTC), self.spent
        with _clock(spent, "inbox"), database.begin() as uow:
            uow.inbox.add([stored_update({"update_id": self.number} | body, now)])
        manager = database.begin()
        uow = manager.__enter__()
        with _clock(spent, "inbox"):
            assert uow.inbox.take(77) is not None
        with _clock(spent, "parse"):
            incoming = translate({"update_id": self.number} | body, now)
        before = spent["load"] + spent["react"] + spent["draw"]
        begun = time.perf_counter()
        self.story.runner.take(uow, incoming, now)
        spent["other"] += time.perf_counter() - begun - (spent["load"] + spent["react"] + spent["draw"] - before)
        with _clock(spent, "commit"):
            manager.__exit__(None, None, None)
        with _clock(spent, "settle"), database.begin() as after:
            rows = [Settled(row.id, SendState.SENT, self.number + 1) for row in uow.outbox.written]
            after.attempts.settle(rows, now=now)

    def _message(self) -> dict[str, Any]:
        who = {"id": 77, "is_bot": False, "first_name": "P"}
        return {"message_id": self.number + 2, "date": 0, "chat": {"id": 77, "type": "private"}, "from": who}

    def _tap(self, data: str) -> dict[str, Any]:
        message = self._message()
        return {"id": "1", "chat_instance": "1", "data": data, "from": message["from"], "message": message}


@contextmanager
def _clock(spent: dict[str, float], part: str) -> Iterator[None]:
    begun = time.perf_counter()
    try:
        yield
    finally:
        spent[part] += time.perf_counter() - begun


@contextmanager
def _timed(spent: dict[str, float]) -> Iterator[None]:
    """Clock the chat's own steps: load, react, and what draws (render, encode, the row)."""
    kept: dict[str, Callable[..., Any]] = {name: getattr(PrivateChat, name) for name in ("_load", "_react", "_draw")}
    depth = [0.0]

    def wrapped(name: str, part: str) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            begun, inner = time.perf_counter(), depth[0]
            depth[0] = 0.0
            try:
                return kept[name](*args, **more)
            finally:
                took = time.perf_counter() - begun
                spent[part] += took - depth[0]
                depth[0] = inner + took

        return call

    for name, part in (("_load", "load"), ("_react", "react"), ("_draw", "draw")):
        setattr(PrivateChat, name, wrapped(name, part))
    try:
        yield
    finally:
        for name, own in kept.items():
            setattr(PrivateChat, name, own)
