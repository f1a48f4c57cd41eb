"""Text made ready for paper."""

import pytest

from bot.documents import typesetting
from bot.understand import lao


def test_lines_words_and_pieces_are_kept_apart() -> None:
    assert typesetting.lines("ເຂົ້າໃຈວັນທີ 15\nແຜນ") == [[["ເຂົ້າໃຈ", "ວັນທີ"], ["15"]], [["ແຜນ"]]]
    assert typesetting.lines("") == [[]]


def test_a_word_that_is_too_long_is_cut_but_never_before_a_mark() -> None:
    [[pieces]] = typesetting.lines("ກຸ່" * 60)
    assert "".join(pieces) == "ກຸ່" * 60
    assert all(piece.startswith("ກຸ່") and lao.wide(piece) <= 14 for piece in pieces)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("👩‍🌾 ໝູ 10 ໂຕ 👍🏽", "ໝູ 10 ໂຕ"),
        ("ກ → ຂ", "ກ › ຂ"),
        ("Nguyễn", "Nguyễn"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("ภาษาไทย ភាសាខ្មែរ", "ภาษาไทย ភាសាខ្មែរ"),
        ("Привет", "······"),
        ("计划 1", "·· 1"),
        ("ນໍ້າ\u200bດື່ມ", "ນ້ຳດື່ມ"),
        ("“ດີ” – 50% ₭…", "“ດີ” – 50% ₭…"),
        ("a\tb", "a b"),
    ],
)
def test_only_characters_that_the_font_has_are_printed(written: str, shown: str) -> None:
    assert typesetting.shown(written) == shown


def test_a_shortened_text_ends_at_a_piece_with_a_sign() -> None:
    assert typesetting.short("ເຂົ້າໃຈວັນທີສົ່ງຂອງ", 9) == "ເຂົ້າໃຈວັນທີ…"
    assert typesetting.short("ສັ້ນ", 9) == "ສັ້ນ"
    assert typesetting.short("w" * 100, 30) == "w" * 29 + "…"


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        ("ແຜນຂອງພວກເຮົາ – 50% “ດີ” → 1", ""),
        ("ภาษาไทย, ភាសាខ្មែរ, Kế hoạch, naïve", ""),
        ("计划 计", "计划"),
        ("Да, ດີ 👍🏽👩‍🌾", "Да👍👩🌾"),
        ("", ""),
    ],
)
def test_what_no_paper_shows_is_known(written: str, lacking: str) -> None:
    assert typesetting.lacking(written) == lacking


def test_thai_and_khmer_stay_whole_for_typst_and_are_shortened_between_their_clusters() -> None:
    assert typesetting.lines("ປູກภาษาไทยຜັກ") == [[["ປູກ", "ภาษาไทย", "ຜັກ"]]]
    assert typesetting.short("ភាសាខ្មែរល្អណាស់", 6) == "ភាសា…"
    assert typesetting.short("เป็นเรื่องดีมาก", 6) == "เป็นเรื่…"
