"""How Phaen speaks: texts, values, dates and money in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.refused import Counted, Refused
from bot.i18n import Catalogue, Html, Say, bold, lines, plain, safe
from bot.settings import shipped
from tests import catalogues

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
    assert lines(bold(""), "Noy") == "Noy"


def test_a_latin_name_stands_apart_from_lao_words_and_a_lao_name_does_not(lao: Say) -> None:
    assert lao("{village} village", village="Darkhied") == "ບ້ານ Darkhied"
    assert lao("{village} village", village="ທົ່ງສີ") == "ບ້ານທົ່ງສີ"
    for written in ("ບ້ານໃໝ່", "ບ້ານ ໃໝ່", "ບ.ໃໝ່"):  # the word stands there already
        assert lao("{village} village", village=written) == "ບ້ານໃໝ່"
    assert lao("{village} village", village="Ban Mai") == "ບ້ານ Mai"
    assert lao("{village} village", village="ບ້ານ") == "ບ້ານບ້ານ"  # nothing else is left of it
    assert lao("{name} is {role} now", name="ນ້ອຍ", role="DAFO") == "ນ້ອຍ ເປັນ DAFO ແລ້ວ"


def test_numbers_of_things(lao: Say, english: Say) -> None:
    assert [lao.plural("{n} day left", "{n} days left", n) for n in (1, 3)] == ["ຍັງເຫຼືອ 1 ມື້", "ຍັງເຫຼືອ 3 ມື້"]
    assert [english.plural("{n} day left", "{n} days left", n) for n in (1, 3)] == ["1 day left", "3 days left"]


SLAVIC = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;\\n"

msgid "{n} day left"
msgid_plural "{n} days left"
msgstr[0] "{n} den"
msgstr[1] "{n} dnja"
msgstr[2] "{n} dnej"

msgid "A group has room for {n} member"
msgid_plural "A group has room for {n} members"
msgstr[0] "{n} chlen"
msgstr[1] ""
msgstr[2] "{n} chlenov"
"""


@pytest.fixture(params=["xx", "en"])  # a language that Babel does not know, and one whose own rule is another
def slavic(tmp_path: Path, request: pytest.FixtureRequest) -> Say:
    folder = tmp_path / request.param / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "phaen.po").write_text(SLAVIC)
    return Say(Catalogue(request.param, tmp_path), ZoneInfo("Asia/Vientiane"))


def test_a_language_of_three_forms_says_each_number_as_its_own_rule_does(slavic: Say) -> None:
    said = [slavic.plural("{n} day left", "{n} days left", n) for n in (1, 2, 5, 11, 14, 21, 103, 0)]
    assert said == ["1 den", "2 dnja", "5 dnej", "11 dnej", "14 dnej", "21 den", "103 dnja", "0 dnej"]


def test_a_form_that_is_not_translated_is_said_in_english(slavic: Say) -> None:
    room = [Counted("A group has room for {n} member", "A group has room for {n} members", n) for n in (1, 3, 60)]
    assert [slavic.why(Refused(one)) for one in room] == ["1 chlen", "A group has room for 3 members", "60 chlenov"]


def test_a_refusal_counts_twice(english: Say) -> None:
    why = Counted("{n} person is needed, {agreed}", "{n} people are needed, {agreed}", 2)
    refused = Refused(why, agreed=Counted("{n} agrees", "{n} agree", 1))
    assert english.why(refused) == "2 people are needed, 1 agrees"
    assert str(refused) == "{n} people are needed, {agreed}"  # for logs


def test_every_counted_text_has_its_forms() -> None:
    one = ["{n} days left", "In {g} groups", "{x} of {n} texts are recorded", "Long ({x} letters)", "{n} new plans"]
    assert [text for text in one if catalogues.uncounted(text)] == one
    right = ["{n} has it", "{a} kip was written", "Members: {n}", "{n} s", "{x} of {n}, {name}", "{name} asks"]
    assert not [text for text in right if catalogues.uncounted(text)]


@pytest.mark.parametrize(
    ("lao", "english"),
    [
        ("ສະຫຼຸບເງິນເດືອນ ມັງກອນ ແລ້ວ", ""),
        ("ສົ່ງຮູບວຽກທີ່ແລ້ວ", ""),
        ("ຂໍນຳຫ້ອງການ", ""),
        ("ຈະເຕືອນໃນໂມງນີ້", ""),
        ("ຄົນນີ້ບໍ່ຢູ່ໃນກຸ່ມ", ""),
        ("ຢູ່ໝູ່ບ້ານໃກ້ຄຽງ", ""),
        ("ຍັງຖ້າ: {names}", ""),
        ("⭐ ແຜນທີ່ຕ້ອງອ່ານ", ""),
        ("ບອກວ່າໃຫ້ເປັນຫົວໜ້າບໍ. ຕົກລົງ", ""),
        ("ເຫັນດີບໍ", ""),
        ("ພະນັກງານຍັງບໍ່ເປີດກຸ່ມ", "Staff did not open the group"),
    ],
)
def test_what_a_lao_text_says_by_accident_is_found(lao: str, english: str) -> None:
    assert len(list(catalogues.traps(lao, english))) == 1


def test_what_only_looks_like_it_is_not() -> None:
    texts = ["ເງິນໃນເດືອນ", "ອາທິດທີ່ແລ້ວ", "ບໍລິສັດ ແລະ ບໍລິການ", "ພູພຽງບໍລະເວນ", "ເຫັນດີບໍ? ແມ່ນບໍ?", "“ແມ່ນບໍ”", "ຄືໃນແຜນທີ່"]
    assert [trap for text in texts for trap in catalogues.traps(text, "It did not come")] == []
    assert list(catalogues.traps("ຍັງບໍ່ຕອບ", "Not answered yet")) == []


def test_the_content_says_nothing_by_accident() -> None:
    files = [*shipped("content").rglob("lo.md"), *shipped("content").rglob("*.yaml")]
    lines = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert len(lines) > 2_000
    assert [(name, trap, line) for name, line in lines for trap in catalogues.traps(line)] == []


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
