"""The calendar of a month: days on buttons, months that turn in the same message, and days that cannot be chosen."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.chat.address import Go, Tap
from bot.i18n import Say, catalogue
from bot.screens.widgets import calendar
from bot.settings import shipped
from tests.screens.test_plan_actions import begun, rows
from tests.story import Story

LAO = Say(catalogue("lo", shipped("locales")), ZoneInfo("Asia/Vientiane"))
TODAY = date(2026, 11, 23)


def labels(month: date, within: calendar.Within, *, today: date = TODAY) -> list[str]:
    drawn = calendar.rows(
        LAO,
        calendar.month_of(month),
        within=within,
        today=today,
        turn=lambda one: Go("plan.when", {"month": one}),
        take=lambda day: Tap("take", (day.toordinal(),)),
    )
    return [" ".join(button.label for button in row) for row in drawn]


def test_a_month_begins_on_monday_and_marks_today_and_what_is_over() -> None:
    assert labels(date(2026, 11, 1), calendar.to_come(TODAY)) == [
        "· ພະຈິກ 2026 ▶",
        "ຈ ອ ພ ພຫ ສຸ ສ ອາ",
        "·23· 24 25 26 27 28 29",
        "30 · · · · · ·",
    ]
    midweek = labels(date(2026, 11, 1), (date(2026, 11, 25), date(2027, 11, 25)))
    assert midweek[2:] == ["·–· – 25 26 27 28 29", "30 · · · · · ·"]


def test_february_of_a_leap_year_and_the_last_month_of_the_range() -> None:
    shown = labels(date(2028, 2, 1), (TODAY, date(2028, 2, 10)))
    assert shown[0] == "◀ ກຸມພາ 2028 ·"
    assert shown[2:] == ["· 1 2 3 4 5 6", "7 8 9 10 – – –", "– – – – – – –", "– – – – – – –", "– – · · · · ·"]


@pytest.mark.parametrize(
    ("written", "month"), [(0, 24322), (24325, 24325), (99999, 24442), ("x", 24322), (None, 24322)]
)
def test_a_forged_month_is_the_nearest_that_there_is(written: object, month: int) -> None:
    assert calendar.month_in(written, calendar.to_come(TODAY)) == month


def test_a_day_is_chosen_from_the_calendar_which_turns_in_one_message(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ຂຸດຂຸມ")
    noy.taps("ຂ້ອຍເອງ")
    noy.taps("📅 ປະຕິທິນ")
    page = noy.sees.id
    assert noy.sees.buttons()[:3] == ["·", "ພະຈິກ 2026", "▶"]
    noy.taps("▶")
    noy.taps("▶")
    assert noy.sees.id == page
    assert "ມັງກອນ 2027" in noy.sees.buttons()
    noy.taps("15")
    assert rows(story, plan)[0].due == date(2027, 1, 15)
    assert noy.sees.has("✅ ບັນທຶກແລ້ວ: ວັນສຸກ, 15 ມັງກອນ 2027", "ຂຸດຂຸມ")


def test_a_day_that_is_over_is_refused_kindly_and_the_calendar_stays(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ຂຸດຂຸມ")
    noy.taps("ຂ້ອຍເອງ")
    noy.taps("📅 ປະຕິທິນ")
    _, today = noy.bubble("·23·")
    noy.forges(today["data"].replace(";9823@", ";9822@"))
    assert noy.sees.has("ມື້ນັ້ນເລືອກບໍ່ໄດ້. ເລືອກຕັ້ງແຕ່ ວັນຈັນ, 23 ພະຈິກ 2026 ເປັນຕົ້ນໄປ", "ຂຸດຂຸມ")
    assert rows(story, plan)[0].due is None


def test_a_day_may_be_typed_on_the_calendar_too(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.taps("Myself")
    noy.taps("📅 Calendar")
    noy.says("15 Jan 2027")
    noy.taps("👍 Yes")
    assert rows(story, plan)[0].due == date(2027, 1, 15)


@pytest.mark.parametrize("forged", ["1,due,x", "1,cost,24324", "1,due,24324"])
def test_a_forged_calendar_opens_what_may_be_seen(story: Story, forged: str) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    (action,) = rows(story, plan)
    noy.forges(f"plan.when:{forged.replace('1', str(action.id), 1)}")
    assert noy.sees.text.endswith(("6/12", "850 thousand", "will it be done?"))
    noy.forges(f"plan.when!take:{action.id},due,24324;999999")
    assert rows(story, plan)[0].due is None
    bo.forges(f"plan.when!take:{action.id},due,24324;9876")
    assert "Only members of the group can see this" in bo.sees.text
    assert rows(story, plan)[0].due is None


def test_a_month_of_six_weeks_has_the_weekdays_in_the_blanks_of_its_first_week() -> None:
    drawn = labels(date(2027, 5, 1), calendar.to_come(TODAY))  # from a Saturday to the 31st, a Monday
    assert drawn[1] == "ຈ ອ ພ ພຫ ສຸ 1 2"
    assert drawn[-1] == "31 · · · · · ·"
    assert len(drawn) == 7  # with the way back as many rows as a page has room for
