"""Help explains the page that one is on and returns to it."""

from tests.story import Story


def test_help_explains_the_page_below_and_returns_to_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    settings = noy.sees.text
    noy.says("/help")
    assert noy.sees.text == (
        "💡 How to use this page:\nTap what you want to change. Everything can be changed back\n"
        "Nothing is lost. Back to the page?"
    )
    assert noy.sees.buttons() == ["◀ Back", "❓ Ask an expert"]
    noy.says("/help")
    assert "Tap what you want to change" in noy.sees.text
    noy.taps("◀ Back")
    assert noy.sees.text == settings


def test_help_of_the_first_page_stands_behind_the_large_keyboard(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/menu")
    noy.says("💡 ວິທີໃຊ້")
    assert noy.sees.text.startswith("💡 ໜ້ານີ້ໃຊ້ແນວນີ້:\nປຸ່ມໃຫຍ່ລຸ່ມນີ້ພາໄປທຸກບ່ອນ. ກົດ /menu ເພື່ອກັບມາໜ້ານີ້")


def test_a_stranger_gets_help_in_the_middle_of_the_welcome(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    bo.taps("English")
    bo.says("/help")
    assert "Your name is kept only after you agree" in bo.sees.text
    assert bo.sees.buttons() == ["◀ Back"]
    bo.taps("◀ Back")
    assert bo.sees.text.endswith("Do you agree?")
