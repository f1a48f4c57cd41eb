"""Search as people see it: a word, the lessons that speak of it, and the way back."""

import re

import pytest

from bot.chat.address import LIMIT
from tests.story import LIBRARY, Story


def test_noy_finds_a_lesson_by_a_word_opens_it_and_comes_back(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/search")
    assert noy.sees.text == "🔎 Search\nWhat do you want to know? Write a word or two"
    noy.says("swine fever")
    assert "African swine fever cannot be cured, but people do not catch it." in noy.sees.text
    assert noy.sees.buttons()[0] == "📚 20. Pigs and cardamom"
    noy.taps("20.")
    assert noy.sees.text.startswith("Lesson 20: Pigs and cardamom – page 2 of 9")
    noy.taps("🧭 More")
    noy.taps("◀ Leave the lesson")
    assert noy.sees.text.startswith("🔎 swine fever\nAfrican swine fever")


def test_lao_without_spaces_finds_lao(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/search")
    assert noy.sees.text == "🔎 ຊອກຫາ\nຢາກຮູ້ຫຍັງ? ຂຽນຄຳສັ້ນໆ"
    noy.says("ຫມູຕາຍເຮັດແນວໃດ")
    assert "ໝູຕາຍຫຼາຍຍ້ອນພະຍາດ." in noy.sees.text


def test_what_was_found_in_another_language_is_told_in_the_readers(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/search")
    for words in ("swine", "20", "ໝູ"):
        noy.says(words)
        assert "📚" in noy.sees.buttons()[0]
        assert not re.search("[A-Za-z]{4}", noy.sees.text.partition("\n")[2])


def test_one_word_after_another_can_be_tried(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/search")
    noy.says("zzzz")
    assert noy.sees.text == "🔎 zzzz\nNothing found yet. Try another word, or ask an expert"
    noy.says("banana")
    assert noy.sees.buttons()[0] == "📚 19. Banana"


def test_a_greeting_finds_nothing_and_says_so(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/search")
    noy.says("ສະບາຍດີ")
    assert noy.sees.text == "🔎 ສະບາຍດີ\nຍັງບໍ່ພົບ. ລອງຄຳອື່ນ ຫຼື ຖາມຜູ້ຊ່ຽວຊານ"


@pytest.mark.parametrize(
    ("words", "lesson"),
    [
        ("ໜີ້", "saving"),
        ("ທະນາຄານ", "saving"),
        ("ໂກງ", "open-money"),
        ("ຖືກໂກງ", "open-money"),
        ("ຂີ້ງົວ", "banana"),
        ("ຢາຂ້າຫຍ້າ", "banana"),
        ("ອ້າຍນ້ອງ", "strong-group"),
        ("ຄັງເງິນ", "roles-and-rules"),
    ],
)
def test_each_word_of_the_village_offers_the_lesson_that_fits(story: Story, words: str, lesson: str) -> None:
    noy, fits = story.known("Noy"), LIBRARY.lesson(lesson)
    assert fits
    noy.says("/search")
    noy.says(words)
    offered = [label for label in noy.sees.buttons() if label.startswith("📚 ")]
    assert any(label.startswith(f"📚 {fits.order}. ") for label in offered[:2])
    noy.taps(f"📚 {fits.order}. ")
    assert noy.sees.text.startswith(f"ບົດທີ {fits.order}: {fits.title('lo')}")


def test_a_photo_or_a_sign_is_no_word_to_look_for(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/search")
    kind = "Please write a word that you want to find, for example: coffee"
    noy.sends("photo")
    assert kind in noy.sees.text
    noy.says("???")
    assert "There is nothing to read in your message" in noy.sees.text


def test_what_was_found_survives_a_long_question_and_html(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/search")
    noy.says("<b>&amp; " + "ກາເຟ ໝາກແດງ ຂາຍໄດ້ລາຄາເທົ່າໃດ ຢູ່ເມືອງປາກຊ່ອງ " * 8)
    assert "📚 17. ກາເຟ" in noy.sees.buttons()
    noy.taps("17. ກາເຟ")
    [back] = [button["data"] for row in noy.sees.rows for button in row if button["label"] == "◀ ກັບຄືນ"]
    assert back.startswith("search.page:")
    assert len(back.encode()) <= LIMIT


def test_a_forged_search_shows_that_nothing_was_found(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/search")
    noy.forges("search.page:zzzz-99")
    assert noy.sees.buttons() == ["💬 Questions and answers", "◀ Back"]


def test_a_stranger_is_asked_for_a_language_first(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/search")
    assert "ລາວ" in " ".join(bo.sees.buttons())


def test_words_behind_the_command_are_looked_for_at_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/search coffee")
    assert "🔎 coffee" in noy.sees.text
    noy.says("/search ???")
    assert noy.sees.text == "🔎 Search\nWhat do you want to know? Write a word or two"
    story.somebody("Bo").says("/search coffee")
    assert "coffee" not in story.transcript[-1]
