"""Links on paper: a sheet of cards for a training day, and a picture; of what can be used when it leaves."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.domain.refused import Missing
from bot.domain.zones import zone_of
from bot.i18n import catalogue
from bot.papers import invite_cards as papers
from bot.services import invite_cards, invites
from bot.settings import shipped
from bot.store.database import Database
from tests.planning import NOW, settle
from tests.services.groups.test_directory import made
from tests.workshop import WORKSHOP

MAKE = papers.maker(
    WORKSHOP, {one: catalogue(one, shipped("locales")) for one in ("lo", "en")}, zone_of("Asia/Vientiane"), "phaen_bot"
)


@pytest.mark.slow
def test_a_sheet_has_a_card_for_each_group_and_a_picture_is_light(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        for n in range(9):
            made(uow, f"Goats {n}")
        codes = invite_cards.for_training(uow, "1704", by=here.mali, now=NOW)
        asked = recipe(here.mali.id, codes)
        sheet = PdfReader(io.BytesIO(MAKE(uow, asked)()))
        words = "".join(page.extract_text() for page in sheet.pages)
        assert len(sheet.pages) == 2
        assert words.count("Goats") == 9
        assert "Asparagus" in words
        assert "@phaen_bot" in words
        picture = MAKE(uow, asked | {"codes": codes[:1], "as": "png"})()
        with Image.open(io.BytesIO(picture)) as image:
            assert image.width == 800
        assert len(picture) < 100_000


def test_what_cannot_be_used_any_more_is_no_paper(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.mali, now=NOW, days=7)
        invites.revoke(uow, code, by=here.mali, now=NOW)
        with pytest.raises(Missing):
            MAKE(uow, recipe(here.mali.id, [code]))


def recipe(reader: int, codes: list[str]) -> dict[str, Any]:
    return {"codes": codes, "copies": 1, "as": "pdf", "language": "en", "for": reader, "at": NOW.isoformat()}
