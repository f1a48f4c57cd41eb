"""Search: what people type, in all spellings, finds the lesson that speaks of it."""

import pytest

from bot.services.search import lessons
from bot.understand import search
from bot.understand.search import Index, Passage
from tests.domain.golden import rows
from tests.story import LIBRARY

GOLDEN = {name: rows(name) for name in ("search", "search_words", "search_fresh")}
LESSONS = Index(lessons(LIBRARY))


def found(words: str) -> list[str]:
    return [hit.passage.key for hit in LESSONS.find(words)]


@pytest.mark.parametrize(
    ("name", "number", "first"), [("search", 40, 36), ("search_words", 40, 36), ("search_fresh", 20, 16)]
)
def test_most_questions_find_their_lesson_first_and_the_others_in_the_first_three(
    name: str, number: int, first: int
) -> None:
    golden = GOLDEN[name]
    assert len(golden) == number
    assert sum(found(words)[:1] == [lesson] for words, lesson in golden) >= first
    assert [words for words, lesson in golden if lesson not in found(words)[:3]] == []


def test_the_golden_questions_ask_for_lessons_that_there_are() -> None:
    asked = {lesson for golden in GOLDEN.values() for _, lesson in golden}
    assert asked <= {lesson.key for lesson in LIBRARY.lessons}


def test_a_small_english_word_with_a_slip_finds_nothing_of_its_own() -> None:
    assert found("wich buyer") == found("which buyer") == found("buyer")


@pytest.mark.parametrize("words", ["", " ", "?!", "ຫຍັງ", "how do we", "qqqqqq", "🐖", "ໆ", "໊໋", "_", "ບໍ່ມີ"])
def test_words_that_say_nothing_find_nothing(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "words",
    [
        *("ສະບາຍດີ", "ສະບາຍດີບໍ", "ສະບາຍດີ, ຂອບໃຈ", "ດີຫຼາຍ", "ໂອເຄ", "ຟຸດບານ", "ອິນເຕີເນັດ", "ຄອມພິວເຕີ", "ຂ້ອຍຮັກເຈົ້າ"),
        *("ຫວຍ", "hello", "thank you", "football", "Thanks, goodbye"),
    ],
)
def test_a_greeting_and_what_no_lesson_speaks_of_find_nothing(words: str) -> None:
    assert found(words) == []


def test_a_greeting_beside_a_question_changes_nothing() -> None:
    assert found("ສະບາຍດີ, ໝູຕາຍ") == found("ໝູຕາຍ") == found("hello ໝູຕາຍ")


@pytest.mark.parametrize(
    ("words", "lesson"),
    [
        ("ໜີ້", "saving"),
        ("ຫນີ້", "saving"),
        ("ເປັນໜີ້ທະນາຄານ", "saving"),
        ("ທະນາຄານ", "saving"),
        ("ໂກງ", "open-money"),
        ("ຖືກໂກງ", "open-money"),
        ("ຄັງເງິນ", "roles-and-rules"),
        ("ຂີ້ງົວ", "banana"),
        ("ຢາຂ້າຫຍ້າ", "banana"),
        ("debt", "saving"),
        ("herbicide", "banana"),
    ],
)
def test_the_words_of_the_village_find_what_a_lesson_says_in_others(words: str, lesson: str) -> None:
    assert found(words)[0] == lesson


def test_kin_stand_for_holding_together() -> None:
    assert "strong-group" in found("ອ້າຍນ້ອງ")[:2]


@pytest.mark.parametrize("words", ["ກ້ວຍນໍ້າ", "ກ້ວຍນ້ຳ", "ກ້\u200bວຍນ້ໍາ", "ກວຍ"])
def test_every_coding_and_a_forgotten_tone_find_the_same(words: str) -> None:
    assert found(words)[0] == "banana"


@pytest.mark.parametrize("words", ["buyer", "BUYERS", "buying from the buyer’s", "buyr", "ຜູ້ຊື້", "trader buyers ຜູ້ຊື້"])
def test_english_endings_slips_and_mixed_words_find_the_same(words: str) -> None:
    assert "choose-buyer" in found(words)[:3]


def test_the_passage_that_matched_is_shown_with_its_place() -> None:
    [first, *_] = LESSONS.find("swine fever")
    assert (first.passage.key, first.passage.index) == ("pigs-cardamom", 1)
    assert first.passage.words == "African swine fever cannot be cured, but people do not catch it."


def test_no_more_than_five_are_shown() -> None:
    assert len(found("group money price company buyer farmers")) == search.MOST == 5


@pytest.mark.parametrize(
    ("words", "root"),
    [("saving savings save saves saved", "sav"), ("seller selling sells sold", "sel"), ("company companies", "compan")],
)
def test_the_endings_of_a_word_are_one(words: str, root: str) -> None:
    assert {search.stem(word) for word in words.split()} == {root}


def test_a_short_word_keeps_its_letters() -> None:
    assert [search.stem(word) for word in ("pig", "dye", "bus", "is", "dyes")] == ["pig", "dye", "bus", "is", "dye"]


def test_other_kinds_of_things_are_found_beside_lessons() -> None:
    both = Index(
        [
            Passage("lesson", "pigs", 0, "Raise pigs in a pen"),
            Passage("question", "7", 0, "My pigs do not eat. What helps?"),
            Passage("lesson", "coffee", 0, "Pick only red cherries"),
        ]
    )
    assert [(hit.passage.kind, hit.passage.key) for hit in both.find("pigs eat")] == [
        ("question", "7"),
        ("lesson", "pigs"),
    ]


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).find("coffee") == ()
