"""Buttons' addresses: written into 64 bytes, read back, and never believed."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import bot
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


# What is told in links, arguments and values -------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "meant"), [("7", 7), ("999999999999999999", 10**18 - 1)])
def test_a_link_names_an_id(text: str, meant: int) -> None:
    assert address.number(text) == meant


@pytest.mark.parametrize("text", ["", "0", "-1", "007", "+7", " 7", "7_0", "໗", "٧", "x", "1e3", "9" * 19, "9" * 5000])
def test_what_is_no_id_of_ours_is_none_that_anything_has(text: str) -> None:
    assert address.number(text) == 0


def test_a_day_is_read_as_it_was_written() -> None:
    assert address.day(address.day_written(date(2027, 1, 15))) == date(2027, 1, 15)
    assert [address.day(text) for text in ("", "0", "x", "20270132", "20270115" * 9)] == [None] * 5


@pytest.mark.parametrize(("base", "once"), [(10, "500000-50"), (16, "b4f2e-b4f30"), (36, "k5-2t-0")])
def test_numbers_travel_in_a_button_in_the_base_of_its_first(base: int, once: str) -> None:
    numbers = address.unpack(once, base)
    assert numbers == tuple(int(one, base) for one in once.split("-"))
    assert address.pack(numbers, base) == once


@pytest.mark.parametrize(
    "text", ["", "-", "--", "!", "1-", "-1", "x_", "1_0", "+1", " 1", "໑", "zz-", "f" * 60, "9" * 9999]
)
def test_a_forged_argument_holds_no_numbers(text: str) -> None:
    assert [address.unpack(text, base) for base in (10, 16, 36)] == [()] * 3


def test_a_number_above_the_most_makes_an_argument_forged() -> None:
    assert address.unpack("5-10", 10, most=10) == (5, 10)
    assert address.unpack("5-11", 10, most=10) == ()


def test_numbers_without_room_are_left_out_from_the_end() -> None:
    assert address.unpack(address.pack([10**12] * 9, 36, room=28), 36) == (10**12,) * 3


def read_by_hand(path: Path) -> Iterator[int]:
    """The lines on which a file makes a number of something itself: int(…), map(int, …)."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and "int" in [getattr(one, "id", "") for one in (node.func, *node.args[:1])]:
            yield node.lineno


def test_only_this_file_reads_numbers_from_what_arrives() -> None:
    """So that no forged button or link takes a number into the database that it cannot hold."""
    found, here = [], Path(bot.__file__).parent
    for path in sorted([*here.glob("screens/**/*.py"), *here.glob("chat/*.py")]):
        if path != Path(address.__file__):
            found += [f"{path.relative_to(here)}:{line}" for line in read_by_hand(path)]
    assert found == []
