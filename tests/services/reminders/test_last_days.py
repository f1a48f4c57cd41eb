"""Groups are reminded of a last day: what is missing and the way on; each once, never late, quiet once it is sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import GroupId, PlanId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.services.reminders import last_days
from bot.services.rounds import rounds
from bot.store.database import Database
from tests.follow_up import written
from tests.story import LIBRARY, Someone, Story

LAOS = ZoneInfo("Asia/Vientiane")
LAST = date(2027, 1, 21)  # no holiday is near; a round opened on 22 November


@pytest.fixture
def story(database: Database) -> Story:
    found = Story(database)
    found.round()
    _last_day(found, LAST)
    found.now = at(LAST - timedelta(days=16))
    return found


def _last_day(story: Story, day: date) -> None:
    with story.database.begin() as uow:
        mali = next(iter(uow.people.with_role(Role.STAFF)), None)
        if mali is None:
            new = uow.people.add(now=story.now, name="Mali", language="en", consented_at=story.now)
            uow.people.put_role(new, Role.STAFF, "confirmed", now=story.now)
            mali = uow.people.get(new)
        assert mali is not None
        (found,) = uow.rounds.kept()
        rounds.set_deadline(uow, found.id, day, zone=LAOS, by=mali, now=story.now)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LAOS).astimezone(UTC)


def days(story: Story, until: date, *, hours: tuple[int, ...] = (6, 9, 21)) -> list[date]:
    """The days on which somebody is told, when the clock looks three times a day from now on."""
    told, day = [], story.now.astimezone(LAOS).date()
    while day <= until:
        for hour in hours:
            story.now = max(story.now, at(day, hour))
            for _ in range(2):  # a second clock, a restart
                with story.database.begin() as uow:
                    told += [day] * last_days.send_due(uow, LIBRARY, now=story.now)
            story.deliver()
        day += timedelta(days=1)
    return told


def group(story: Story, *, hour: int = 8) -> tuple[Someone, Someone, GroupId]:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    found = story.group(noy, seng)
    with story.database.begin() as uow:
        uow.groups.change(found, hour=hour)
    return noy, seng, found


def use(story: Story, group_id: GroupId, noy: Someone) -> PlanId:
    """A complete plan in the round that is open already."""
    plan = written(story, group_id, noy)
    with story.database.begin() as uow:
        first, second = sorted(uow.rounds.kept(), key=lambda one: one.id)
        uow.rounds.change(second.id, state="closed")
        uow.connection.exec_driver_sql(f"UPDATE plans SET round_id = {first.id} WHERE id = {plan}")
    return plan


def test_on_four_days_the_leader_is_told_what_is_missing_and_goes_on(story: Story) -> None:
    noy, _, _ = group(story)
    before = [LAST - timedelta(days=n) for n in (14, 7, 1, 0)]
    assert days(story, LAST + timedelta(days=3)) == before
    assert not any(line.startswith("bot > Seng") for line in story.transcript)
    assert "⏰ Today is the last day to send the plan" in noy.sees.text
    assert "📝 The plan is not begun yet" in noy.sees.text
    story.now = at(LAST, 10)
    noy.taps("▶ Go on")
    assert noy.sees.text.startswith("ກຸ່ມ")


def test_what_is_empty_is_named_and_its_step_opens(story: Story) -> None:
    noy, _, found = group(story)
    plan = use(story, found, noy)
    with story.database.begin() as uow:
        uow.answers.clear(plan, "idea", now=story.now)
    story.now = at(LAST, 7)
    days(story, LAST)
    assert "Still empty: item 4" in noy.sees.text
    noy.taps("▶ Go on")
    assert noy.sees.text.startswith("Item 4 of")


def test_it_is_quiet_once_the_plan_is_sent(story: Story) -> None:
    noy, _, found = group(story)
    plan = use(story, found, noy)
    assert len(days(story, LAST - timedelta(days=7))) == 2
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state=PlanState.SUBMITTED.value)
    assert days(story, LAST + timedelta(days=1)) == []


def test_a_holiday_moves_it_to_the_working_day_before_and_never_after(story: Story) -> None:
    group(story)
    with story.database.begin() as uow:
        uow.holidays.add(LAST - timedelta(days=1), LAST, "", now=story.now)
    told = days(story, LAST + timedelta(days=2))
    assert told == [LAST - timedelta(days=n) for n in (14, 7, 2)]


@pytest.mark.parametrize("hour", [6, 20])
def test_at_night_it_comes_in_the_morning_before_and_never_after(story: Story, hour: int) -> None:
    group(story, hour=hour)
    told = days(story, LAST + timedelta(days=2))
    assert told == [LAST - timedelta(days=n) for n in (14, 7, 1, 0)]


def test_a_moved_day_recounts_what_is_still_to_come(story: Story) -> None:
    group(story)
    assert len(days(story, LAST - timedelta(days=5))) == 2
    moved = LAST + timedelta(days=6)
    _last_day(story, moved)
    assert days(story, moved + timedelta(days=1)) == [moved - timedelta(days=n) for n in (7, 1, 0)]


def test_after_an_outage_what_was_missed_is_said_once(story: Story) -> None:
    noy, _, _ = group(story)
    story.now = at(LAST - timedelta(days=3))
    assert days(story, LAST - timedelta(days=2)) == [LAST - timedelta(days=3)]
    assert "⏰ 3 days left to send the plan" in noy.sees.text or "⏰ 2 days left" in noy.sees.text


def test_what_came_back_is_reminded_of_its_own_last_day_also_after_the_round(story: Story) -> None:
    noy, _, found = group(story)
    plan, back = use(story, found, noy), date(2027, 3, 1)
    story.now = at(back)
    last = datetime(2027, 3, 15, 23, 59, 59, tzinfo=LAOS)
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state=PlanState.RETURNED.value)
        uow.rounds.change(sorted(one.id for one in uow.rounds.kept())[0], state="closed")
        uow.plans.set_deadline(plan, last, now=story.now)
    assert days(story, date(2027, 3, 20)) == [date(2027, 3, 7), date(2027, 3, 14), date(2027, 3, 15)]


def test_the_groups_chat_hears_it_without_a_button(story: Story) -> None:
    _, _, found = group(story)
    with story.database.begin() as uow:
        uow.groups.change(found, chat_id=-7, told="chat")
    story.now = at(LAST, 7)
    days(story, LAST)
    assert [line for line in story.transcript if "bot > Noy" in line] == []
    assert any(line.startswith("bot > -7") and "[" not in line for line in story.transcript)
