"""What people write when a day is asked."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.understand import dates, moon
from bot.understand.readings import Unclear, Unsure
from tests.domain import golden

MONDAY = date(2026, 11, 23)
MONTHS = "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ"


@pytest.mark.parametrize(("typed", "meaning"), golden.rows("dates"))
def test_a_typed_day_means_what_the_golden_set_says(typed: str, meaning: str) -> None:
    assert golden.said(dates.read(typed, today=MONDAY)) == meaning


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("20/11", "2026-11-20"),
        ("ວັນສຸກ", "2026-11-20"),
        ("ມື້ວານ", "2026-11-22"),
        ("3 ມື້ກ່ອນ", "2026-11-20"),
        ("15", "ask 2026-11-15 2026-10-15"),
        ("ຕຸລາ", "ask 2026-10-01 2026-10-15 2026-10-31"),
        ("1/1/2027", "ask 2026-01-01 2027-01-01"),
        ("ມື້ອື່ນ", "ask 2026-11-24"),
    ],
)
def test_when_a_day_gone_by_is_expected_a_day_without_a_year_is_the_last_one(typed: str, meaning: str) -> None:
    assert golden.said(dates.read(typed, today=MONDAY, expect="past")) == meaning


def test_when_any_day_may_be_meant_a_day_without_a_year_is_asked_back() -> None:
    assert golden.said(dates.read("20/11", today=MONDAY, expect="any")) == "ask 2026-11-20 2027-11-20"
    assert golden.said(dates.read("ວັນສຸກ", today=MONDAY, expect="any")) == "ask 2026-11-27 2026-11-20"
    assert dates.read("20/11/2026", today=MONDAY, expect="any") == date(2026, 11, 20)


def test_the_reason_for_asking_is_told() -> None:
    whys = {
        "15/1/2570": "era", "15/1/2020": "past", "31/2/2027": "no_such_day", "1/13/2027": "order",
        "ວັນພຸດ 15/1/2027": "weekday",
        "15/1/2072": "far", "ອາທິດໜ້າ": "vague", "15 ຫາ 20 ມັງກອນ": "range", "ປະມານ 15/1": "about", "ບໍ່ຮູ້": "unreadable",
    }  # fmt: skip
    read = {typed: dates.read(typed, today=MONDAY) for typed in whys}
    assert {typed: day.why for typed, day in read.items() if isinstance(day, Unsure | Unclear)} == whys


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2027, 12, 31), date(2028, 2, 29), date(2027, 7, 31)])
@pytest.mark.parametrize("expect", ["future", "past", "any"])
def test_the_golden_days_can_be_read_on_any_day_of_the_year(today: date, expect: dates.Expected) -> None:
    for typed, _ in golden.rows("dates"):
        day = dates.read(typed, today=today, expect=expect)
        if isinstance(day, date) and expect != "any":
            assert day >= today if expect == "future" else day <= today, typed
        assert not isinstance(day, Unsure) or day.choices, typed


def test_every_day_of_two_years_is_read_back_as_itself_in_both_languages() -> None:
    lao = MONTHS.split()
    for ordinal in range(MONDAY.toordinal(), MONDAY.toordinal() + 730):
        day = date.fromordinal(ordinal)
        for typed in (
            f"{day.day}/{day.month}/{day.year}",
            f"ວັນທີ {day.day} {lao[day.month - 1]} {day.year}",
            f"{day:%A, %d %B %Y}",
        ):
            assert dates.read(typed, today=MONDAY) == day, typed


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert dates.add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert dates.add_months(date(2027, 1, 31), -2) == date(2026, 11, 30)


@pytest.mark.parametrize(
    "typed", ["", "   ", "/", "-", "໑" * 500, "to to to", "1 to", "in in in", "0", "99999999999/1/1"]
)
def test_nonsense_is_not_understood_and_does_no_harm(typed: str) -> None:
    assert dates.read(typed, today=MONDAY) == Unclear()


def test_the_reckoned_full_moons_are_those_of_the_festivals() -> None:
    """Khao Phansa, Ok Phansa and That Luang, from content/seasons.yaml, are full moons, give or take a day."""
    festivals = [(2026, 7, 29), (2026, 10, 26), (2026, 11, 24), (2027, 7, 18), (2027, 10, 15), (2027, 11, 13)]
    for day in [date(*one) for one in (*festivals, (2028, 7, 6), (2028, 10, 3), (2028, 11, 1))]:
        near = list(moon.nights((moon.FULL,), first=day - timedelta(5), last=day + timedelta(5)))
        assert [abs(full - day) <= timedelta(1) for full in near] == [True], day


def test_a_moon_has_29_or_30_nights_and_four_holy_days_each_in_its_order() -> None:
    first, last = date(2020, 1, 1), date(2039, 12, 31)
    fulls = list(moon.nights((moon.FULL,), first=first, last=last))
    assert {(after - before).days for before, after in pairwise(fulls)} <= {29, 30}
    holy = list(moon.nights(moon.HOLY, first=first, last=last))
    assert holy == sorted(set(holy))
    assert abs(len(holy) - 4 * len(fulls)) <= 4
    assert {(after - before).days for before, after in pairwise(holy)} <= set(range(4, 11))
