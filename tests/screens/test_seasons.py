"""Staff set the days of seasons and festivals, and groups see them at once."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.services import seasons
from tests.screens.test_plan_actions import begun, rows
from tests.story import LIBRARY, Story

SET = "season lao-new-year 2027"  # the subject in the audit log


def test_staff_see_the_days_by_region_and_by_year(story: Story) -> None:
    mali = story.known("ມາລີ", roles=(Role.STAFF,))
    mali.says("/seasons")
    mali.taps("▶")
    mali.taps("ເກັບກ່ຽວກາເຟ")
    assert mali.sees.text == (
        "ເກັບກ່ຽວກາເຟ\n\nທຸກປີ\n• ທົ່ວປະເທດ: ?\n• ພາກເໜືອ: 1/11/2026 – 28/2/2027\n• ພາກກາງ: 1/11/2026 – 28/2/2027\n"
        "• ພາກໃຕ້: 1/10/2026 – 28/2/2027\n\nວັນທີຂອງແຕ່ລະປີ\n• 2026: ?\n• 2027: ?\n• 2028: ?"
    )


def test_the_official_days_of_a_year_are_typed_read_back_and_seen_by_groups(story: Story) -> None:
    mali, noy = story.known("Mali", language="en", roles=(Role.STAFF,)), story.known("Noy", language="en")
    plan = begun(story, noy)
    mali.forges("seasons.season:lao-new-year")
    assert "• 2027: 14/4/2027" in mali.sees.text
    mali.taps("2027")
    mali.says("13/4/2027 – 16/4/2027")
    assert mali.sees.text.endswith("from Tuesday, 13 April 2027 to Friday, 16 April 2027 – is that right?")
    mali.taps("👍 Yes")
    assert "✍️ 2027: 13/4/2027 – 16/4/2027" in mali.sees.text
    noy.says("Dig holes")
    noy.forges(f"plan.field:{rows(story, plan)[0].id},due")
    noy.says("Lao New Year")
    assert "📅 Lao New Year: 13/4/2027 – 16/4/2027\n📅 Lao New Year: 14/4/2028" in noy.sees.text
    mali.taps("2027")
    mali.taps("As in the content")
    assert "• 2027: 14/4/2027" in mali.sees.text
    with story.database.begin() as uow:
        noted = [(row.verb, row.subject) for row in uow.audit.log()]
    assert set(noted) >= {("set the days of", SET), ("forgot the days of", SET)}


def test_the_days_of_a_region_are_chosen_in_the_calendar_and_come_every_year(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.forges("seasons.season:rice-harvest")
    mali.taps("South")
    for _ in range(9):
        mali.taps("▶")
    mali.taps("25")
    mali.taps("▶")
    mali.taps("28")
    mali.taps("👍 Yes")
    assert "✍️ South: 25/10/2026 – 28/11/2026" in mali.sees.text
    assert "• North: 1/10/2026 – 30/11/2026" in mali.sees.text
    season = LIBRARY.seasons.season("rice-harvest")
    assert season is not None
    with story.database.begin() as uow:
        found = seasons.days_in(uow, season, "south", 2030)
    assert found is not None
    assert [f"{day:%d/%m/%Y}" for day in found] == ["25/10/2030", "28/11/2030"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("when the moon is full", "This time is not understood yet"),
        ("1/4/2028 – 3/4/2028", "These days are not in the year 2027"),
    ],
)
def test_what_cannot_be_is_refused_kindly(story: Story, typed: str, said: str) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.forges("seasons.set:lao-new-year,all,2027")
    mali.says(typed)
    if "👍 Yes" in mali.sees.buttons():
        mali.taps("👍 Yes")
    assert mali.sees.text.startswith(said)


@pytest.mark.parametrize(
    "forged",
    [
        "seasons.set:weather,all,2027",
        "seasons.set:rainy,west,0",
        "seasons.set:rainy,all,99999",
        "seasons.sure!keep:rainy,all,2027,xyz",
        "seasons.sure!keep:rainy,all,2027,sfvau-fva0",
    ],
)
def test_a_forged_page_sets_nothing(story: Story, forged: str) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.forges(forged)
    assert "This page is not there any more" in mali.sees.text


def test_others_than_staff_set_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("seasons.sure!keep:lao-new-year,all,2027,sfvcf-fvci")
    assert "This part is not open to you" in noy.sees.text
    with story.database.begin() as uow:
        assert uow.seasons.of("lao-new-year") == {}
