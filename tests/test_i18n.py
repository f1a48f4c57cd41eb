"""How Phaen speaks: texts, values, dates and money in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.refused import Refused
from bot.i18n import Catalogue, Html, Say, bold, lines, plain, safe

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{village} village"
msgstr "ບ້ານ{village}"

msgid "{name} is {role} now"
msgstr "{name} ເປັນ{role}ແລ້ວ"

msgid "{n} day left"
msgid_plural "{n} days left"
msgstr[0] "ຍັງເຫຼືອ {n} ມື້"

msgid "kip"
msgstr "ກີບ"
"""


@pytest.fixture
def lao(tmp_path: Path) -> Say:
    folder = tmp_path / "lo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "phaen.po").write_text(PO)
    return Say(Catalogue("lo", tmp_path), ZoneInfo("Asia/Vientiane"))


@pytest.fixture
def english(tmp_path: Path) -> Say:
    return Say(Catalogue("en", tmp_path), ZoneInfo("Asia/Vientiane"))


def test_a_text_without_translation_is_shown_in_english(lao: Say) -> None:
    assert lao("Nobody wrote this yet") == "Nobody wrote this yet"


def test_values_cannot_break_a_message(english: Say) -> None:
    assert english("{name} & co", name="<b>Bo</b>") == "&lt;b&gt;Bo&lt;/b&gt; &amp; co"
    assert english("{name}", name=bold("Noy")) == "<b>Noy</b>"


def test_a_latin_name_stands_apart_from_lao_words_and_a_lao_name_does_not(lao: Say) -> None:
    assert lao("{village} village", village="Darkhied") == "ບ້ານ Darkhied"
    assert lao("{village} village", village="ທົ່ງສີ") == "ບ້ານທົ່ງສີ"
    assert lao("{name} is {role} now", name="ນ້ອຍ", role="DAFO") == "ນ້ອຍ ເປັນ DAFO ແລ້ວ"


def test_numbers_of_things(lao: Say, english: Say) -> None:
    assert [lao.plural("{n} day left", "{n} days left", n) for n in (1, 3)] == ["ຍັງເຫຼືອ 1 ມື້", "ຍັງເຫຼືອ 3 ມື້"]
    assert [english.plural("{n} day left", "{n} days left", n) for n in (1, 3)] == ["1 day left", "3 days left"]


def test_days_and_money_are_written_as_each_language_writes_them(lao: Say, english: Say) -> None:
    day = date(2027, 1, 15)
    assert (lao.date(day), english.date(day)) == ("ວັນສຸກ, 15 ມັງກອນ 2027", "Friday, 15 January 2027")
    assert lao.day(day) == english.day(day) == "15/1/2027"
    assert (lao.money(1_500_000), english.money(1_500_000)) == ("1.500.000 ກີບ", "1,500,000 kip")


def test_an_instant_is_told_in_the_readers_zone(english: Say) -> None:
    at = datetime(2027, 1, 14, 17, 30, tzinfo=UTC)
    assert english.moment(at) == "15 January 2027, 00:30"
    assert english.today(at) == date(2027, 1, 15)


def test_a_refusal_tells_its_dates_in_the_readers_language(english: Say) -> None:
    assert english.why(Refused("Due on {date}", date=date(2027, 1, 15))) == "Due on Friday, 15 January 2027"


def test_a_button_shows_words_and_no_marks() -> None:
    assert plain(Html("<b>A &amp; B</b>")) == "A & B"
    assert plain("1 < 2") == "1 < 2"
    assert lines("a", "", None, safe("<")) == "a\n&lt;"
