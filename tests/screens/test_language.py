"""The language changes at any moment, and the page that one was on comes back."""

from tests.story import Story


def test_the_same_page_comes_back_in_the_other_language(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    noy.says("/settings")
    noy.taps("⏰ ການເຕືອນຂອງກຸ່ມ")
    noy.taps("⏰ ເວລາເຕືອນ")
    assert noy.sees.text == "ຢາກໃຫ້ເຕືອນວຽກຂອງ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ຈັກໂມງ? ດຽວນີ້: 8:00"
    noy.says("/language")
    assert noy.sees.text == "Choose a language\nເລືອກພາສາ"
    noy.taps("English")
    assert noy.sees.text == "✅ The language is changed\nAt what hour should reminders for ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ come? Now: 8:00"


def test_the_language_can_be_typed_and_other_words_are_answered_kindly(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/language")
    noy.says("Deutsch")
    assert noy.sees.text == "Sorry, this is not understood yet. Choose a button below\nChoose a language"
    noy.says("ພາສາລາວ")
    assert noy.sees.text == "ທ່ານຍັງບໍ່ທັນເຂົ້າກຸ່ມ\n✅ ປ່ຽນພາສາແລ້ວ\nຊອກຫາກຸ່ມດຽວນີ້ບໍ?"


def test_a_forged_language_changes_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/language")
    assert noy.forges("language.choose!choose;xx").toast == "Sorry, this is not understood yet. Choose a button below"
    assert noy.sees.text.endswith("Choose a language")
