"""What an administrator sets in the chat, through the real process: obeyed at once and after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.domain.setup import ITEMS
from bot.domain.stop import Stop
from bot.i18n import Say, catalogue
from bot.screens.setup import SECTIONS
from bot.screens.widgets.office_names import SETTINGS as NAMES
from bot.services import setup
from bot.settings import shipped
from bot.simulator import LocalTelegram
from tests.test_cli import phaen
from tests.test_settings import Stage

pytestmark = pytest.mark.slow
SAY = Say(catalogue("en", shipped("locales")), ZoneInfo("Asia/Vientiane"))
SET = {
    "name_lo": ("ໂຄງການ", "ໂຄງການ"),
    "name_en": ("Bamboo for all", "Bamboo for all"),
    "welcome_lo": ("ສະບາຍດີ", "ສະບາຍດີ"),
    "welcome_en": ("Come in", "Come in"),
    "contact": ("Mali 020", "Mali 020"),
    "timezone": ("Asia/Tokyo", "Asia/Tokyo"),
    "quiet": ("21:30-06:15", "21:30-06:15"),
    "morning": ("7", "07:00"),
    "evening": ("18.45", "18:45"),
    "agreement": ("All members", "all"),
    "ask_second_above": ("7", "7"),
    "media_person": ("11", "11"),
    "media_plan": ("12", "12"),
    "decision_minutes": ("0", "0"),
    "return_days": ("15", "15"),
}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    telegram = LocalTelegram("7654321:AAHsettingsettingsettingsettingsett")
    await telegram.start()
    yield Stage(telegram, tmp_path / "data")
    await telegram.stop()


async def test_what_is_set_in_the_chat_wins_over_the_environment_and_survives_a_restart(stage: Stage) -> None:
    assert set(SET) == set(ITEMS)
    stage.data.mkdir()
    phones = stage.settled(mali=Role.ADMIN)
    mali, bo = phones["mali"], phones["bo"]
    async with stage.running(contact="The office", media_person="100"):
        for item, (words, _) in SET.items():
            await stage.asks(mali, "/setup")
            if section := next((label for label, items in SECTIONS.values() if item in items), ""):
                await stage.taps(mali, SAY(section))
            await stage.taps(mali, SAY(NAMES[item]))
            await stage.asks(mali, words)
        await stage.asks(bo, "/settings")
        await stage.taps(bo, "🧭")
        await stage.taps(bo, "What is kept")
        assert "Mali 020" in stage.seen(bo.id)
    database = stage.sqlite
    with database.begin() as uow:
        assert setup.chosen(uow) == {item: kept for item, (_, kept) in SET.items()}
        assert uow.key_values.get("zone") == "Asia/Tokyo"  # groups have moved along
        assert {group.zone.key for group in uow.groups.all_in_state("active")} == {"Asia/Tokyo"}
    database.close()
    async with stage.running(contact="The office"):
        new = stage.phone("New")
        assert "Bamboo for all\nCome in" in await stage.asks(new, "/start")
    given = {"token": stage.telegram.token, "telegram_url": stage.telegram.url, "data": str(stage.data)}
    _, told = await phaen("check", **given, contact="The office")
    assert "PHAEN_CONTACT: Mali 020, set in the chat, which wins" in told
    assert "messages:" not in told
    database = stage.sqlite
    with database.begin() as uow:
        uow.stops.set(Stop(PersonId(1), datetime.now(UTC)), now=datetime.now(UTC))
    database.close()
    _, told = await phaen("check", **given)
    assert "messages: all are held since" in told
