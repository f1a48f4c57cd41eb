"""`phaen check` finds beforehand what would be a trouble: somebody else who takes the updates, a place for back-ups."""

from __future__ import annotations

from pathlib import Path

from bot.checkup import checkup
from bot.settings import Settings
from bot.simulator import LocalTelegram


async def test_a_webhook_that_was_left_over_is_named_without_its_path(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    await telegram.start()
    try:
        settings = Settings(_env_file=None, token=telegram.token, telegram_url=telegram.url, data=tmp_path)
        assert not [one for one in await checkup(settings) if one.words.startswith("webhook")]
        await telegram.world.webhook.set("https://old.example.org/s3cret", secret="", connections=1)
        (found,) = [one for one in await checkup(settings) if one.words.startswith("webhook")]
        assert found.doubtful
        assert "old.example.org" in found.words
        assert "s3cret" not in found.words
    finally:
        await telegram.stop()


async def test_the_place_of_back_ups_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    away = tmp_path / "away"
    settings = Settings(_env_file=None, data=tmp_path, backup=str(away))
    (found,) = [one for one in await checkup(settings) if "PHAEN_BACKUP" in one.words]
    assert found.fine
    assert "not encrypted" in found.words
    assert list(away.iterdir()) == []
