"""Every setting of `phaen`, obeyed by the real process on a local Telegram: one story each, and none without."""

from __future__ import annotations

import ast
import asyncio
import inspect
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import aiohttp
import pyrage
import pytest

from bot.app import backups, wiring
from bot.domain.audiences import Audience
from bot.domain.backups import name_of
from bot.domain.complaints import ComplaintState
from bot.domain.ids import AccountId, PersonId, PlanId
from bot.domain.people import Person, Role
from bot.settings import Settings, shipped
from bot.simulator import LocalTelegram, user_actions
from bot.simulator.files import Upload
from bot.simulator.world import Person as Phone
from bot.store.backup import check as check_archive
from bot.store.database import Database
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane, Outgoing
from tests import postgres
from tests.planning import Village, settle
from tests.process import Phaen, free_port

pytestmark = pytest.mark.slow

Told: TypeAlias = Callable[["Stage"], Awaitable[None]]
EMPTY = {
    "title": "Bamboo",
    "form": 1,
    "answers": {},
    "actions": [],
    "tally": {"agree": 0, "of": 0, "women": 0, "objections": []},
}
STORIES: dict[str, Told] = {}


class Stage:
    """A local Telegram, a data folder with a programme in it, and ways to look at both."""

    def __init__(self, telegram: LocalTelegram, data: Path) -> None:
        self.telegram, self.world, self.data = telegram, telegram.world, data

    @property
    def sqlite(self) -> Database:
        return Database(f"sqlite:///{self.data / 'phaen.sqlite'}")

    @asynccontextmanager
    async def running(self, module: str = "bot", **settings: str) -> AsyncIterator[Phaen]:
        """The process, from ready to its end."""
        phaen = Phaen(self.telegram.url, self.telegram.token, module=module, **{"data": self.data} | settings)  # type: ignore[arg-type]
        await phaen.start()
        try:
            yield phaen
        finally:
            await phaen.kill()

    def phone(self, name: str, account: int = 0) -> Phone:
        """A new phone whose owner has opened the chat."""
        person = self.world.add_person(name, language_code="en", person_id=account)
        person.started = True
        return person

    def settled(self, **roles: Role) -> dict[str, Phone]:
        """Noy, Seng and Bo of the village and staff, each known and with a phone; `roles` are given besides."""
        database = self.sqlite
        database.upgrade()
        with database.begin() as uow:
            village: Village = settle(uow)
            people: dict[str, Person] = {name: getattr(village, name) for name in ("noy", "seng", "bo", "mali")}
            phones = {name: self.phone(name, uow.people.account_of(one.id) or 0) for name, one in people.items()}
            for name, role in roles.items():
                uow.people.put_role(people[name].id, role, "confirmed", now=datetime.now(UTC))
        database.close()
        return phones

    def says(self, phone: Phone, words: str) -> None:
        user_actions.send_text(self.world, phone, self.world.chats[phone.id], words)

    async def asks(self, phone: Phone, words: str) -> str:
        """What the bot answers."""
        before = len(self.read(phone.id))
        self.says(phone, words)
        await until(lambda: len(self.read(phone.id)) > before)
        return self.read(phone.id)[-1]

    async def taps(self, phone: Phone, label: str) -> None:
        """Tap a button of the newest message, and wait until something else is shown."""
        message = max(self.world.chats[phone.id].messages.values(), key=lambda one: int(one["message_id"]))
        buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
        (data,) = (button["callback_data"] for button in buttons if label in button["text"])
        before = self.seen(phone.id)
        await user_actions.tap(self.world, phone, self.world.chats[phone.id], message["message_id"], data)
        await until(lambda: self.seen(phone.id) != before)

    def read(self, chat: int) -> list[str]:
        """What the bot wrote in a chat."""
        messages = self.world.chats[chat].messages.values()
        return [message["text"] for message in messages if message["from"]["is_bot"] and "text" in message]

    def seen(self, chat: int) -> str:
        return str(list(self.world.chats[chat].messages.values()))

    def put(self, *chats: int) -> None:
        """A reply waits for each chat, several for one that is named several times."""
        database = self.sqlite
        with database.begin() as uow:
            for number, chat in enumerate(chats):
                words = {"text": f"one more: {number}"}  # the same words would leave once
                uow.outbox.put(Outgoing(0, chat, Lane.REPLY, content=words), now=datetime.now(UTC))
        database.close()


async def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    telegram = LocalTelegram("7654321:AAHsettingsettingsettingsettingsett")
    await telegram.start()
    yield Stage(telegram, tmp_path / "data")
    await telegram.stop()


@pytest.mark.parametrize("name", list(Settings.model_fields))
async def test_every_setting_is_obeyed(stage: Stage, name: str) -> None:
    assert name in STORIES, f"PHAEN_{name.upper()} has no story here: what is different when it is set?"
    stage.data.mkdir()
    await STORIES[name](stage)


def test_every_story_is_of_a_setting() -> None:
    assert set(STORIES) == set(Settings.model_fields)


def test_what_is_plugged_together_is_left_to_no_default() -> None:
    """A default hides a value that nobody passed on, as one hid PHAEN_ADMINS."""
    left = []
    for call in ast.walk(ast.parse(inspect.getsource(wiring))):
        made = (
            getattr(wiring, call.func.id, None)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            else None
        )
        if not inspect.isclass(made) or not made.__module__.startswith("bot."):
            continue
        assert isinstance(call, ast.Call)
        given = inspect.signature(made).bind(*call.args, **{str(word.arg): word.value for word in call.keywords})
        left += [f"{made.__name__}({name})" for name in given.signature.parameters if name not in given.arguments]
    assert left == []


def story(told: Told) -> Told:
    """The story of the setting that has the function's name."""
    STORIES[told.__name__.removeprefix("with_")] = told
    return told


@story
async def with_token(stage: Stage) -> None:
    """The local Telegram knows no other bot than the one of this token."""
    async with stage.running() as phaen:
        assert any("is ready: @phaen_bot" in line for line in phaen.output)


@story
async def with_telegram_url(stage: Stage) -> None:
    async with stage.running():
        assert "getMe" in {call["method"] for call in stage.world.calls}


@story
async def with_data(stage: Stage) -> None:
    async with stage.running(data=str(stage.data / "else")):
        assert (stage.data / "else" / "phaen.sqlite").exists()


@story
async def with_database_url(stage: Stage) -> None:
    url = postgres.fresh()
    async with stage.running(database_url=url):
        database = Database(url)
        with database.begin() as uow:
            assert uow.key_values.get("username") == "phaen_bot"
        database.close()
    assert not (stage.data / "phaen.sqlite").exists()


@story
async def with_content(stage: Stage) -> None:
    """A lesson of the programme's own is there to be read."""
    shutil.copytree(shipped("content") / "lessons/19-banana", stage.data / "own/lessons/22-rattan")
    noy = stage.settled()["noy"]
    async with stage.running(content=str(stage.data / "own")):
        assert (await stage.asks(noy, "/start l-rattan")).startswith("Lesson 22")


@story
async def with_admins(stage: Stage) -> None:
    """The named account is an administrator as soon as the bot knows its name: no link, no restart."""
    somphone = stage.phone("Somphone")
    async with stage.running(admins=str(somphone.id)) as phaen:
        await stage.asks(somphone, "/start")
        for label in ("English", "I agree", "Use this name"):
            await stage.taps(somphone, label)
        assert [line for line in phaen.output if "t.me" in line] == []
    database = stage.sqlite
    with database.begin() as uow:
        assert [person.name for person in uow.people.with_role(Role.ADMIN)] == ["Somphone"]
    database.close()


@story
async def with_contact(stage: Stage) -> None:
    """The privacy notice and the settings name whom to ask about one's data."""
    noy, bo = stage.settled()["noy"], stage.phone("Bo")
    async with stage.running(contact="Ms Mali, 020 5512 3456"):
        await stage.asks(bo, "/start")
        await stage.taps(bo, "English")
        assert "📞 Or ask Ms Mali, 020 5512 3456" in stage.seen(bo.id)
        await stage.asks(noy, "/settings")
        await stage.taps(noy, "🧭")
        await stage.taps(noy, "What is kept about me")
        assert "📞 Or ask Ms Mali, 020 5512 3456" in stage.seen(noy.id)


@story
async def with_ask_second_above(stage: Stage) -> None:
    """Three people are more than one staff member may reach alone, where it is said so."""
    mali, database = stage.settled(bo=Role.STAFF)["mali"], stage.sqlite
    with database.begin() as uow:
        author = uow.people.person_of(AccountId(mali.id))
        assert author is not None
        draft = uow.announcements.add(author, Audience(), now=datetime.now(UTC))
        uow.announcements.change(draft, texts={"lo": "ຝົນຕົກໜັກ", "en": "Heavy rain"}, audience={"who": "everybody"})
    async with stage.running(ask_second_above="1"):
        await user_actions.tap(stage.world, mali, stage.world.chats[mali.id], 1, f"announce.confirm!send:{draft}")
    with database.begin() as uow:
        found = uow.announcements.get(draft)
    database.close()
    assert found is not None
    assert found.state == "waiting"


def decided(stage: Stage, decision: str) -> Phone:
    """An expert has just decided about the plan of Noy, whose phone is returned."""
    noy, database = stage.settled(bo=Role.EXPERT)["noy"], stage.sqlite
    with database.begin() as uow:
        (round_,), now = uow.rounds.kept(), datetime.now(UTC)
        (plan,) = uow.plans.of_round(round_.id)
        uow.rounds.change(round_.id, deadline=now)  # a plan's own last day is never before the round's
        by = uow.people.person_of(AccountId(noy.id))
        assert by is not None
        sent = uow.submissions.freeze(plan.id, by, EMPTY, revision=0, now=now)
        (expert,) = uow.people.with_role(Role.EXPERT)
        asked = uow.reviews.assign(sent, expert.id, now=now)
        assert asked is not None
        uow.reviews.change(asked, state="done", decision=decision, decided_at=now)
        uow.plans.change(plan.id, now=now, state="submitted")
    database.close()
    return noy


def of_plan(stage: Stage, column: str) -> str:
    """What stands in a column of the only plan, read beside the running process."""
    with closing(sqlite3.connect(f"file:{stage.data / 'phaen.sqlite'}?mode=ro", uri=True)) as beside:
        return str(beside.execute(f"SELECT {column} FROM plans").fetchone()[0])


@story
async def with_decision_minutes(stage: Stage) -> None:
    """The leader hears at once that the plan has passed, and not half an hour later."""
    noy = decided(stage, "approve")
    async with stage.running(decision_minutes="0"):
        await until(lambda: "plan has passed" in stage.seen(noy.id))


@story
async def with_return_days(stage: Stage) -> None:
    """What came back has to be sent again within three days, and not within two weeks."""
    noy = decided(stage, "return")
    async with stage.running(return_days="3", decision_minutes="0"):
        await until(lambda: len(stage.read(noy.id)) > 0)
    last = datetime.fromisoformat(of_plan(stage, "deadline")[:10]).date()
    assert timedelta(days=2) <= last - datetime.now(UTC).date() <= timedelta(days=4)


@story
async def with_media_person(stage: Stage) -> None:
    """One megabyte a month is not enough for a film of two; what was written beside it is kept."""
    await _film_with_words(stage, "of this month", media_person="1")


@story
async def with_media_day(stage: Stage) -> None:
    """One photo a day: of the second one the words are kept."""
    noy = stage.settled()["noy"]
    chat = stage.world.chats[noy.id]
    async with stage.running(media_day="1"):
        await user_actions.tap(stage.world, noy, chat, 1, "plan.step:1,problem")
        await until(lambda: bool(stage.read(noy.id)))
        for number in range(2):
            photo = Upload(b"x" * 2_000, f"{number}.jpg")
            user_actions.send_media(stage.world, noy, chat, "document", [photo], {"caption": f"It wilts {number}"})
        await until(lambda: any("came today" in words for words in stage.read(noy.id)))
    assert "Your words are kept" in stage.seen(noy.id)


@story
async def with_messages_minute(stage: Stage) -> None:
    """Three messages a minute: who sends more is told that all are kept."""
    noy = stage.settled()["noy"]
    async with stage.running(messages_minute="3"):
        for number in range(5):
            stage.says(noy, f"/menu {number}")
        await until(lambda: any("Many messages came at once" in words for words in stage.read(noy.id)))


@story
async def with_media_plan(stage: Stage) -> None:
    await _film_with_words(stage, "of this plan", media_plan="1")


@story
async def with_keep_messages(stage: Stage) -> None:
    """What came ten days ago is kept for sixty, and here for five."""
    database = stage.sqlite
    database.upgrade()
    with database.begin() as uow:
        uow.inbox.add([StoredUpdate(1, 5, 5, "{}", datetime.now(UTC) - timedelta(days=10))])
        uow.inbox.take(5)
    async with stage.running(keep_messages="5"):
        await until(lambda: not _rows(stage, "inbox"))
    database.close()


@story
async def with_keep_confidential(stage: Stage) -> None:
    """A word that was settled two months ago is kept for two years, and here for a month."""
    stage.settled()
    database, long_ago = stage.sqlite, datetime.now(UTC) - timedelta(days=60)
    with database.begin() as uow:
        noy, mali = (PersonId(one) for one, name in uow.people.names() if name in ("Noy", "Mali"))
        said = uow.complaints.add("123456", noy, mali, now=long_ago)
        uow.complaints.put(said, state=ComplaintState.SETTLED, sent_at=long_ago)
    async with stage.running(keep_confidential="1"):
        await until(lambda: not _rows(stage, "complaints"))
    database.close()


@story
async def with_keep_unseen(stage: Stage) -> None:
    """Who came two months ago, is in no group and says nothing is asked after a month instead of three years."""
    stage.settled()
    with closing(sqlite3.connect(stage.data / "phaen.sqlite")) as file:
        file.execute("UPDATE persons SET created_at = '2020-01-01 00:00:00.000000'")
        file.commit()
    async with stage.running(keep_unseen="1"):
        await until(lambda: len(_rows(stage, "erasures")) == 1)


def _rows(stage: Stage, table: str) -> list[object]:
    with closing(sqlite3.connect(stage.data / "phaen.sqlite")) as file:
        return file.execute(f"SELECT * FROM {table}").fetchall()


@story
async def with_backup(stage: Stage) -> None:
    """A back-up comes by itself, and brings everything back on another machine, where nothing leaves at first."""
    stage.settled()
    away = stage.data.parent / "away"
    async with stage.running(backup=str(away)):
        await until(lambda: bool(list(away.glob("phaen-*Z.tar"))))
    new = stage.data.parent / "new"
    settings = Settings(_env_file=None, data=new, backup=str(away))
    amount, _, _ = backups.restore(settings, "", None)
    assert amount.rows > 10
    stage.data = new
    async with stage.running():
        await until(lambda: _rows(stage, "facts WHERE name = 'restored' AND value = ''") != [])
    assert len(_rows(stage, "facts WHERE name = 'stop' AND value LIKE '%since%'")) == 1


@story
async def with_backup_key(stage: Stage) -> None:
    identity = pyrage.x25519.Identity.generate()
    stage.settled()
    away, key = stage.data.parent / "away", stage.data.parent / "key"
    key.write_text(str(identity), encoding="utf-8")
    async with stage.running(backup=str(away), backup_key=str(identity.to_public())):
        await until(lambda: bool(list(away.glob("phaen-*Z.tar.age"))))
    (archive,) = away.iterdir()
    with archive.open("rb") as file:
        assert check_archive(file, key).rows > 10


@story
async def with_backup_days(stage: Stage) -> None:
    """One of six weeks ago is kept for sixty days, and here for thirty."""
    away = stage.data.parent / "away"
    away.mkdir()
    made = [datetime.now(UTC) - timedelta(days=days) for days in (45, 75)]
    for at in made:
        (away / name_of(at, encrypted=False)).write_bytes(b"")
    async with stage.running(backup=str(away), backup_days="60"):
        await until(lambda: not (away / name_of(made[1], encrypted=False)).exists())
    assert (away / name_of(made[0], encrypted=False)).exists()


async def _film_with_words(stage: Stage, full: str, **settings: str) -> None:
    noy = stage.settled()["noy"]
    async with stage.running(**settings):
        await user_actions.tap(stage.world, noy, stage.world.chats[noy.id], 1, "plan.step:1,problem")
        await until(lambda: bool(stage.read(noy.id)))
        film = Upload(b"x" * 2_000_000, "a.mp4")
        user_actions.send_media(stage.world, noy, stage.world.chats[noy.id], "video", [film], {"caption": "It wilts"})
        await until(lambda: any(full in words for words in stage.read(noy.id)))
    assert "Your words are kept" in stage.seen(noy.id)
    database = stage.sqlite
    with database.begin() as uow:
        found = uow.answers.get(PlanId(1), "problem")
    database.close()
    assert found is not None
    assert [(part.kind, part.text) for part in found.parts] == [("text", "It wilts")]


@story
async def with_timezone(stage: Stage) -> None:
    """Two in the morning of the 23rd is the 22nd yet, far in the east of the ocean."""
    noy = stage.settled()["noy"]
    async with stage.running(timezone="Pacific/Pago_Pago"):
        assert "22/12/2026" in await stage.asks(noy, "/plan")


@story
async def with_turns(stage: Stage) -> None:
    """Of five who come at once, no two are answered at a time."""
    phones = [stage.phone(f"P{number}") for number in range(5)]
    async with stage.running("tests.workers.notebook", turns="1", database_url=postgres.fresh()):
        taps = (user_actions.tap(stage.world, one, stage.world.chats[one.id], 1, "test.crowd") for one in phones)
        await asyncio.gather(*taps)
        await until(lambda: all(stage.read(one.id) for one in phones))
    assert {text for one in phones for text in stage.read(one.id)} == {"at most 1 at a time"}


@story
async def with_limit_overall(stage: Stage) -> None:
    """One message in a hundred seconds: whatever else is to leave waits."""
    noy, seng = stage.phone("Noy"), stage.phone("Seng")
    async with stage.running(limit_overall="0.01"):
        stage.put(noy.id, seng.id)
        await until(lambda: bool(stage.read(noy.id)))
        for time in range(5):
            stage.says(seng, "/start")
            await until(lambda time=time: _taken(stage) > time)  # type: ignore[misc]
    assert stage.read(seng.id) == []


@story
async def with_limit_chat(stage: Stage) -> None:
    """A chat is given its burst of three; the fourth waits while somebody else gets one answer after another."""
    noy, seng = stage.phone("Noy"), stage.phone("Seng")
    async with stage.running(limit_chat="0.01"):
        stage.put(*[noy.id] * 4)
        await until(lambda: len(stage.read(noy.id)) == 3)
        for _ in range(3):
            await stage.asks(seng, "/start")
    assert len(stage.read(noy.id)) == 3


@story
async def with_limit_group(stage: Stage) -> None:
    """One message a minute: the second waits while somebody else gets one answer after another."""
    noy = stage.phone("Noy")
    group = stage.world.add_group("Asparagus")
    group.members[noy.id], group.bot = "member", "member"
    async with stage.running(limit_group="1"):
        stage.put(group.id, group.id)
        await until(lambda: len(stage.read(group.id)) == 1)
        for _ in range(5):
            await stage.asks(noy, "/start")
    assert len(stage.read(group.id)) == 1


@story
async def with_webhook_url(stage: Stage) -> None:
    """Telegram brings the updates to where they are wanted, and is not asked for them."""
    noy, port = stage.phone("Noy"), free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with stage.running(listen=f"127.0.0.1:{port}", webhook_url=url):
        await until(lambda: stage.world.webhook.url == url)
        assert "Choose a language" in await stage.asks(noy, "/start")
    assert "getUpdates" not in {call["method"] for call in stage.world.calls}


@story
async def with_webhook_secret(stage: Stage) -> None:
    """Whoever does not show it brings nothing."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    update = {"update_id": 1}
    async with (
        stage.running(listen=f"127.0.0.1:{port}", webhook_url=url, webhook_secret="rattan"),
        aiohttp.ClientSession() as session,
    ):
        for secret, status in (("banana", 403), ("rattan", 200)):
            async with session.post(url, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": secret}) as answer:
                assert answer.status == status


@story
async def with_listen(stage: Stage) -> None:
    port = free_port()
    async with (
        stage.running(listen=f"127.0.0.1:{port}"),
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        assert answer.status == 200


@story
async def with_log_json(stage: Stage) -> None:
    """A page with a mistake in it is told to the log."""
    noy = stage.phone("Noy")
    async with stage.running("tests.workers.notebook", log_json="true") as phaen:
        await user_actions.tap(stage.world, noy, stage.world.chats[noy.id], 1, "test.poison")
        await until(lambda: any("ZeroDivisionError" in line for line in phaen.output))
    lines = [json.loads(line) for line in phaen.output if line.startswith("{")]
    assert "ERROR" in {line["level"] for line in lines}


def _taken(stage: Stage) -> int:
    """How many updates were answered, whether or not the answer has left."""
    database = stage.sqlite
    with database.begin() as uow:
        waiting = uow.inbox.waiting()
        rows = len(uow.outbox.log(100)) - 2
    database.close()
    return rows if not waiting else 0
