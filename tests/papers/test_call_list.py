"""The table of who wants a call, read back as a spreadsheet reads it: no formula, no number that loses its zero."""

from __future__ import annotations

import csv
import io

import pytest

from bot.domain.zones import zone_of
from bot.i18n import Say, catalogue
from bot.papers import call_list
from bot.settings import shipped
from bot.store.announcements import Caller


def read(*callers: Caller) -> list[list[str]]:
    say = Say(catalogue("en", shipped("locales")), zone_of("Asia/Vientiane"))
    made = call_list.table(callers, say)
    assert made.startswith(b"\xef\xbb\xbf")  # else Excel takes Lao for something else
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", " =", "\t-", "\n@"])
def test_a_name_that_looks_like_a_formula_is_none(begin: str) -> None:
    words = f'{begin}HYPERLINK("http://x","y")'
    rows = read(Caller(words, "", words))
    assert rows[1] == [f"'{words}", f"'{words}", ""]


def test_names_with_commas_quotes_and_lines_stay_in_their_cell() -> None:
    words = 'ນ້ອຍ, "the tall"\nof Darkhied'
    assert read(Caller(words, "+8562055123456", "ກຸ່ມ; 1"))[1] == [words, "ກຸ່ມ; 1", "020 5512 3456"]


@pytest.mark.parametrize(
    ("number", "shown"), [("+8562055123456", "020 5512 3456"), ("+66812345678", "006 6812 3456 78"), ("", "")]
)
def test_a_number_is_dialled_as_it_stands(number: str, shown: str) -> None:
    assert call_list.dialled(number) == shown
