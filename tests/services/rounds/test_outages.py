"""Outages: measured once, made up for by later deadlines, told to whoever has not sent the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import RoundId
from bot.domain.people import Role
from bot.domain.plans import Round
from bot.domain.refused import Refused
from bot.services.plans import submissions
from bot.services.rounds import outages, rounds
from bot.store.database import Database
from tests import planning
from tests.story import LIBRARY, Story

VIENTIANE = ZoneInfo("Asia/Vientiane")
LAST = datetime(2026, 12, 11, 23, 59, 59, tzinfo=VIENTIANE)


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


@pytest.fixture
def round_id(story: Story) -> RoundId:
    """A round whose last day is 11 December."""
    found = story.round()
    with story.database.begin() as uow:
        uow.rounds.change(found, deadline=LAST)
        outages.beat(uow, now=story.now)
    return found


def away(story: Story, **length: float) -> timedelta:
    """The machine is off for so long, and starts again."""
    with story.database.begin() as uow:
        outages.beat(uow, now=story.now)
    story.wait(**length)
    with story.database.begin() as uow:
        return outages.measure(uow, zone=VIENTIANE, now=story.now)


def kept(story: Story, round_id: RoundId) -> Round:
    with story.database.begin() as uow:
        found = uow.rounds.get(round_id)
    assert found is not None
    return found


def tell(story: Story) -> None:
    """The jobs that an outage left are done, as the worker does them: one that died is done again."""
    for _ in range(2):
        for job in _jobs(story):
            after_id: int | None = 0
            while after_id is not None:
                with story.database.begin() as uow:
                    after_id = rounds.tell_moved(
                        uow, job["round"], after_id=after_id, now=story.now, back=job.get("back", False)
                    )
    story.deliver()


def _jobs(story: Story) -> list[dict[str, Any]]:
    found = []
    with story.database.begin() as uow:
        while job := uow.jobs.take(now=story.now):
            uow.jobs.lease(job.id, until=story.now + timedelta(seconds=1))
            found.append(job)
    return [job.args for job in found if job.kind == "moved"]


def test_the_deadline_moves_by_the_length_of_the_outage_to_the_end_of_that_day(story: Story, round_id: RoundId) -> None:
    assert away(story, hours=26) == timedelta(hours=26)
    found = kept(story, round_id)
    assert found.deadline == datetime(2026, 12, 13, 23, 59, 59, tzinfo=VIENTIANE)
    assert (found.planned, found.lost) == (LAST, 26 * 3600)


def test_a_restart_moves_nothing(story: Story, round_id: RoundId) -> None:
    assert away(story, minutes=9) == timedelta(0)
    assert kept(story, round_id).deadline == LAST


def test_an_outage_is_measured_once_however_many_processes_start(story: Story, round_id: RoundId) -> None:
    away(story, hours=26)
    with story.database.begin() as uow:
        assert outages.measure(uow, zone=VIENTIANE, now=story.now) == timedelta(0)
    assert kept(story, round_id).lost == 26 * 3600


def test_several_short_outages_cost_one_day_together(story: Story, round_id: RoundId) -> None:
    for _ in range(3):
        away(story, hours=2)
        story.wait(days=1)
    assert kept(story, round_id).deadline == LAST + timedelta(days=1)
    away(story, hours=20)
    assert kept(story, round_id).deadline == LAST + timedelta(days=2)


def test_the_last_day_during_an_outage_comes_again_after_it(story: Story, round_id: RoundId) -> None:
    story.now = LAST.astimezone(UTC) - timedelta(hours=3)
    away(story, hours=10)
    assert kept(story, round_id).deadline > story.now + timedelta(hours=3)


def test_a_round_that_had_ended_before_the_outage_stays_ended(story: Story, round_id: RoundId) -> None:
    story.now = LAST.astimezone(UTC) + timedelta(hours=1)
    away(story, hours=26)
    assert kept(story, round_id).deadline == LAST


def test_staff_who_set_another_day_begin_anew(story: Story, round_id: RoundId) -> None:
    mali = story.known("Mali", roles=(Role.STAFF,))
    away(story, hours=26)
    with story.database.begin() as uow:
        staff = uow.people.get(mali.me)
        assert staff is not None
        rounds.set_deadline(uow, round_id, date(2026, 12, 24), zone=VIENTIANE, by=staff, now=story.now)
    away(story, hours=2)
    assert kept(story, round_id).deadline == datetime(2026, 12, 25, 23, 59, 59, tzinfo=VIENTIANE)


def test_a_plan_is_judged_by_the_moved_deadline_and_by_when_it_came_in(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        village.fill()
        outages.beat(uow, now=planning.DEADLINE - timedelta(hours=3))
        outages.measure(uow, zone=VIENTIANE, now=planning.DEADLINE + timedelta(hours=7))
        moved = uow.rounds.get(village.now().round).deadline  # type: ignore[union-attr]
        assert moved >= planning.DEADLINE + timedelta(hours=10)

        def submit(at: datetime) -> int:
            later = at + timedelta(hours=1)  # when its turn comes
            return submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=at, now=later)

        with pytest.raises(Refused):
            submit(moved + timedelta(seconds=1))
        assert submit(moved)


def test_members_and_the_group_chat_are_told_once_and_whoever_has_sent_the_plan_is_not(
    story: Story, round_id: RoundId
) -> None:
    noy, seng, bo = story.known("Noy"), story.known("Seng", language="en"), story.known("Bo")
    group, other = story.group(noy, seng), story.group(bo, name="ກຸ່ມອື່ນ")
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=-7)
        sent = uow.plans.add(other, round_id, now=story.now)
        uow.plans.change(sent, now=story.now, state="submitted")
    away(story, hours=2)
    tell(story)
    tell(story)
    assert story.transcript == [
        "bot > Noy: ⏰ ລະບົບຂັດຂ້ອງ ຈຶ່ງເລື່ອນກຳນົດສົ່ງໄປເປັນ ວັນເສົາ, 12 ທັນວາ 2026 [📝 ແຜນຂອງກຸ່ມ]",
        "bot > Seng: ⏰ The system was down, so the last day moves to Saturday, 12 December 2026 [📝 The group's plan]",
        "bot > -7: ⏰ ລະບົບຂັດຂ້ອງ ຈຶ່ງເລື່ອນກຳນົດສົ່ງໄປເປັນ ວັນເສົາ, 12 ທັນວາ 2026",
    ]


def test_everybody_reads_the_moved_day_and_staff_why_it_moved(story: Story, round_id: RoundId) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    story.group(noy)
    away(story, hours=2)
    noy.says("/plan")
    assert "Plans are due on 12/12/2026. 19 days left" in noy.sees.text
    mali.says("/rounds")
    assert "The system was down, so the day was moved. The old day was 11/12/2026" in mali.sees.text


def test_three_days_move_by_themselves_and_a_minute_more_does_not(story: Story, round_id: RoundId) -> None:
    away(story, days=3)
    assert kept(story, round_id).deadline == LAST + timedelta(days=3)
    away(story, days=3, minutes=1)
    assert kept(story, round_id).deadline == LAST + timedelta(days=3)


def test_a_dead_clock_battery_moves_nothing_and_asks_staff_once(story: Story, round_id: RoundId) -> None:
    """2019 → 2026 is no outage of 2,883 days."""
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    with story.database.begin() as uow:
        outages.beat(uow, now=story.now - timedelta(days=2_883))
        outages.measure(uow, zone=VIENTIANE, now=story.now)
    with story.database.begin() as uow:
        assert outages.measure(uow, zone=VIENTIANE, now=story.now) == timedelta(0)
    story.deliver()
    assert kept(story, round_id).deadline == LAST
    assert sum("Please decide" in line for line in story.transcript) == 1
    mali.taps("⏰ Days that were lost")
    mali.taps("Leave it as it is")
    assert kept(story, round_id).deadline == LAST
    assert "⏰ Days that were lost" not in str(mali.sees)


def test_staff_move_the_last_day_after_a_long_outage(story: Story, round_id: RoundId) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    story.group(noy)
    away(story, days=5)
    story.deliver()
    mali.taps("⏰ Days that were lost")
    assert "Move the last day to Wednesday, 16 December 2026?" in mali.sees.text
    mali.taps("⏰ Move the last day")
    assert kept(story, round_id).deadline == LAST + timedelta(days=5)
    tell(story)
    assert "the last day moves to Wednesday, 16 December 2026" in noy.sees.text


def test_staff_undo_what_an_outage_moved_and_members_hear_of_it(story: Story, round_id: RoundId) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    story.group(noy)
    away(story, hours=26)
    tell(story)
    mali.says("/rounds")
    mali.taps("Round 1")
    mali.taps("⏰ Days that were lost")
    mali.taps("The day that was set")
    found = kept(story, round_id)
    assert (found.deadline, found.planned, found.lost) == (LAST, None, 0)
    tell(story)
    assert "⏰ Plans are due on Friday, 11 December 2026 again" in noy.sees.text


def test_a_day_that_is_gone_is_not_put_back_and_a_member_undoes_nothing(story: Story, round_id: RoundId) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", roles=(Role.STAFF,))
    story.now = LAST.astimezone(UTC) - timedelta(hours=3)
    away(story, hours=10)
    moved = kept(story, round_id).deadline
    with story.database.begin() as uow:
        staff, member = uow.people.get(mali.me), uow.people.get(noy.me)
        assert staff is not None
        assert member is not None
        for by in (staff, member):
            with pytest.raises(Refused):
                rounds.put_back(uow, round_id, by=by, now=story.now)
        with pytest.raises(Refused):
            outages.answer(uow, round_id, True, zone=VIENTIANE, by=member, now=story.now)
    assert kept(story, round_id).deadline == moved
