"""`phaen screens`: every screen is on the page in both languages, and Lao labels of our own fit a small phone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import gallery
from bot.chat.screen import SCREENS
from bot.gallery.page import page
from bot.gallery.walk import Album, too_wide
from bot.i18n import LANGUAGES, catalogue
from bot.settings import shipped
from tests.test_cli import phaen

pytestmark = pytest.mark.slow

UNSEEN = {"home.cancel"}  # always gives way to the first page
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def ours() -> set[str]:
    """The product's screens; other tests make some known that are not."""
    return {name for name, screen in SCREENS.items() if screen.__module__.startswith("bot.screens")}


@pytest.fixture(scope="module")
def album() -> Album:
    return gallery.album(now=NOW)


def test_every_screen_is_drawn(album: Album) -> None:
    known = ours()
    assert known - set(album.screens) == UNSEEN
    assert set(album.missing) == UNSEEN


def test_each_is_drawn_in_all_languages_and_they_differ(album: Album) -> None:
    for drawing in album.drawings:
        assert list(drawing.contents) == list(LANGUAGES)
        assert all(content["text"] for content in drawing.contents.values()), drawing.screen
    same = {one.screen for one in album.drawings if one.contents["lo"] == one.contents["en"]}
    assert same <= {"welcome.language"}  # speaks both at once


def test_every_lao_label_of_our_own_fits_a_small_phone(album: Album) -> None:
    """Names of groups, plans, rounds and locations are not ours to shorten."""
    texts = set(catalogue("lo", shipped("locales"))._texts.values())
    assert [(screen, label) for screen, label in album.wide if label in texts] == []


@pytest.mark.parametrize(
    ("label", "alone", "wide"),
    [
        ("📝 ແຜນຂອງກຸ່ມ", False, False),
        ("ຕໍ່ໄປ ▶", False, False),
        ("⏳ ຂໍເລື່ອນມື້", False, False),
        ("ກກກກກກກກກກກກ", False, False),
        ("ກກກກກກກກກກກກກ", False, True),
        ("✅ ກກກກກກກກກກກກ", False, False),
        ("ກກກກກກກກກກກກກກກກກກກກກກ", True, False),
        ("ກກກກກກກກກກກກກກກກກກກກກກກ", True, True),
        ("ກ່ຳກ່ຳກ່ຳກ່ຳກ່ຳກ່ຳ", False, False),
    ],
)
def test_a_label_is_wide_by_the_characters_that_take_room(label: str, alone: bool, wide: bool) -> None:
    assert too_wide(label, alone=alone) is wide


def test_the_page_shows_them_all_and_needs_no_network(album: Album, tmp_path: Path) -> None:
    shown = page(album)
    assert all(f'id="{name}-0"' in shown for name in album.screens)
    assert shown.count('class="phone"') == len(LANGUAGES) * len(album.drawings)
    assert "http" not in shown.replace("http://", "https://").split("<h1>")[0]
    assert shown.count("<script") == 1  # the filter
    assert all(f'<a href="#{name}-0">' in shown for name in album.screens)


async def test_the_command_says_how_many_and_what_is_missing(tmp_path: Path) -> None:
    """Whatever the settings are: it asks for none."""
    file = tmp_path / "screens.html"
    code, said = await phaen("screens", str(file), timezone="Asia/Attapeu", database_url="nonsense")
    assert code == 0, said
    assert said.startswith(f"{len(ours() - set(UNSEEN))} screens in {file}")
    assert "✗ home.cancel: gives way to home.menu" in said
    assert file.stat().st_size > 50_000
