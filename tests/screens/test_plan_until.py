"""Staff give a group more time for a plan that came back: by the calendar or written, in both languages."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.domain import zones
from tests.services.rounds.test_own_days import OWN, Village
from tests.story import Story

LAOS = ZoneInfo("Asia/Vientiane")
FEBRUARY = zones.end(date(2027, 2, 2), LAOS)


def language(village: Village, code: str) -> None:
    with village.story.database.begin() as uow:
        uow.people.change(village.mali.me, language=code)


@pytest.mark.parametrize(
    ("code", "more", "yes"), [("en", "📅 More time to send it", "👍 Yes"), ("lo", "📅 ໃຫ້ເວລາສົ່ງຕື່ມ", "👍 ແມ່ນ")]
)
def test_a_day_of_the_calendar_is_read_back_and_kept_once(story: Story, code: str, more: str, yes: str) -> None:
    village = Village(story)
    language(village, code)
    mali = village.mali
    mali.forges(f"plan.overview:{village.plan}")
    mali.taps(more)
    assert "19" in mali.sees.text
    mali.taps("▶")
    mali.taps("28")
    bubble, button = mali.bubble(yes)
    for _ in range(2):
        mali.forges(button["data"], bubble.id)
    assert village.now().deadline == zones.end(date(2027, 2, 28), LAOS)
    told = "⏰ You have more time. Send the plan again by Sunday, 28 February 2027"
    assert len([line for line in story.transcript if line.startswith("bot > Noy") and told in line]) == 1


@pytest.mark.parametrize(("code", "yes"), [("en", "👍 Yes"), ("lo", "👍 ແມ່ນ")])
@pytest.mark.parametrize("typed", [True, False])
def test_a_typed_day_is_read_back_and_kept(story: Story, code: str, yes: str, typed: bool) -> None:
    village = Village(story)
    language(village, code)
    village.mali.forges(f"plan.until:{village.plan}")
    village.mali.says("2/2/2027")
    assert village.now().deadline == OWN
    _ = village.mali.says(yes) if typed else village.mali.taps(yes)
    assert village.now().deadline == FEBRUARY


def test_another_day_and_a_day_that_is_no_later_change_nothing(story: Story) -> None:
    village = Village(story)
    village.mali.forges(f"plan.until:{village.plan}")
    village.mali.says("2/2/2027")
    village.mali.taps("📅 Another day")
    village.mali.says("19/1/2027")
    assert "This day cannot be chosen. Choose" in village.mali.sees.text
    village.mali.says("next rain")
    assert "This date is not understood yet" in village.mali.sees.text
    assert village.now().deadline == OWN


def test_what_an_outage_moved_is_undone_here(story: Story) -> None:
    village = Village(story)
    village.away(hours=26)
    village.mali.forges(f"plan.until:{village.plan}")
    assert "The system was down" in village.mali.sees.text
    bubble, button = village.mali.bubble("📅 The day that was set")
    for _ in range(2):
        village.mali.forges(button["data"], bubble.id)
    assert (village.now().deadline, village.now().planned) == (OWN, None)
    assert "⏰ Plans are due on Tuesday, 19 January 2027 again" in village.noy.sees.text


def test_a_member_and_a_forged_button_lengthen_nothing(story: Story) -> None:
    village = Village(story)
    village.noy.forges(f"plan.overview:{village.plan}")
    assert not any("📅" in label for label in village.noy.sees.buttons())
    for who in (village.noy, village.seng, village.mali):
        for forged in ("keep:{plan},,20270102", "take:{plan}=0", "take:{plan}=99999999999", "back:{plan}", "keep:99"):
            who.forges(f"plan.until!{forged.format(plan=village.plan)}")
    for forged in ("20270202", "99999999", "x"):
        village.noy.forges(f"plan.until!keep:{village.plan},,{forged}")
        village.noy.forges(f"plan.until:{village.plan},,{forged}")
    assert village.now().deadline == OWN
