"""A plan is sent once, by its leader and in time, and a decision counts once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.plans import Part, PlanState
from bot.domain.refused import Refused
from bot.domain.rounds import Rules
from bot.services.plans import agreements, drafts, plan_view, submissions, versions
from bot.services.plans.drafts import Saved
from bot.store.database import Database
from tests.planning import DEADLINE, LIBRARY, NOW, Village, settle, step, told

PROBLEM = step("problem")


def says(village: Village, text: str, *, by: str = "noy") -> Saved:
    person = village.seng if by == "seng" else village.noy
    return drafts.answer(village.uow, village.plan, PROBLEM, Part("text", text), by=person, now=NOW)


def test_the_leader_sends_members_hear_of_it_and_a_version_is_read_back(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NOW)
        live = versions.live(uow, plan_view.whole(uow, LIBRARY, village.now()), at=NOW)
        submission = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        assert village.now().state is PlanState.SUBMITTED
        assert ("plan_submitted", village.seng.id) in told(uow)
        assert ("plan_submitted", village.noy.id) not in told(uow)
        found = uow.submissions.get(submission)
        assert found is not None
        assert versions.of_submission(found) == replace(live, number=1)
        assert versions.of_submission(found).tally.agree == 1


def test_who_may_not_send_and_when(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Refused, match="still empty"):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        village.fill()
        for person, at in ((village.seng, NOW), (village.bo, NOW), (village.noy, DEADLINE + timedelta(seconds=1))):
            with pytest.raises(Refused):
                submissions.submit(uow, LIBRARY, village.plan, by=person, at=at, now=at)
        late = DEADLINE + timedelta(hours=5)  # the message was written in time, the bot read it later
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=DEADLINE, now=late)
        with pytest.raises(Refused, match="the experts are reading it"):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=late)


def test_a_decision_counts_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.DRAFT
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        submissions.give_back(uow, village.plan, Rules(), by=village.mali.id, now=NOW)
        submissions.give_back(uow, village.plan, Rules(), by=village.mali.id, now=NOW)
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.RETURNED
        assert told(uow).count(("plan_returned", village.seng.id)) == 1
        says(village, "better")
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        latest = uow.submissions.latest(village.plan)
        assert latest is not None
        assert latest.version == 2
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.APPROVED
        assert told(uow).count(("plan_approved", village.noy.id)) == 1
        with pytest.raises(Refused, match="has passed"):
            says(village, "too late")


def test_a_plan_that_came_back_has_a_last_day_of_its_own_until_it_is_sent(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        submissions.give_back(uow, village.plan, Rules(3), by=None, now=NOW)
        own = plan_view.whole(uow, LIBRARY, village.now()).last
        assert own is not None
        assert own == DEADLINE  # three days would end before the round does
        assert village.now().deadline == own
        after = own + timedelta(seconds=1)
        with pytest.raises(Refused, match="were due"):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=after, now=after)
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=own, now=own)
        assert village.now().deadline is None
        assert plan_view.whole(uow, LIBRARY, village.now()).last == DEADLINE
        assert uow.plans.came_back(now=own) == []
