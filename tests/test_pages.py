"""Farmers' pages stay short: 120 letters, 6 rows, 8 buttons; those not made anew yet are listed, and get fewer."""

from __future__ import annotations

import pytest

from tests import pages
from tests.pages import BUTTONS, LETTERS, PICKED, ROWS, Measure, without

pytestmark = pytest.mark.slow

# On these a day, a place, a person or a mark is picked: they may have eight rows, and as many buttons as fit.
PICKERS = {
    *("actions.when", "plan.day", "plan.when", "plan.season", "plan.seasons", "plan.items", "reminders.pause"),
    *("plan.meant", "welcome.province", "welcome.district", "welcome.about", "settings.hour"),
    *("members.list", "members.pair"),
}
EXAMPLES = {"plan.example": 205, "library.read": 190}  # what a group has answered is content, as a lesson's card is
TOLD = {"welcome.privacy", "welcome.language", "settings.kept", "forget.page"}  # notices of the law, and the hello
# Not made anew yet. These lists only get shorter: whoever makes a page anew takes its line out.
NOT_YET: set[str] = set()
NOT_LAST: set[str] = set()  # what is asked does not stand last as a question of its own
TWICE: set[str] = set()  # a list as text and as buttons


@pytest.fixture(scope="module")
def found() -> dict[str, Measure]:
    return pages.measured()


def fits(one: Measure) -> bool:
    """Whether a page is within the limits of its kind."""
    letters = one.letters <= EXAMPLES.get(one.screen, LETTERS) or one.screen in TOLD
    if one.screen in PICKERS:
        return letters and one.rows <= PICKED
    return letters and one.rows <= ROWS and one.buttons <= BUTTONS


def test_a_page_that_was_made_anew_is_short(found: dict[str, Measure]) -> None:
    full = [one for one in found.values() if not fits(one) and one.screen not in NOT_YET]
    assert full == [], "python -m tests.pages"


def test_no_page_has_more_than_250_letters(found: dict[str, Measure]) -> None:
    assert {one.screen for one in found.values() if one.letters > 250} == set()


def test_what_is_asked_stands_last(found: dict[str, Measure]) -> None:
    assert {one.screen for one in found.values() if not one.asks} == NOT_LAST


def test_a_list_is_text_or_buttons(found: dict[str, Measure]) -> None:
    assert {one.screen for one in found.values() if one.twice > 1} == TWICE


def test_a_page_that_has_become_short_is_taken_off_the_list(found: dict[str, Measure]) -> None:
    assert sorted(NOT_YET - set(found)) == []
    assert sorted(name for name in NOT_YET if fits(found[name])) == []


def test_half_of_all_pages_and_nine_in_ten_are_as_short_as_they_have_become(found: dict[str, Measure]) -> None:
    """Lower these numbers when pages become shorter; they never grow."""
    letters = sorted(one.letters for one in found.values())
    assert letters[len(letters) // 2] <= 45
    assert letters[len(letters) * 9 // 10] <= 103


def test_people_s_own_words_do_not_count_also_where_they_were_cut() -> None:
    own = ["ຂຸດຮ່ອງລະບາຍນ້ຳຢູ່ສວນ", "ນ້ອຍ"]
    assert without("ວຽກ: ຂຸດຮ່ອງລະບາຍນ້ຳຢູ່ສວນ – ນ້ອຍ", own) == "ວຽກ:  – "
    assert without("ວຽກ: ຂຸດຮ່ອງລະບາຍນ້ຳ… – ນ້ອຍ", own) == "ວຽກ:  – "
    assert without("ຂຸດຮ່ອງລະບາຍນ້ຳອື່ນ", own) == "ຂຸດຮ່ອງລະບາຍນ້ຳອື່ນ"
