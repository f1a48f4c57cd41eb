"""A lesson's picture: its size is said on the first page, a tap brings it, and the page comes below it."""

from tests.story import Story


def test_noy_asks_for_the_picture_and_reads_on_below_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-coffee")
    assert "🖼 Picture, 25 KB" in noy.sees.buttons()
    noy.taps("🖼 Picture")
    *_, picture, page = [noy.phone[number] for number in sorted(noy.phone)]
    assert picture.medium == {
        "kind": "photo",
        "recipe": {"paper": "picture", "lesson": "coffee"},
        "name": "coffee.png",
    }
    assert page.text.startswith("Lesson 17: Coffee – page 1 of 8")
    noy.taps("Next ▶")
    assert noy.sees.text.startswith("Lesson 17: Coffee – page 2 of 8")
    assert not [label for label in noy.sees.buttons() if label.startswith("🖼")]


def test_a_forged_tap_on_a_lesson_that_is_not_there_brings_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("lessons.card!picture:nothing,0")
    assert noy.sees.text.startswith("This lesson is not there any more")
    assert not [bubble for bubble in noy.phone.values() if bubble.medium]


def test_only_the_lesson_about_costs_has_the_calculator(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-costs")
    assert "🧮 Work out our price" not in noy.sees.buttons()
    noy.forges("lessons.card:costs,3")
    assert "🧮 Work out our price" in noy.sees.buttons()
    noy.forges("lessons.card:coffee,3")
    assert "🧮 Work out our price" not in noy.sees.buttons()
