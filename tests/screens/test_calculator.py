"""The break-even calculator: two numbers as people type them, each read back, and a price."""

import pytest

from tests.story import Someone, Story


def opened(story: Story, language: str = "en") -> Someone:
    """Noy on the first page of the calculator, which lies on top of the lesson's card."""
    noy = story.known("Noy", language=language)
    noy.says("/start l-costs")
    noy.forges("lessons.card:costs,3")
    noy.taps("💰")
    return noy


def test_noy_works_out_the_price_of_the_lessons_example_and_returns_to_the_lesson(story: Story) -> None:
    noy = opened(story)
    noy.says("6 million")
    assert noy.sees.text == "6,000,000 kip (six million) – is that right?"
    noy.taps("Yes")
    assert noy.sees.text == "Costs: 6,000,000 kip\nHow many kilos can be sold? For example 1,500"
    noy.says("1,500 kg")
    assert noy.sees.text == "1,500 kilos – is that right?"
    noy.taps("Yes")
    assert noy.sees.text == (
        "6,000,000 kip divided by 1,500 kilos is 4,000 kip a kilo\n"
        "Below this price the group loses money. Above it there is profit\n"
        "Break-even price: 4,000 kip a kilo"
    )
    noy.taps("◀ Back")
    assert noy.sees.text.startswith("Lesson 10: What does it cost us?")


def test_in_lao_with_lao_ways_of_writing(story: Story) -> None:
    noy = opened(story, "lo")
    noy.says("ສອງລ້ານ")
    assert noy.sees.text == "2.000.000 ກີບ (ສອງລ້ານ) – ແມ່ນບໍ?"
    noy.taps("ແມ່ນ")
    noy.says("ຫ້າຮ້ອຍກິໂລ")
    noy.taps("ແມ່ນ")
    assert "2.000.000 ກີບ ຫານໃຫ້ 500 ກິໂລ ແມ່ນ ກິໂລລະ 4.000 ກີບ" in noy.sees.text
    assert "ລາຄາຄຸ້ມທຶນ: ກິໂລລະ 4.000 ກີບ" in noy.sees.text


def test_an_amount_that_could_mean_several_is_asked_back(story: Story) -> None:
    noy = opened(story)
    noy.says("50")
    assert noy.sees.text == "Which amount? Choose"
    assert "50,000 kip" in noy.sees.buttons()
    noy.taps("50,000 kip")
    assert noy.sees.text.startswith("Costs: 50,000 kip")


def test_no_asks_again_and_numbers_can_be_changed_afterwards(story: Story) -> None:
    noy = opened(story)
    noy.says("6 million")
    noy.taps("No")
    assert "💰 What price do we need?" in noy.sees.text
    noy.says("8 million")
    noy.taps("Yes")
    noy.says("2000")
    noy.taps("Yes")
    assert "4,000 kip a kilo" in noy.sees.text
    noy.taps("Kilos")
    noy.says("1000")
    noy.taps("Yes")
    assert "8,000 kip a kilo" in noy.sees.text


@pytest.mark.parametrize("typed", ["much", "0", "-5", "99999999999999999999"])
def test_what_is_no_amount_is_refused_kindly(story: Story, typed: str) -> None:
    noy = opened(story)
    noy.says(typed)
    assert "This amount is not understood yet. For example 500,000" in noy.sees.text


def test_another_currency_and_a_photo_are_refused_kindly(story: Story) -> None:
    noy = opened(story)
    noy.says("500 baht")
    assert "Please write the amount in kip." in noy.sees.text
    noy.sends("photo")
    assert "This amount is not understood yet." in noy.sees.text


@pytest.mark.parametrize("typed", ["many", "0", "0 kilos", "9999999999"])
def test_what_is_no_weight_is_refused_kindly_and_the_costs_stay(story: Story, typed: str) -> None:
    noy = opened(story)
    noy.says("6 million")
    noy.taps("Yes")
    noy.says(typed)
    assert "This number is not understood yet. For example 1,500" in noy.sees.text


@pytest.mark.parametrize(
    "data",
    [
        "calculator.price:6000000,0",
        "calculator.price:0,5",
        "calculator.price:-5,-5",
        "calculator.price:999999999999999999,1",
        "calculator.kilos:-1",
        "calculator.costs:zz-0-9999999999999999",
    ],
)
def test_forged_numbers_lead_back_to_the_first_question(story: Story, data: str) -> None:
    noy = opened(story)
    noy.forges(data)
    assert "💰 What price do we need?" in noy.sees.text


@pytest.mark.parametrize("data", ["calculator.price:6000000", "calculator.price:a,b", "calculator.kilos"])
def test_a_forged_page_without_numbers_is_not_there(story: Story, data: str) -> None:
    noy = opened(story)
    noy.forges(data)
    assert "This page is not there any more" in noy.sees.text
