"""Lao letters: one coding for comparing, whole syllables, and lines that break where a reader expects it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.understand import lao
from bot.understand.lao_words import WORDS
from tests import catalogues

# A paragraph in the words of a plan, cut by hand: | between syllables, space between words as written.
CUT = """
ກຸ່ມ|ຂອງ|ພວກ|ເຮົາ ຢູ່ ບ້ານ|ດາກ|ຫີດ ເມືອງ|ສານ|ໄຊ ແຂວງ|ອັດ|ຕະ|ປື ມີ ຊາວ|ເອັດ ຄອບ|ຄົວ ສ່ວນ|ຫຼາຍ ແມ່ນ ແມ່|ຍິງ. ພວກ|ເຮົາ|ປູກ|ໜໍ່|ໄມ້|ຝຣັ່ງ
ປອດ|ສານ|ພິດ|ແລະ|ກ້ວຍ|ນ້ຳ ແຕ່|ລະ|ປີ|ຂາຍ|ໄດ້ ສາມ|ໂຕນ|ເຄິ່ງ ແຕ່|ຍັງ|ຂາດ|ທຶນ|ຍ້ອນ|ລາ|ຄາ|ບໍ່|ແນ່|ນອນ. ຕອນ|ໄປ|ຢ້ຽມ|ຢາມ|ກຸ່ມ|ອື່ນ
ພວກ|ເຮົາ|ເຂົ້າ|ໃຈ|ວັນ|ທີ|ສົ່ງ|ຂອງ|ແລະ|ຮຽນ|ຮູ້|ວິ|ທີ|ຕໍ່|ລອງ|ກັບ|ບໍ|ລິ|ສັດ|ເອ|ກະ|ຊົນ. ປີ|ໜ້າ|ຢາກ|ສ້າງ|ໂຮງ|ອົບ|ແຫ້ງ|ໃຫຍ່|ກວ່າ|ເກົ່າ
ເພື່ອ|ໃຫ້|ຄຸນ|ນະ|ພາບ|ດີ|ກວ່າ|ນີ້ ແລະ|ມີ|ລະ|ບຽບ|ກຸ່ມ|ທີ່|ທຸກ|ຄົນ|ອອກ|ຄຳ|ເຫັນ|ນຳ|ກັນ. ຄະ|ນະ|ກຳ|ມະ|ການ|ຈະ|ລາຍ|ງານ|ບັນ|ຊີ|ເງິນ
ໃຫ້|ສະ|ມາ|ຊິກ|ຟັງ|ທຸກ|ເດືອນ ເຮັດ|ວຽກ|ຢ່າງ|ໂປ່ງ|ໃສ ບອກ|ວ່າ|ໃຜ|ຮັບ|ຜິດ|ຊອບ|ຫຍັງ ແລະ|ແບ່ງ|ຜົນ|ປະ|ໂຫຍດ|ຢ່າງ|ຍຸ|ຕິ|ທຳ.
ຖ້າ|ຝົນ|ຕົກ|ຫຼາຍ ທາງ|ເຂົ້າ|ສວນ|ຂາດ ກໍ|ຈະ|ຂົນ|ທາງ|ເຮືອ|ແທນ ໃຊ້|ນ້ຳ|ມັນ|ຫ້າ|ສິບ|ກິ|ໂລ|ກຣາມ|ຕໍ່|ເທື່ອ ແກ່|ກວ່າ|ສຽງ|ຂວັນ|ແກວ່ງ|ຄວາມ|ສະ|ຫງວນ
"""
PARAGRAPH = CUT.replace("|", "")
CONTENT = Path(__file__).parents[2] / "content"
WATER = ("ນ\u0ec9\u0eb3", "ນ\u0ecd\u0ec9\u0eb2", "ນ\u0ec9\u0ecd\u0eb2", "ນ\u0eb3\u0ec9")


def test_every_syllable_of_the_paragraph_is_cut_as_by_hand() -> None:
    by_hand = re.findall(r"[^|\s.]+", CUT)
    assert len(by_hand) > 178
    assert [part for part in lao.syllables(PARAGRAPH) if not re.fullmatch(r"[\s.]+", part)] == by_hand


def test_a_line_of_the_paragraph_breaks_only_between_syllables() -> None:
    ends = {match.start() - CUT[: match.start()].count("|") for match in re.finditer(r"[|\s]", CUT)}
    at = 0
    for piece in lao.pieces(PARAGRAPH):
        at += len(piece)
        assert at in ends or at - 1 in ends or at == len(PARAGRAPH), piece


def test_a_known_word_stays_whole() -> None:
    assert lao.pieces("ເຂົ້າໃຈວັນທີ") == ["ເຂົ້າໃຈ", "ວັນທີ"]
    assert lao.pieces("ແຜນນະວັດຕະກຳຂອງກຸ່ມ") == ["ແຜນ", "ນະວັດຕະກຳ", "ຂອງ", "ກຸ່ມ"]
    assert all(lao.pieces(word) == [word] for word in WORDS)


@pytest.mark.parametrize(
    "text", ["", " ", "ກ", "ໆ", "ເ", "່", "ະ", "ຄຳ“ດີ”(ຫຼາຍ), 50%", "Phaen ແຜນ 12", "👩‍🌾 ໝູ", "ສາມມມ໌", "ກກກກ"]
)
def test_the_parts_joined_are_the_text_again(text: str) -> None:
    assert "".join(lao.syllables(text)) == "".join(lao.pieces(text)) == text


@pytest.mark.parametrize("text", [PARAGRAPH, PARAGRAPH[::-1], "".join(sorted(PARAGRAPH))])
def test_no_part_after_lao_begins_with_a_mark_even_in_nonsense(text: str) -> None:
    parts = lao.syllables(text)
    cuts = [(before, after) for before, after in pairwise(parts) if "\u0e80" <= before[-1] <= "\u0eff"]
    assert cuts
    assert not [cut for cut in cuts if re.match(f"[{lao.MARK}ະາຳຽໆ]", cut[1])]


def test_no_part_ends_with_a_vowel_that_waits_for_its_consonant() -> None:
    assert not [part for part in lao.syllables(PARAGRAPH) if part[-1] in lao.BEFORE]


def test_no_word_of_our_content_breaks_inside_a_cluster() -> None:
    files = [file.read_text("utf-8") for file in CONTENT.rglob("*.yaml")]
    words = {word for text in files for word in re.findall("[\u0e80-\u0eff]{2,}", text)}
    assert len(words) > 500
    for word in words:
        for before, after in pairwise(lao.pieces(word)):
            assert before[-1] not in lao.BEFORE, word
            assert not re.match(f"[{lao.MARK}ະາຳຽໆ]|[{lao.CONSONANT}]$", after), word


def test_punctuation_never_begins_a_line_and_an_opening_bracket_never_ends_one() -> None:
    pieces = lao.pieces("ຖາມ-ຕອບ (ຂໍ້ 3), “ດີ” ແມ່ນບໍ? 50%")
    assert not any(re.match(r"[)\],.?%”-]", piece) for piece in pieces)
    assert not any(re.search(r"[(“]$", piece) for piece in pieces)


def test_all_codings_of_a_word_are_one_for_comparing() -> None:
    assert {lao.fold(coding) for coding in WATER} == {"ນ້ຳ"}
    assert lao.fold("ຫມູ") == lao.fold("ໝູ")
    assert lao.fold("ຫນ້າຫລັກ") == lao.fold("ໜ້າຫຼັກ")
    assert lao.fold("ເເມ່ນ") == lao.fold("ແມ່ນ")
    assert lao.fold("ຝຣັ່ງ") == lao.fold("ຝລັ່ງ")
    assert lao.fold("ລາ້ນ") == lao.fold("ລ້ານ")
    assert lao.fold("ກ\u200bຸ່ມ  ໑໒\u00a0Coffee") == "ກຸ່ມ 12 coffee"


def test_words_that_differ_stay_different() -> None:
    words = ["ບໍ", "ບໍ່", "ຫາ", "ຫ້າ", "ມາ", "ມ້າ", "ໝາ", "ລາ", "ຫຼາ", "ນຳ", "ນ້ຳ", "ຄົນ", "ຄົ້ນ", "ໄມ້", "ໃໝ່"]
    assert len({lao.fold(word) for word in words}) == len(words)


def test_spelling_is_mended_and_all_else_kept() -> None:
    assert {lao.spell(coding) for coding in WATER} == {"ນ້ຳ"}
    assert lao.spell("ເເລະ\u200bຫມູ ໑໒ 1.5") == "ແລະຫມູ ໑໒ 1.5"
    assert lao.spell("👩‍🌾 Noy’s  plan\n") == "👩‍🌾 Noy’s  plan\n"
    assert lao.spell(PARAGRAPH) == PARAGRAPH


def test_marks_above_and_below_take_no_room() -> None:
    assert lao.wide("ກຸ່ມ") == 2
    assert lao.wide("ນ້ຳ") == 2
    assert lao.wide("ຍັງບໍ່ເຫັນດີ") == 7
    assert lao.wide("Plan 3") == 6


@pytest.mark.parametrize("widest", [8, 12, 18, 24, 40])
def test_every_text_of_ours_that_is_cut_ends_with_a_syllable_and_fills_its_room(widest: int) -> None:
    cut = [text for text in _our_texts() if lao.wide(text) > widest]
    assert len(cut) > 200
    for text in cut:
        kept = lao.short(text, widest)
        assert kept.endswith("…")
        ends = {len("".join(lao.syllables(text)[:many])) for many in range(len(lao.syllables(text)))}
        hung = len(text[len(kept) - 1 :]) - len(text[len(kept) - 1 :].lstrip(" \n,.:;–-("))
        assert len(kept) - 1 in ends or len(kept) - 1 + hung in ends, (text, kept)
        assert text.startswith(kept[:-1])
        assert widest - 16 <= lao.wide(kept) <= widest, (text, kept)


def _our_texts() -> list[str]:
    texts = [text for one in catalogues.load("lo") if one.id for text in catalogues.forms_of(one.string or "")]
    cards = (CONTENT / "lessons").glob("*/lo.md")
    texts += [line for file in cards for line in file.read_text("utf-8").splitlines()]
    return [text.strip() for text in texts if not re.search("[!-~]{7}|[{/]", text)]


@pytest.mark.parametrize(
    ("text", "widest", "short"),
    [
        ("ເລີ່ມຕັດແຕ່ເຊົ້າຕາມລາຍຊື່", 24, "ເລີ່ມຕັດແຕ່ເຊົ້າຕາມລາຍຊື່"),  # 20 letters take room
        ("ຖາມບໍລິສັດເລື່ອງຂະໜາດ ແລະ ລາຄາ", 20, "ຖາມບໍລິສັດເລື່ອງຂະໜາດ…"),
        ("Ask the company about size", 12, "Ask the…"),
        ("https://example.com/a/b", 12, "https://exa…"),
        ("👩‍🌾👩‍🌾👩‍🌾👩‍🌾", 5, "👩‍🌾👩‍🌾…"),
        ("🇱🇦🇱🇦🇱🇦", 4, "🇱🇦…"),
        ("ดีมากจริงๆเลยนะครับ", 6, "ดีมากจ…"),
        ("ດີນຳ", 1, "…"),
        ("  ດີ ", 2, "ດີ"),
        ("", 0, ""),
    ],
)
def test_a_title_ends_early_where_a_word_or_syllable_does(text: str, widest: int, short: str) -> None:
    assert lao.short(text, widest) == short
