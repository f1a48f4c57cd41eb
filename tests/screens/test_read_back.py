"""What was understood is read back: the page, and how it travels in a button."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.address import Go
from bot.chat.message import Button
from bot.i18n import Html
from bot.screens.widgets import read_back

GO = Go("home.menu")
YES, NO, OTHER, ONE, TWO = (Button(label, GO) for label in ("Yes", "No", "Other", "One", "Two"))


def rows(choices: list[Button], *, no: Button | None = None, beside: bool = False) -> tuple[str, list[list[str]]]:
    """What a reading asks, with nothing above it, and the labels of its buttons."""
    so, which = Html("so?"), Html("which?")
    page = read_back.reading(choices, so=so, yes=YES, which=which, other=OTHER, no=no, beside=beside)
    assert (page.text, page.asks is None) == ("", False)
    return str(page.asks), [[button.label for button in row] for row in page.rows if row]


def test_one_reading_is_asked_about_several_are_chosen_from() -> None:
    assert rows([ONE]) == ("so?", [["Yes"], ["Other"]])
    assert rows([ONE], no=NO, beside=True) == ("so?", [["Yes", "No"]])
    assert rows([ONE, TWO], no=NO, beside=True) == ("which?", [["One"], ["Two"], ["Other"]])


@pytest.mark.parametrize(
    ("value", "once"),
    [
        ({"number": "1.5"}, "n1_5"),
        ({"number": "-3"}, "n-3"),
        ({"kip": 500_000}, "kapsw"),
        ({"day": "2027-01-15"}, "dfuzg"),
        ({"first": "2027-01-15", "last": "2027-01-20"}, "sfuzg-fuzl"),
    ],
)
def test_a_value_travels_as_it_always_did(value: dict[str, Any], once: str) -> None:
    assert read_back.packed(value) == once
    assert read_back.unpacked(once) == value


@pytest.mark.parametrize(
    "word",
    ["", "n", "n9E9999999", "nNaN", "n1_", "n" + "9" * 20, "k", "k1-2", "kK", "d0", "dzzzzzz", "s1", "s0-1", "x1"],
)
def test_a_forged_value_is_none(word: str) -> None:
    """9E9999999 would be ten million figures."""
    assert read_back.unpacked(word) == {}
