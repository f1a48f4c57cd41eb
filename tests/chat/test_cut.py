"""Texts that are longer than a message: cut where a reader would pause, whole together, and never broken HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.chat import cut
from bot.chat.message import shortened
from bot.i18n import Html, plain, safe
from bot.simulator import markup
from bot.understand import lao

LAO = "ກຸ່ມຂອງພວກເຮົາຈະປູກໜໍ່ໄມ້ຝຣັ່ງແລະຂາຍຢູ່ຕະຫຼາດເມືອງດັກຈຶງ"
LETTERS = some.sampled_from((*"ab <&>\n", "\n\n", ". ", "ກຳ", "ນ້ຳ", "ໄມ້", "😀", "👨‍👩‍👧"))


def joined(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@given(some.lists(some.tuples(LETTERS, some.sampled_from(("{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>")))))
def test_nothing_is_lost_and_every_part_is_whole_for_telegram(pieces: list[tuple[str, str]]) -> None:
    text = Html("".join(mark.format(safe(letters)) for letters, mark in pieces))
    parts = cut.parts(text, 12)
    assert joined([plain(part) for part in parts]) == joined([plain(text)])
    for part in parts if plain(text).strip() else []:
        assert 0 < cut.units(markup.from_html(part).text) <= 12


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One paragraph.\n\nAnother one\nof two lines", "One paragraph."),
        ("A line that is long\nAnd one more", "A line that is long"),
        ("A sentence here. And there is more", "A sentence here."),
        ("Many small words without an end", "Many small words without"),
        ("<b>Bold words go on behind the cut</b>", "<b>Bold words go on behind </b>"),
    ],
)
def test_it_is_cut_where_a_reader_pauses(text: str, first: str) -> None:
    assert cut.parts(Html(text), 26)[0] == first


def test_lao_is_cut_between_syllables() -> None:
    parts = cut.parts(Html(LAO * 100))
    syllables = lao.syllables(LAO)
    starts = {"".join(syllables[place:])[:6] for place in range(len(syllables))} | {LAO[:6]}
    assert len(parts) == -(-len(LAO) * 100 // cut.PART)
    assert all(any(part.startswith(start[:4]) for start in starts) for part in parts)


def test_a_beginning_ends_with_a_syllable() -> None:
    words = cut.brief(LAO, 20)
    assert words == "ກຸ່ມຂອງພວກເຮົາຈະປູກ…"
    assert cut.brief("short", 20) == "short"
    assert cut.brief("😀" * 20, 21) == "😀" * 10 + "…"
    assert cut.brief("anything", 1) == "…"


def test_a_label_is_measured_as_the_eye_does() -> None:
    assert shortened("ເລີ່ມຕັດແຕ່ເຊົ້າຕາມລາຍຊື່", 24) == "ເລີ່ມຕັດແຕ່ເຊົ້າຕາມລາຍຊື່"  # 25 characters, 20 take room
    assert shortened("ຖາມບໍລິສັດເລື່ອງຂະໜາດ ແລະ ລາຄາ", 20) == "ຖາມບໍລິສັດເລື່ອງຂະໜາດ…"
