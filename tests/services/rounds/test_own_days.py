"""The last day of a plan that came back: never before the round's, moved by outages, undone and lengthened by staff."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain import zones
from bot.domain.ids import GroupId, PlanId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Part, Plan, PlanState
from bot.domain.refused import Forbidden, Missing, Refused
from bot.domain.rounds import Rules
from bot.services.plans import drafts, plan_view, submissions
from bot.services.reminders import last_days
from bot.services.rounds import outages, own_days, rounds
from bot.store.database import Database
from tests import planning
from tests.follow_up import written
from tests.story import LIBRARY, Someone, Story

LAOS = ZoneInfo("Asia/Vientiane")
BACK = datetime(2027, 1, 5, 3, tzinfo=UTC)  # when the plan came back, a morning in Laos
OWN = zones.end(date(2027, 1, 19), LAOS)  # 14 days later
EARLIER, LATER = (zones.end(day, LAOS) for day in (date(2027, 1, 11), date(2027, 1, 25)))


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


class Village:
    """Noy leads, Seng is a member, Mali is staff; their plan has come back in a round that is open until a day."""

    def __init__(self, story: Story, last: datetime = EARLIER) -> None:
        self.story = story
        self.noy, self.seng = story.known("Noy", language="en"), story.known("Seng", language="en")
        self.mali = story.known("Mali", language="en", roles=(Role.STAFF,))
        self.group: GroupId = story.group(self.noy, self.seng)
        self.plan: PlanId = written(story, self.group, self.noy)
        self.round: RoundId = self.now().round
        with story.database.begin() as uow:
            for other in uow.rounds.kept():
                uow.rounds.change(other.id, deadline=last, state="open" if other.id == self.round else "closed")
        story.now = BACK
        self.comes_back()
        story.deliver()
        self.heard = len(story.transcript)

    def comes_back(self) -> None:
        with self.story.database.begin() as uow:
            uow.plans.change(self.plan, now=self.story.now, state=PlanState.SUBMITTED.value)
            submissions.give_back(uow, self.plan, Rules(), by=None, now=self.story.now)

    def now(self) -> Plan:
        with self.story.database.begin() as uow:
            found = uow.plans.get(self.plan)
        assert found is not None
        return found

    def last(self) -> datetime | None:
        plan = self.now()
        with self.story.database.begin() as uow:
            return plan_view.whole(uow, LIBRARY, plan).last

    def away(self, **length: float) -> None:
        with self.story.database.begin() as uow:
            outages.beat(uow, now=self.story.now)
        self.story.wait(**length)
        with self.story.database.begin() as uow:
            outages.measure(uow, zone=LAOS, now=self.story.now)

    def changes_round(self, **values: Any) -> None:
        with self.story.database.begin() as uow:
            uow.rounds.change(self.round, **values)

    def tell(self) -> list[str]:
        """The jobs are done, twice, as by a worker that died; returns what was told since the last time."""
        for _ in range(2):
            with self.story.database.begin() as uow:
                jobs = []
                while job := uow.jobs.take(now=self.story.now):
                    uow.jobs.lease(job.id, until=self.story.now + timedelta(seconds=1))
                    jobs.append(job)
                for job in jobs:
                    if job.kind == "own day":
                        own_days.tell(uow, self.plan, job.args["why"], at=job.args["at"], now=self.story.now)
                    elif job.kind == "moved":
                        back = job.args.get("back", False)
                        rounds.tell_moved(uow, job.args["round"], after_id=0, now=self.story.now, back=back)
        self.story.deliver()
        told, self.heard = self.story.transcript[self.heard :], len(self.story.transcript)
        return [line for line in told if line.startswith("bot >")]


def test_it_is_two_weeks_and_never_before_the_rounds(story: Story) -> None:
    village = Village(story)
    assert village.last() == OWN
    for round_, last in ((LATER, LATER), (EARLIER, OWN)):
        village.changes_round(deadline=round_)
        assert village.last() == last


def test_whoever_comes_back_long_before_the_rounds_end_has_until_then(story: Story) -> None:
    village = Village(story, LATER)
    assert (village.now().deadline, village.last()) == (LATER, LATER)
    village.changes_round(deadline=EARLIER)  # what a group was given is not taken away
    assert village.last() == LATER


def test_it_can_be_sent_until_the_later_of_the_two(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        village.fill()
        uow.plans.change(village.plan, now=planning.NOW, state=PlanState.RETURNED.value)
        uow.plans.set_deadline(village.plan, planning.DEADLINE - timedelta(days=3), now=planning.NOW)
        late = planning.DEADLINE + timedelta(seconds=1)
        with pytest.raises(Refused):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=late, now=late)
        at = planning.DEADLINE
        assert submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=at, now=at)


@pytest.mark.parametrize("state", ["open", "closed", "released"])
def test_an_outage_moves_it_in_every_round_and_the_group_is_told_once(story: Story, state: str) -> None:
    village = Village(story)
    village.changes_round(state=state)
    with story.database.begin() as uow:
        uow.groups.change(village.group, chat_id=-7)
    village.away(hours=26)
    assert village.last() == zones.end(date(2027, 1, 21), LAOS)
    assert (village.now().planned, village.now().lost) == (OWN, 26 * 3600)
    moved = "⏰ The system was down, so the last day moves to Thursday, 21 January 2027"
    assert [line.partition(":")[0] for line in village.tell() if "⏰" in line and "21" in line] == [
        "bot > Noy",
        "bot > Seng",
        "bot > -7",
    ]
    assert moved in village.noy.sees.text
    assert village.tell() == []


def test_several_short_outages_cost_one_day_together(story: Story) -> None:
    village = Village(story)
    for _ in range(3):
        village.away(hours=2)
        story.wait(days=1)
    assert village.last() == OWN + timedelta(days=1)


def test_one_that_was_over_before_the_outage_stays_over(story: Story) -> None:
    village = Village(story)
    story.now = OWN.astimezone(UTC) + timedelta(hours=1)
    village.away(hours=26)
    assert village.last() == OWN


def test_a_plan_that_is_with_the_experts_or_a_draft_has_none_that_moves(story: Story) -> None:
    village = Village(story)
    with story.database.begin() as uow:
        uow.plans.change(village.plan, now=story.now, state=PlanState.SUBMITTED.value)
    village.away(hours=26)
    assert village.now().deadline == OWN


def test_where_the_rounds_day_counts_its_news_are_told_and_no_others(story: Story) -> None:
    village = Village(story, LATER)
    village.away(hours=26)
    assert village.last() == zones.end(date(2027, 1, 27), LAOS)
    told = village.tell()
    assert len([line for line in told if "Wednesday, 27 January 2027" in line]) == 2  # Noy and Seng


def test_a_long_outage_asks_staff_who_move_it_also_in_a_round_that_is_closed(story: Story) -> None:
    village = Village(story)
    village.changes_round(state="closed")
    village.away(days=5)
    story.deliver()
    assert village.last() == OWN
    village.mali.taps("⏰ Days that were lost")
    assert "Should plans that came back get the same extra time?" in village.mali.sees.text
    bubble, button = village.mali.bubble("⏰ Move the last day")
    for _ in range(2):
        village.mali.forges(button["data"], bubble.id)
    assert village.last() == zones.end(date(2027, 1, 24), LAOS)
    assert len([line for line in village.tell() if "the last day moves to" in line]) == 2
    assert "⏰ Days that were lost" not in str(village.mali.sees)


def test_staff_leave_it_after_a_long_outage(story: Story) -> None:
    village = Village(story)
    village.away(days=5)
    story.deliver()
    village.mali.taps("⏰ Days that were lost")
    village.mali.taps("✖️ Leave it as it is")
    assert village.last() == OWN
    assert not any("bot > Noy" in line for line in village.tell())


def test_a_closed_round_in_which_nothing_came_back_asks_nobody(story: Story) -> None:
    village = Village(story)
    village.changes_round(state="closed")
    with story.database.begin() as uow:
        uow.plans.change(village.plan, now=story.now, state=PlanState.APPROVED.value)
    village.away(days=5)
    assert not any("Please decide" in line for line in village.tell())


def test_who_undoes_what_an_outage_moved_of_the_round_undoes_it_for_its_plans(story: Story) -> None:
    village = Village(story)
    village.away(hours=26)
    village.tell()
    with story.database.begin() as uow:
        mali = uow.people.get(village.mali.me)
        assert mali is not None
        rounds.put_back(uow, village.round, by=mali, now=story.now)
    assert (village.now().deadline, village.now().planned, village.now().lost) == (OWN, None, 0)
    told = village.tell()
    assert len([line for line in told if "Plans are due on Tuesday, 19 January 2027 again" in line]) == 2


def test_a_second_return_begins_anew(story: Story) -> None:
    village = Village(story)
    village.away(hours=26)
    _lengthen(village, date(2027, 2, 20))
    story.wait(days=1)
    village.away(hours=2)
    village.comes_back()
    found = village.now()
    assert (found.planned, found.lost) == (None, 0)
    assert found.deadline == zones.end(story.now.astimezone(LAOS).date() + timedelta(days=14), LAOS)


def _lengthen(village: Village, day: date, who: Someone | None = None) -> None:
    with village.story.database.begin() as uow:
        by = uow.people.get((who or village.mali).me)
        assert by is not None
        own_days.lengthen(uow, village.plan, day, by=by, now=village.story.now)


def test_staff_lengthen_it_and_reminders_are_counted_anew(story: Story) -> None:
    village = Village(story)
    _lengthen(village, date(2027, 2, 2))
    assert village.last() == zones.end(date(2027, 2, 2), LAOS)
    assert [line.partition(":")[0] for line in village.tell() if "more time" in line] == ["bot > Noy", "bot > Seng"]
    assert _reminded(story, date(2027, 2, 5)) == [
        date(2027, 1, 19),
        date(2027, 1, 26),
        date(2027, 2, 1),
        date(2027, 2, 2),
    ]


def _reminded(story: Story, until: date) -> list[date]:
    """The days on which a group is reminded, when a clock looks once a day."""
    days = []
    while story.now < zones.end(until, LAOS):
        with story.database.begin() as uow:
            days += [story.now.astimezone(LAOS).date()] * last_days.send_due(uow, LIBRARY, now=story.now)
        story.wait(days=1)
    return days


def test_where_the_rounds_day_moves_beyond_it_reminders_are_counted_from_then_on(story: Story) -> None:
    """What would have been said a day ago of the new day is not said at once."""
    village = Village(story)
    story.wait(days=7)  # the twelfth of January, a week before its own last day
    with story.database.begin() as uow:
        mali = uow.people.get(village.mali.me)
        assert mali is not None
        rounds.set_deadline(uow, village.round, date(2027, 1, 25), zone=LAOS, by=mali, now=story.now)
    assert _reminded(story, date(2027, 1, 30)) == [date(2027, 1, 18), date(2027, 1, 24), date(2027, 1, 25)]


def test_it_is_lengthened_to_a_later_day_only_by_staff_only_and_only_while_it_is_with_the_group(story: Story) -> None:
    village = Village(story)
    for day in (date(2027, 1, 19), date(2027, 1, 12), date(2027, 1, 1)):
        with pytest.raises(Refused, match="cannot be chosen"):
            _lengthen(village, day)
    for who in (village.noy, village.seng):
        with pytest.raises(Forbidden):
            _lengthen(village, date(2027, 2, 2), who)
    with story.database.begin() as uow:
        mali = uow.people.get(village.mali.me)
        assert mali is not None
        with pytest.raises(Missing):
            own_days.lengthen(uow, PlanId(99), date(2027, 2, 2), by=mali, now=story.now)
        uow.plans.change(village.plan, now=story.now, state=PlanState.SUBMITTED.value)
        with pytest.raises(Refused):
            own_days.lengthen(uow, village.plan, date(2027, 2, 2), by=mali, now=story.now)


def test_one_that_is_over_can_be_lengthened_to_this_day(story: Story) -> None:
    village = Village(story)
    story.now = OWN.astimezone(UTC) + timedelta(days=2, hours=5)
    _lengthen(village, date(2027, 1, 22))
    assert village.last() == zones.end(date(2027, 1, 22), LAOS)
    with story.database.begin() as uow:
        noy = uow.people.get(village.noy.me)
        assert noy is not None
        step = LIBRARY.form.step("idea")
        assert step is not None
        drafts.answer(uow, village.plan, step, Part("text", "Dig"), by=noy, now=story.now)


def test_a_day_that_is_gone_is_not_put_back(story: Story) -> None:
    village = Village(story)
    story.now = OWN.astimezone(UTC) - timedelta(hours=3)
    village.away(hours=26)
    moved = village.last()
    with story.database.begin() as uow:
        mali = uow.people.get(village.mali.me)
        assert mali is not None
        with pytest.raises(Refused, match="gone already"):
            own_days.put_back(uow, village.plan, by=mali, now=story.now)
    assert village.last() == moved
