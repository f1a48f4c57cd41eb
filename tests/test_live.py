"""`phaen check --live` at the local Telegram: what it tries arrives, and what is wrong there is named."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pypdf
import pytest

from bot.checkup import TO_TICK, live
from bot.settings import Settings
from bot.simulator import LocalTelegram, groups
from tests import forked

pytestmark = pytest.mark.slow  # papers are made in a process of their own


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()


def settings(telegram: LocalTelegram, folder: Path, *admins: int) -> Settings:
    return Settings(
        _env_file=None, token=telegram.token, telegram_url=telegram.url, data=folder, admins=frozenset(admins)
    )


async def test_an_administrator_gets_a_photo_and_a_pdf_in_lao(telegram: LocalTelegram, tmp_path: Path) -> None:
    world = telegram.world
    mali, stranger = world.add_person("Mali", language_code="lo"), world.add_person("Bo")
    mali.started = True
    chat = groups.create(world, mali, "Asparagus", with_bot=True)
    found = {one.words: one.fine for one in await live(settings(telegram, tmp_path, mali.id, stranger.id), [chat.id])}
    photo, paper = [each for each in world.chats[mali.id].messages.values() if each["from"]["is_bot"]]
    assert "photo" in photo
    file = world.files.find(paper["document"]["file_id"])
    assert file is not None
    read = pypdf.PdfReader(io.BytesIO(world.files.read(file)))
    assert "Whoever can read the Lao above" in " ".join(read.pages[0].extract_text().split())
    assert [words for words, fine in found.items() if not fine] == [
        "papers: administrator 2 of 2 got none: chat gone; has this account pressed Start in the bot's chat?"
    ]
    assert any(words.startswith("privacy mode: on") for words in found)
    assert any(words.startswith("commands: ") and " in lo" in words for words in found)
    assert f"group chat {chat.id}: the bot may send texts, photos and files" in found


async def test_what_a_group_forbids_and_where_the_bot_is_not_are_named(telegram: LocalTelegram, tmp_path: Path) -> None:
    world = telegram.world
    mali = world.add_person("Mali")
    mali.started = True
    silent, without = (groups.create(world, mali, "G", with_bot=with_bot) for with_bot in (True, False))
    groups.deny(silent, "photo", "document")
    found = [one.words for one in await live(settings(telegram, tmp_path, mali.id), [silent.id, without.id])]
    assert f"group chat {silent.id}: the bot may not send photos, files; make it an administrator there" in found
    assert any(words.startswith(f"group chat {without.id}: the bot is not in it") for words in found)


async def test_the_command_ends_in_a_list_to_tick_off(telegram: LocalTelegram, tmp_path: Path) -> None:
    environment = {"PHAEN_TOKEN": telegram.token, "PHAEN_TELEGRAM_URL": telegram.url, "PHAEN_DATA": str(tmp_path)}
    process = await forked.start("bot", "check", "--live", environment=environment)
    code, output = await forked.ended(process)
    assert code == 1, output  # nobody is administrator yet
    assert "✗ papers: nobody is known to be administrator" in output
    assert output.splitlines()[-len(TO_TICK) :] == [f"☐ {line}" for line in TO_TICK]
