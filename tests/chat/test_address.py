"""Buttons' addresses: written into 64 bytes, read back, and never believed."""

import pytest

from bot.chat import address
from bot.chat.address import Address


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("home.menu", Address("home.menu", "", (), (), None, False)),
        ("plan.step:7,problem", Address("plan.step", "", (7, "problem"), (), None, False)),
        ("+help.page:plan.step", None),
        ("+help.page:home", Address("help.page", "", ("home",), (), None, True)),
        ("plan.step!skip:7,problem@3", Address("plan.step", "skip", (7, "problem"), (), 3, False)),
        ("lessons.quiz!choose:roles,0;2", Address("lessons.quiz", "choose", ("roles", 0), (2,), None, False)),
        ("plan.step:99999999999999999999", Address("plan.step", "", ("99999999999999999999",), (), None, False)),
    ],
)
def test_a_buttons_data_is_taken_apart(data: str, meaning: Address | None) -> None:
    assert address.parse(data) == meaning


@pytest.mark.parametrize(
    "data", ["", "x", "plan", "plan.step!", "plan.step:7 ", "plan.step:ກ", "plan.step@", "p.s:" + "1" * 64, "a.b;'--"]
)
def test_what_is_none_of_ours_means_nothing(data: str) -> None:
    assert address.parse(data) is None


def test_what_is_written_is_read_back() -> None:
    data = address.tap("plan.step", "keep", (7, "problem"), (2, "both"), 12)
    assert address.parse(data) == Address("plan.step", "keep", (7, "problem"), (2, "both"), 12, False)


def test_more_than_telegram_takes_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="not a button's data"):
        address.page("plan.step", (7, "x" * 60))
