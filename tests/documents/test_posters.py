"""The page of an announcement: one page, whatever stands on it."""

from __future__ import annotations

import re

import pytest

from bot.documents import posters
from bot.documents.poster import Poster, Words

SHORT = Words("ແຈ້ງການ", "ມະລິ, ວັນສຸກ", "ກອງປະຊຸມ <ມື້ອື່ນ> #ໃຫ້ມາ $x$ *y*", "ສະແກນບ່ອນນີ້")


@pytest.mark.parametrize("text", ["", SHORT.text, "ກອງປະຊຸມກຸ່ມຜະລິດ " * 85, "word " * 300, "ກ" * 1500, "x\n" * 750])
def test_an_announcement_is_one_page(text: str) -> None:
    words = Words(SHORT.head, SHORT.office, text, SHORT.scan)
    made = posters.pdf(Poster((words, words), "https://t.me/phaen_bot"))
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    assert len(made) < 100_000
