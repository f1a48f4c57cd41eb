"""What people write when a stretch of days is asked."""

from datetime import date

import pytest

from bot.understand import spans
from bot.understand.readings import Unclear, Unsure
from tests.domain import golden

MONDAY = date(2026, 11, 23)


def said(reading: spans.Reading) -> str:
    """A reading in the words of the golden set."""
    if isinstance(reading, Unsure):
        return " ".join(["ask", *(f"{first}..{last}" for first, last in reading.choices)])
    return "ask" if isinstance(reading, Unclear) else f"{reading[0]}..{reading[1]}"


@pytest.mark.parametrize(("typed", "meaning"), golden.rows("spans"))
def test_a_typed_stretch_means_what_the_golden_set_says(typed: str, meaning: str) -> None:
    assert said(spans.read(typed, today=MONDAY)) == meaning


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2027, 12, 31), date(2028, 2, 29), date(2027, 7, 31)])
def test_the_first_day_never_stands_behind_the_last(today: date) -> None:
    for typed, _ in (*golden.rows("spans"), *golden.rows("dates")):
        found = spans.read(typed, today=today)
        choices = found.choices if isinstance(found, Unsure) else () if isinstance(found, Unclear) else (found,)
        assert all(first <= last for first, last in choices), typed


@pytest.mark.parametrize("typed", ["", "-", " to ", "1 to", "໑" * 500, "– – –", "0 to 0", "99/99 to 98/98"])
def test_nonsense_is_not_understood_and_does_no_harm(typed: str) -> None:
    assert spans.read(typed, today=MONDAY) == Unclear()
