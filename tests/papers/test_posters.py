"""An announcement for those whom Telegram does not reach: its page, what a button copies, a link for WhatsApp."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from bot.domain.announcements import AnnouncementState
from bot.domain.audiences import Audience
from bot.domain.ids import AnnouncementId
from bot.domain.zones import zone_of
from bot.i18n import Say, catalogue
from bot.papers import posters
from bot.settings import shipped
from bot.store.announcements import Announcement
from bot.store.database import Database

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SAYS = {one: Say(catalogue(one, shipped("locales")), zone_of("Asia/Vientiane")) for one in ("lo", "en")}


def said(lao: str, **texts: str) -> Announcement:
    return Announcement(AnnouncementId(1), None, {"lo": lao} | texts, Audience(), AnnouncementState.SENT, 1, 0, AT, AT)


def test_the_page_says_what_by_whom_and_when_in_each_language(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        made = posters.poster(uow, said("ຝົນ\n\n\n\nມື້ອື່ນ", en="Rain"), list(SAYS.values()), "phaen_bot")
    assert made.link == "https://t.me/phaen_bot"
    assert [words.text for words in made.words] == ["ຝົນ\n\nມື້ອື່ນ", "Rain"]
    assert made.words[1].head == "Announcement"
    assert made.words[1].office == "Monday, 23 November 2026"  # nobody is known who wrote it


@pytest.mark.parametrize("letters", [1, 200, 255, 256, 1500])
def test_what_a_button_copies_has_room_and_ends_with_the_link(letters: int) -> None:
    copied = posters.to_copy(said("ກ" * letters), "phaen_bot", SAYS["lo"])
    assert len(copied) <= posters.COPIED
    assert copied.endswith("\nhttps://t.me/phaen_bot")
    assert ("…" in copied) is (letters > 200)


def test_a_link_for_whatsapp_carries_the_beginning_and_the_bots_link() -> None:
    link = posters.to_whatsapp(said("ຝົນ & ລົມ? " * 30), "phaen_bot", SAYS["lo"])
    assert link.startswith("https://wa.me/?text=")
    text = unquote(link.removeprefix("https://wa.me/?text="))
    assert "&" not in link.removeprefix("https://wa.me/?text=")
    assert text.startswith("📣 ຝົນ & ລົມ?")
    assert text.endswith("\nhttps://t.me/phaen_bot")
