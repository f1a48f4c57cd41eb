"""The `phaen` command as an administrator uses it: real processes on a local Telegram."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.services.plans import submissions
from bot.simulator import LocalTelegram
from bot.store.database import Database
from tests import databases, forked, postgres
from tests.planning import LIBRARY, NOW, settle
from tests.process import Phaen

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()


async def phaen(*words: str, **settings: str) -> tuple[int, str]:
    """Run a command to its end; returns its exit code and what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PHAEN_")}
    given = {f"PHAEN_{name.upper()}": value for name, value in settings.items()}
    process = await forked.start("bot", *words, environment=clean | given)
    return await forked.ended(process)


@pytest.mark.parametrize("kind", databases.KINDS)
async def test_the_first_start_prints_a_link_that_makes_its_opener_the_administrator(
    telegram: LocalTelegram, kind: str, tmp_path: Path
) -> None:
    """On a database without any table, which a first start makes."""
    url = "" if kind == "sqlite" else postgres.fresh()
    running = Phaen(telegram.url, telegram.token, tmp_path, database_url=url)
    running.fresh = True
    await running.start()
    links = [line for line in running.output if line.startswith("https://t.me/phaen_bot?start=")]
    assert len(links) == 1
    assert f"Phaen is ready: @phaen_bot on {'PostgreSQL' if url else 'SQLite'}" in running.output
    assert await running.stop() == 0
    assert telegram.token not in "\n".join(running.output)


async def test_with_administrators_in_the_settings_no_link_is_printed(
    telegram: LocalTelegram, url: str, tmp_path: Path
) -> None:
    running = Phaen(telegram.url, telegram.token, tmp_path, database_url=url, admins="7000000001, 7000000002")
    await running.start()
    assert await running.stop() == 0
    assert [line for line in running.output if "t.me" in line] == []


async def test_without_a_token_the_start_says_where_to_get_one(tmp_path: Path) -> None:
    code, output = await phaen("run", data=str(tmp_path))
    assert code == 2
    assert "PHAEN_TOKEN is not set: ask @BotFather" in output


async def test_a_wrong_token_is_said_in_one_line(telegram: LocalTelegram, tmp_path: Path) -> None:
    code, output = await phaen("run", token="1:wrong", telegram_url=telegram.url, data=str(tmp_path))
    assert code == 2
    assert "Traceback" not in output
    assert "token" in output


async def test_check_says_of_every_setting_whether_it_works(telegram: LocalTelegram, url: str, tmp_path: Path) -> None:
    settings = {"token": telegram.token, "telegram_url": telegram.url, "data": str(tmp_path), "database_url": url}
    (tmp_path / "second").mkdir()
    code, output = await phaen("check", **settings, backup=str(tmp_path / "second"))
    assert code == 0, output
    assert [line for line in output.splitlines() if not line.startswith("✓")] == []


async def test_check_says_how_to_mend_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = {
        "token": "7000000:none",
        "telegram_url": "http://127.0.0.1:9",
        "data": str(tmp_path / "file" / "below"),
        "database_url": "postgresql://nobody@127.0.0.1:9/none",
    }
    code, output = await phaen("check", **settings)
    assert code == 1
    assert "⚠ PHAEN_BACKUP is not set: nothing is backed up" in output
    wrong = [line.split(":")[0] for line in output.splitlines() if line.startswith("✗")]
    assert wrong == ["✗ PHAEN_TOKEN / PHAEN_TELEGRAM_URL", "✗ PHAEN_DATA", "✗ PHAEN_DATABASE_URL"]


@pytest.mark.parametrize(
    ("name", "value"), [("admins", "Noy"), ("timezone", "Asia/Attapeu"), ("limit_overall", "fast")]
)
async def test_a_setting_that_makes_no_sense_is_named(name: str, value: str) -> None:
    code, output = await phaen("check", **{name: value})
    assert code == 1
    assert output.startswith(f"✗ PHAEN_{name.upper()}")


async def test_the_content_check_finds_phaens_own_content_in_order() -> None:
    code, output = await phaen("content", "check")
    assert code == 0, output
    assert output.strip().endswith("0 faults")


async def test_a_programmes_own_folder_is_checked_on_top_of_phaens_content(tmp_path: Path) -> None:
    lesson = tmp_path / "lessons/22-rattan"
    shutil.copytree(ROOT / "content/lessons/19-banana", lesson)
    assert await phaen("content", "check", str(tmp_path)) == (0, "0 faults\n")
    words = (lesson / "en.md").read_text(encoding="utf-8")
    (lesson / "en.md").write_text(words.replace("- [x]", "- [ ]"), encoding="utf-8")
    code, output = await phaen("content", "check", content=str(tmp_path))
    assert (code, output.splitlines()[-1]) == (1, "1 fault")
    assert output.startswith(f"{lesson / 'en.md'}:")
    code, output = await phaen("run", content=str(tmp_path), token="1:a", data=str(tmp_path / "data"))
    assert code == 2
    assert "this quiz has 0 right answers, not 1" in output


def written(database: Database) -> None:
    """A plan with one sent version."""
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        uow.key_values.set("username", "phaen_bot")


async def test_a_plan_is_exported_as_the_bot_sends_it(database: Database, url: str, tmp_path: Path) -> None:
    written(database)
    settings = {"data": str(tmp_path), "database_url": url}
    for words, name in (((), "a.pdf"), (("--language", "both", "--version", "1"), "b.pdf"), (("--card",), "c.png")):
        code, said = await phaen("plan", "export", "1", *words, "--to", str(tmp_path / name), **settings)
        assert code == 0, said
        assert said.startswith(f"{tmp_path / name}: ")
    assert "Version 1" not in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "Version 1" in PdfReader(tmp_path / "b.pdf").pages[0].extract_text()
    with Image.open(tmp_path / "c.png") as card:
        assert card.width == 900


@pytest.mark.parametrize("words", [("9",), ("1", "--version", "2"), ("1", "--language", "klingon")])
async def test_what_is_not_there_is_not_exported(
    database: Database, url: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    written(database)
    settings = {"data": str(tmp_path), "database_url": url}
    code, said = await phaen("plan", "export", *words, "--to", str(tmp_path / "a.pdf"), **settings)
    assert code == 2
    assert said.startswith(f"plan {words[0]}")
    assert not (tmp_path / "a.pdf").exists()
