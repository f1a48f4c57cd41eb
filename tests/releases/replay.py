"""Pressing buttons in the world that a release left behind: which page each opens, and which rows it changes.

Every press happens in a transaction that is undone, so that all begin in the same world.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.chat.runner import Runner
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.rounds import Rules
from bot.i18n import Html, plain
from bot.screens import everything
from bot.settings import shipped
from bot.store.database import Database, UnitOfWork

everything.known()
FIRST = Path(__file__).parent / "0.1.0"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # when the world of 0.1.0 was left, a Tuesday, ten o'clock in Laos
MESSAGE = 50_000_000  # the number of the message that is pressed: above all that the world has sent
# Since then nobody writes a draft after the end of its round; what came back is written as it was.
_CAME_BACK = sa.text(
    "UPDATE plans SET state = 'returned' WHERE state = 'draft' AND round_id IN "
    "(SELECT id FROM rounds WHERE state IN ('closed', 'released'))"
)
_PASSING = {"places", "inbox", "outbox", "accounts"}  # what every turn writes


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a press. `page` is the address shown; `effect` counts changed rows: "answers+1 plans~2"."""

    page: str
    effect: str
    toast: str
    words: str  # the first line and the labels, for whoever reads the recording

    @property
    def screen(self) -> str:
        return self.page.partition(":")[0]


class Theatre:
    """A copy of a release's world, upgraded by the code of today, with everybody's phones."""

    def __init__(self, file: Path, release: Path = FIRST) -> None:
        file.write_bytes(gzip.decompress((release / "phaen.sqlite.gz").read_bytes()))
        self.database = Database(f"sqlite:///{file}")
        self.database.upgrade()
        library = Library.load(shipped("content"), release / "content")
        self.runner = Runner(
            Programme(library, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=Rules()),
            shipped("locales"),
            ZoneInfo("Asia/Vientiane"),
        )
        self._connection = self.database.engine.connect()
        with self._connection.begin():
            self._connection.execute(_CAME_BACK)
            self._watch()

    def close(self) -> None:
        self._connection.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def undone(self) -> Iterator[UnitOfWork]:
        """A unit of work whose every trace is taken back."""
        transaction = self._connection.begin()
        try:
            yield UnitOfWork(self._connection)
        finally:
            transaction.rollback()

    def press(self, account: int, chat: int, data: str) -> Played:
        """Somebody presses a button with these data in their private chat, or in a group's."""
        with self.undone() as uow:
            last = self._last()
            incoming = Incoming(
                "tap",
                ChatId(chat),
                AccountId(account),
                NOW,
                private=chat > 0,
                first_name="N",
                message=MESSAGE,
                text=data,
                tap="1",
            )
            outcome = self.runner.take(uow, incoming, NOW)
            rows = [row for row in self._rows(last) if row.chat_id == chat and not row.notice and row.content]
            pages = [row for row in rows if row.place] or (rows if chat < 0 else [])
            content = pages[-1].content if pages else {}
            page = _address(pages[-1].place) if pages and pages[-1].place else _of_group(content)
            return Played(page, self._effect(last, chat), outcome.toast, _words(content))

    # Which rows change ------------------------------------------------------------------------------------------------
    def _watch(self) -> None:
        """Triggers of this connection alone note which rows are really changed."""
        run = self._connection.exec_driver_sql
        run("CREATE TEMP TABLE noted (name TEXT, number INTEGER, deed TEXT)")
        for name in sa.inspect(self._connection).get_table_names():
            columns = [column["name"] for column in sa.inspect(self._connection).get_columns(name)]
            changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
            for deed, when, row in (
                ("INSERT", "", "NEW"),
                ("UPDATE", f"WHEN {changed}", "OLD"),
                ("DELETE", "", "OLD"),
            ):
                note = f"INSERT INTO noted VALUES ('{name}', {row}.rowid, '{deed}')"
                run(f'CREATE TEMP TRIGGER {deed}_{name} AFTER {deed} ON main."{name}" {when} BEGIN {note}; END')

    def _last(self) -> int:
        return int(self._connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM outbox").scalar_one())

    def _rows(self, last: int) -> list[Any]:
        """What the turn put into the outbox."""
        columns = ("id", "chat_id", "notice", "content", "place", "method")
        table = sa.Table("outbox", sa.MetaData(), *(sa.Column(name, _TYPES.get(name, sa.Text)) for name in columns))
        return list(self._connection.execute(sa.select(table).where(table.c.id > last).order_by(table.c.id)))

    def _effect(self, last: int, chat: int) -> str:
        found: dict[tuple[str, int], list[str]] = {}
        for name, number, deed in self._connection.exec_driver_sql(
            "SELECT name, number, deed FROM noted ORDER BY rowid"
        ):
            if name not in _PASSING:
                found.setdefault((name, number), []).append(deed)
        net = Counter((name, sign) for (name, _), deeds in found.items() if (sign := _net(deeds)))
        for row in self._rows(last):
            if row.notice:
                net["notices", "+"] += 1
            elif row.chat_id == chat and not row.place and row.method == "send" and not row.content.get("keyboard"):
                net["files", "+"] += 1
        return " ".join(f"{name}{sign}{n}" for (name, sign), n in sorted(net.items()))


_TYPES: Mapping[str, Any] = {"content": sa.JSON, "place": sa.JSON, "id": sa.Integer, "chat_id": sa.BigInteger}


def _net(deeds: list[str]) -> str:
    """What became of one row in the end: "+" new, "~" changed, "-" gone, "" nothing."""
    was, is_there = deeds[0] != "INSERT", deeds[-1] != "DELETE"
    return {(False, True): "+", (True, True): "~", (True, False): "-", (False, False): ""}[was, is_there]


def _address(page: Mapping[str, Any]) -> str:
    """A page as it is compared: its screen and arguments by name, and the revision at which it was drawn."""
    args = ",".join(f"{name}={value}" for name, value in sorted(page["args"].items()))
    seen = "" if page.get("seen") is None else f"@{page['seen']}"
    return f"{page['screen']}:{args}{seen}"


def _of_group(content: Mapping[str, Any]) -> str:
    """The page that a group's chat is shown: its own buttons tell."""
    data = [button.get("data", "") for row in content.get("rows", []) for button in row]
    return next((one.partition("!")[0].partition(":")[0] + ":" for one in data if one.startswith("group")), "") or (
        "group:" if content else ""
    )


def _words(content: Mapping[str, Any]) -> str:
    """The first line and the labels, in one line."""
    first = plain(Html(content.get("text", ""))).strip().partition("\n")[0]
    labels = [button["label"] for row in content.get("rows", []) for button in row]
    labels += [label for row in content.get("keyboard") or [] for label in row]
    return " ".join("".join(f"{first} | {' · '.join(labels)}").split())[:300] if content else ""
