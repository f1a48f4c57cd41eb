"""A running Phaen serves edited content without a restart, and tells administrators of what it cannot serve."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.settings import Settings, shipped
from bot.simulator.server import TOKEN
from bot.simulator.user_actions import send_text
from tests.workers.conftest import Engine, Heard

LESSON = "lessons/22-rattan"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A programme's own folder with a lesson of its own."""
    shutil.copytree(shipped("content") / "lessons/19-banana", tmp_path / "own" / LESSON)
    return tmp_path / "own"


@pytest.fixture
async def engine(own: Path, tmp_path: Path) -> AsyncIterator[Engine]:
    telegram = Heard()
    url = await telegram.start()
    settings = Settings(
        _env_file=None, token=SecretStr(TOKEN), telegram_url=url, data=tmp_path / "data", content=own, limit_chat=0
    )
    engine = Engine(telegram, settings)
    await engine.start()
    yield engine
    await engine.stop()
    await telegram.stop()


def rewrite(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


async def admin(engine: Engine) -> int:
    """An administrator with a phone."""
    mali = engine.somebody("Mali")

    def known(uow: object) -> None:
        person = uow.people.add(  # type: ignore[attr-defined]
            now=engine.app.clock.now(), name="Mali", language="en", consented_at=engine.app.clock.now()
        )
        uow.people.account(AccountId(mali.id), now=engine.app.clock.now())  # type: ignore[attr-defined]
        uow.people.speak_as(AccountId(mali.id), person)  # type: ignore[attr-defined]
        uow.people.put_role(person, Role.ADMIN, "confirmed", now=engine.app.clock.now())  # type: ignore[attr-defined]

    await engine.app.executor.run(known)
    return mali.id


async def asks(engine: Engine, chat: int, words: str) -> str:
    """What the bot answers."""
    world, before = engine.telegram.world, len(engine.read(chat))
    send_text(world, world.people[chat], world.chats[chat], words)
    for _ in range(400):
        if len(engine.read(chat)) > before:
            return engine.read(chat)[-1]
        await asyncio.sleep(0.05)
    raise AssertionError("no answer came")


async def test_an_edit_is_served_a_faulty_one_is_told_once_with_file_and_line_and_mended(
    engine: Engine, own: Path
) -> None:
    mali = await admin(engine)
    assert (await asks(engine, mali, "/start l-rattan")).startswith("Lesson 22: Banana – page 1")
    rewrite(own / LESSON / "en.md", "title: Banana", "title: Rattan")
    await engine.app.look("content")
    assert (await asks(engine, mali, "/start l-rattan")).startswith("Lesson 22: Rattan – page 1")
    rewrite(own / LESSON / "en.md", "- [x] {b} 1 mother", "- [ ] {b} 1 mother")
    line = (own / LESSON / "en.md").read_text().partition("## quiz")[0].count("\n") + 1
    told = len(engine.read(mali))
    for _ in range(4):
        await engine.app.look("content")
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(mali)[told:] == [
        (
            "The new content has faults, so the old one stays: 1\n\n"
            f"{LESSON}/en.md:{line}: this quiz has 0 right answers, not 1. Mark exactly one answer with `- [x]`"
        )
    ]
    assert (await asks(engine, mali, "/start l-rattan")).startswith("Lesson 22: Rattan – page 1")
    told = len(engine.read(mali))
    rewrite(own / LESSON / "en.md", "- [ ] {b} 1 mother", "- [x] {b} 1 mother")
    for _ in range(3):
        await engine.app.look("content")
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(mali)[told:] == ["✅ The new content is in order and is shown to everybody now"]
