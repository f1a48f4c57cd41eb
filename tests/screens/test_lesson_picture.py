"""A lesson's picture comes by itself above its first page, in data-light mode on a tap; one page stays, never two."""

from tests.story import Someone, Story

PICTURE = {"kind": "photo", "recipe": {"paper": "picture", "lesson": "coffee"}, "name": "coffee.png", "shared": True}


def phone(someone: Someone) -> list[object]:
    """What stands on a phone, from the top: pictures, and the first line of each text."""
    bubbles = [someone.phone[number] for number in sorted(someone.phone)]
    return [bubble.medium or bubble.text.split("\n")[0] for bubble in bubbles]


def light(story: Story, someone: Someone) -> None:
    with story.database.begin() as uow:
        uow.people.change(someone.me, light=True)


def test_the_picture_comes_above_the_first_page_and_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-coffee")
    assert phone(noy) == [PICTURE, "Lesson 17: Coffee – page 1 of 8"]
    noy.taps("Next ▶")
    noy.taps("◀ Page before")
    assert phone(noy) == [PICTURE, "Lesson 17: Coffee – page 1 of 8"]
    assert noy.sees.buttons() == ["Next ▶", "◀ Back", "🧭 More"]


def test_a_tapped_page_moves_below_the_picture_and_a_double_tap_brings_nothing_more(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/lessons")
    noy.forges("lessons.module:field")
    bubble = noy.sees
    for _ in range(2):
        noy.forges("+lessons.card:coffee,0", bubble.id)
    assert phone(noy) == [PICTURE, "Lesson 17: Coffee – page 1 of 8"]


def test_a_page_that_has_no_answer_yet_and_is_tapped_twice_stays_one(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/lessons")
    bubble = noy.sees
    story.delivering = False
    for _ in range(2):
        noy.forges("+lessons.card:coffee,0", bubble.id)
    story.delivering = True
    story.deliver()
    assert phone(noy) == [PICTURE, "Lesson 17: Coffee – page 1 of 8"]


def test_in_data_light_mode_its_size_is_said_and_a_tap_brings_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    light(story, noy)
    noy.says("/start l-coffee")
    assert phone(noy) == ["Lesson 17: Coffee – page 1 of 8"]
    assert noy.sees.buttons() == ["Next ▶", "📷 Picture, 25 KB", "◀ Back", "🧭 More"]
    noy.taps("📷 Picture")
    assert phone(noy) == [PICTURE, "Lesson 17: Coffee – page 1 of 8"]
    noy.taps("Next ▶")
    assert noy.sees.text.startswith("Lesson 17: Coffee – page 2 of 8")
    assert not [label for label in noy.sees.buttons() if label.startswith("📷")]


def test_a_lesson_without_a_picture_and_a_forged_one_bring_none(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("lessons.card!picture:nothing,0")
    assert "This lesson is not there any more" in noy.sees.text
    noy.forges("lessons.card:coffee,2")
    assert not [bubble for bubble in noy.phone.values() if bubble.medium]


def test_only_the_lesson_about_costs_has_the_calculator(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-costs")
    assert "💰 Work out our price" not in noy.sees.buttons()
    noy.forges("lessons.card:costs,3")
    assert "💰 Work out our price" in noy.sees.buttons()
    noy.forges("lessons.card:coffee,3")
    assert "💰 Work out our price" not in noy.sees.buttons()
