"""What older versions left behind is upgraded and goes on: no row is lost, what waits leaves, nobody is stuck."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot import app as phaen
from bot.chat.notice import of_row
from bot.chat.runner import Runner
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.domain import renamed
from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.notices import read
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.services.reminders import reminders
from bot.settings import Settings, shipped
from bot.simulator import LocalTelegram
from bot.simulator.files import Upload
from bot.simulator.server import TOKEN
from bot.simulator.world import Chat
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Outgoing
from bot.store.tables import accounts, groups, inbox, jobs, media, outbox, places, uploads
from bot.store.tables import reminders as reminder_rows
from tests.releases.replay import MESSAGE, NOW
from tests.releases.restored import HERE, RELEASES, counts, restore

pytestmark = pytest.mark.slow

TABLES_RENAMED: dict[str, str] = {}  # table of an older version → as it is called since a migration
LATER = NOW + timedelta(days=2)  # Thursday, ten o'clock in Laos: reminders are due

TEXTS = shipped("locales")


class Left:
    """One release's programme, upgraded."""

    def __init__(self, release: str, kind: str, folder: Path) -> None:
        self.release, self.folder = HERE / release, folder
        self.url = restore(release, kind, folder)
        self.before = counts(self.url)
        self.database = Database(self.url)
        self.database.upgrade()
        self.library = Library.load(shipped("content"), folder / "content")
        programme = Programme(self.library, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=Rules())
        self.runner = Runner(programme, TEXTS, zone_of(""))


@pytest.fixture(params=[(release, kind) for release in RELEASES for kind in ("sqlite", "postgresql")], ids="-".join)
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Left]:
    release, kind = request.param
    found = Left(release, kind, tmp_path)
    yield found
    found.database.close()


def test_an_upgrade_loses_no_row(left: Left) -> None:
    after = counts(left.url)
    kept = {name: after.get(TABLES_RENAMED.get(name, name), 0) for name in left.before}
    assert kept == left.before


def test_every_waiting_notice_shows_what_it_showed(left: Left) -> None:
    """Each notice that showed something then shows something today, and what was not needed is not needed."""
    told = [line.split("\t") for line in (left.release / "notices.tsv").read_text().splitlines()]
    with left.database.begin() as uow:
        waiting = {row.id: row for row in uow.outbox.due(now=NOW, limit=100_000) if row.notice}
        assert sorted(waiting) == sorted(int(number) for number, _, _ in told)
        drawn = {number: _draw(left, uow, waiting[int(number)]) for number, _, _ in told}
    assert [[number, name, drawn[number]] for number, name, _ in told] == told


def test_every_waiting_notice_is_read_and_would_be_written_the_same(left: Left) -> None:
    with left.database.begin() as uow:
        for row in uow.outbox.due(now=NOW, limit=100_000):
            if row.notice:
                found = of_row(row)
                assert found is not None, row.notice
                drawing, what = found
                assert what.args.items() <= row.args.items()  # what says nothing but its default may be left out
                assert read(drawing.kind, what.args) == what


def _draw(left: Left, uow: UnitOfWork, row: Outgoing) -> str:
    content = left.runner.draw(uow, row, NOW)
    if content is not None:
        assert content["text"] or content.get("medium"), row.notice
    return "not needed" if content is None else "shown"


# Whoever has a page open ----------------------------------------------------------------------------------------------
def test_everybody_goes_on_from_the_page_that_is_open(left: Left) -> None:
    """It is shown again, its first button is pressed, something is typed, the menu opens: each from the same state."""
    stuck = []
    for chat, page, content in list(_open_pages(left)):
        data = [button["data"] for row in content.get("rows", []) for button in row if button.get("data")]
        shown = {
            "again": _turn(left, chat, "tap", _address(page)),
            "button": _turn(left, chat, "tap", data[0]) if data else page["screen"],
            "words": _turn(left, chat, "text", "ສະບາຍດີ"),
            "menu": _turn(left, chat, "command", "menu"),
        }
        if not all(shown.values()) or shown["again"] != renamed.now("screen", page["screen"]):
            stuck.append((chat, page, shown))
    assert not stuck


def _open_pages(left: Left) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Every private chat with a page open: chat, the page, and what its last message shows."""
    with left.database.begin() as uow:
        for row in uow.connection.execute(
            sa.select(places.c.chat_id, places.c.stack).where(places.c.chat_id > 0)
        ).all():
            last = sa.select(outbox.c.content).where(outbox.c.chat_id == row.chat_id, outbox.c.place.is_not(None))
            content = uow.connection.execute(last.order_by(outbox.c.id.desc()).limit(1)).scalar()
            if row.stack and content and row.chat_id >= 9_000_000_101:  # on a phone of its own
                yield row.chat_id, row.stack[-1], content


def _address(page: dict[str, Any]) -> str:
    """A button to the page, with its arguments in the order in which the screen names them: by today's names."""
    from bot.chat.screen import SCREENS

    screen = renamed.now("screen", page["screen"])
    args = renamed.arguments("argument", screen, page["args"])
    values = [str(args[name]) for name in SCREENS[screen].args if name in args]
    return screen + (":" + ",".join(values) if values else "")


def _turn(left: Left, chat: int, kind: Any, text: str) -> str:
    """One turn that is undone; returns the screen that is shown, "" when none is."""
    incoming = Incoming(kind, ChatId(chat), AccountId(chat), NOW, first_name="N", message=MESSAGE, text=text, tap="1")
    with left.database.engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        left.runner.take(uow, incoming, NOW)
        pages = [row for row in uow.outbox.written if row.chat == chat and row.content and row.page]
        transaction.rollback()
    return str(pages[-1].page["screen"]) if pages and pages[-1].page and pages[-1].content else ""


# The machine ----------------------------------------------------------------------------------------------------------
class Clock:
    """A clock that stands."""

    def now(self) -> datetime:
        return LATER


async def test_what_waits_leaves_and_work_goes_on(left: Left) -> None:
    """The real bot on a local Telegram: notices, documents, jobs, updates and reminders of the old version."""
    telegram = LocalTelegram(clock=Clock())
    url = await telegram.start()
    with left.database.begin() as uow:
        known = _stage(uow, telegram)
        due = sa.select(sa.func.count()).where(reminder_rows.c.state == "sent")
        sent = uow.connection.execute(due).scalar_one()
        assert any(not reminders.send_due(uow, left.library, now=LATER) for _ in range(50)), "it comes to an end"
        assert uow.connection.execute(due).scalar_one() > sent
        new = sa.select(outbox.c.id).where(
            outbox.c.state == "pending", outbox.c.method == "send"
        )  # old messages are gone
        waiting = set(uow.connection.execute(new).scalars())
    left.database.close()
    await _run(left, url)
    left.database = Database(left.url)
    with left.database.begin() as uow:
        run = uow.connection.execute
        states = {
            row.id: (row.state, row.reason) for row in run(sa.select(outbox.c.id, outbox.c.state, outbox.c.reason))
        }
        odd = {number: states[number] for number in waiting if states[number][0] not in ("sent", "superseded")}
        assert not odd
        assert run(sa.select(inbox.c.update_id).where(inbox.c.state == "waiting")).all() == []
        assert run(sa.select(jobs.c.kind, jobs.c.error)).all() == []
        assert run(sa.select(sa.func.count()).select_from(uploads)).scalar_one() >= 5  # papers, a picture, a photo
    assert sum(len(chat.messages) for chat in known) > len(waiting) * 0.8


def _stage(uow: UnitOfWork, telegram: LocalTelegram) -> list[Chat]:
    """Everybody's phones and the groups' chats, and what Telegram calls the files."""
    world = telegram.world
    for number in uow.connection.execute(sa.select(accounts.c.id)).scalars().all():
        world.add_person("N", person_id=number).started = True
    for number in (
        uow.connection.execute(sa.select(groups.c.chat_id).where(groups.c.chat_id.is_not(None))).scalars().all()
    ):
        world.chats[number] = Chat(number, "group", "G", bot="member")
    photo = next((HERE / "0.1.0" / "media").glob("*/*")).read_bytes()
    for row in uow.connection.execute(sa.select(media.c.id, media.c.kind)).all():
        content = world.files.store(row.kind, Upload(photo if row.kind == "photo" else b"OggS", ""), {})
        file_id = (content[-1] if isinstance(content, list) else content)["file_id"]
        uow.connection.execute(media.update().where(media.c.id == row.id).values(file_id=file_id))
    return list(world.chats.values())


async def _run(left: Left, url: str) -> None:
    settings = Settings(
        _env_file=None,
        token=SecretStr(TOKEN),
        telegram_url=url,
        data=left.folder,
        database_url=left.url,
        content=left.folder / "content",
        admins=frozenset(),
        limit_overall=0,
        limit_chat=0,
        limit_group=0,
    )
    app = phaen.build(settings, Clock())
    await app.start()
    ready = asyncio.Event()
    task = asyncio.create_task(app.run(ready=ready.set))
    await asyncio.wait_for(ready.wait(), 30)
    for _ in range(1200):  # until this process is the one that sends, and has sent everything
        if app.outbox.leading and not await app.executor.run(_left_to_do):
            break
        await asyncio.sleep(0.05)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _left_to_do(uow: UnitOfWork) -> int:
    """How many new messages and jobs wait."""
    messages = sa.select(sa.func.count()).where(outbox.c.state == "pending", outbox.c.method == "send")
    work = sa.select(sa.func.count()).where(jobs.c.state == "waiting")
    return int(sum(uow.connection.execute(one).scalar_one() for one in (messages, work)))
