"""The end of a round: what it closes, what goes on, who hears of it; and rounds that were made by accident."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import PersonId, PlanId
from bot.domain.people import Person, Role
from bot.domain.plans import PlanState, RoundState
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.contests import contests, phases
from bot.services.plans import agreements, submissions
from bot.services.reminders import nudges
from bot.services.rounds import endings, rounds
from bot.store.database import Database, UnitOfWork
from bot.store.nudges import Some
from tests import planning
from tests.follow_up import written
from tests.planning import NOW
from tests.story import LIBRARY, Someone, Story

VIENTIANE = ZoneInfo("Asia/Vientiane")


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


@pytest.fixture
def mali(story: Story) -> Someone:
    return story.known("Mali", language="en", roles=(Role.STAFF,))


def who(uow: UnitOfWork, someone: Someone) -> Person:
    found = uow.people.get(PersonId(someone.person or 0))
    assert found is not None
    return found


def state(story: Story, plan: PlanId, new: PlanState | None = None) -> PlanState:
    with story.database.begin() as uow:
        if new:
            uow.plans.change(plan, now=story.now, state=new.value)
        found = uow.plans.get(plan)
    assert found is not None
    return found.state


def tell(story: Story) -> None:
    """The jobs of the last end are done, and once more: a process that died does them again."""
    jobs = []
    with story.database.begin() as uow:
        while job := uow.jobs.take(now=story.now):
            uow.jobs.lease(job.id, until=story.now + timedelta(seconds=1))
            jobs += [job] if job.kind == "ended" else []
    for job in jobs * 2:
        after_id: int | None = 0
        while after_id is not None:
            with story.database.begin() as uow:
                args = job.args
                after_id = endings.tell_ended(uow, args["round"], after_id=after_id, at=args["at"], now=story.now)
    story.deliver()


def test_a_draft_is_not_sent_after_the_round_was_closed_and_nothing_of_it_is_lost(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    noy.forges(f"plan.send:{plan}")
    mali.forges("rounds.sure:1,close")
    assert "📝 1 group has begun a plan and not sent it" in mali.sees.text
    mali.taps("🔒 Close the round")
    tell(story)
    assert "is closed. Your plan was not sent. Nothing is lost" in noy.sees.text
    assert noy.sees.buttons() == ["📖 Open the plan", "❓ Ask an expert"]
    assert not any("closed" in line for line in story.transcript if line.startswith("bot > Seng"))
    noy.taps("Open the plan")
    assert "🔒 The round is closed. This plan was not sent. Nothing is lost" in noy.sees.text
    for page in (f"plan.send!send:{plan}", f"plan.step!clear:{plan},idea", f"plan.agree!agree:{plan}"):
        noy.forges(page)
    noy.forges(f"plan.step:{plan},idea")
    noy.says("Something else")
    assert state(story, plan) is PlanState.DRAFT
    with story.database.begin() as uow:
        assert "ຄຳຕອບ" in uow.answers.of_plan(plan)["idea"].text
        assert uow.agreements.of_plan(plan) == []
        with pytest.raises(Refused, match="The round is closed, and this plan was not sent"):
            submissions.submit(uow, LIBRARY, plan, by=who(uow, noy), at=story.now, now=story.now)


def test_whoever_leads_several_groups_hears_of_the_end_once(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    story.round()
    with story.database.begin() as uow:
        for number in range(4):
            village = uow.groups.village("1704", f"V{number}", state="known")
            group = uow.groups.add(now=story.now, name=f"G{number}", village_id=village, state="active", zone="UTC")
            uow.groups.join(group, noy.me, leader=True, now=story.now)
            plan = uow.plans.add(group, uow.rounds.kept()[0].id, now=story.now)
            uow.plans.change(plan, now=story.now)
        rounds.close(uow, uow.rounds.kept()[0].id, by=who(uow, mali), now=story.now)
    tell(story)
    assert [one.text for one in noy.phone.values() if "is closed" in one.text] == [noy.sees.text]


def test_a_returned_plan_is_mended_and_sent_again_after_the_round(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    state(story, plan, PlanState.RETURNED)
    with story.database.begin() as uow:
        rounds.close(uow, uow.rounds.kept()[0].id, by=who(uow, mali), now=story.now)
    tell(story)
    assert "Your plan came back: you can still change it and send it" in noy.sees.text
    noy.forges(f"plan.step:{plan},idea")
    noy.says("Something else")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")
    assert state(story, plan) is PlanState.SUBMITTED


def test_whoever_has_sent_the_plan_or_written_nothing_hears_nothing(story: Story, mali: Someone) -> None:
    noy, bo = story.known("Noy"), story.known("Bo")
    sent, other = written(story, story.group(noy), noy), story.group(bo, name="ກຸ່ມອື່ນ")
    state(story, sent, PlanState.SUBMITTED)
    with story.database.begin() as uow:
        found = uow.rounds.kept()[0].id
        uow.plans.add(other, found, now=story.now)
        rounds.close(uow, found, by=who(uow, mali), now=story.now)
    tell(story)
    assert story.transcript == []


def test_a_round_opened_again_tells_nothing_of_its_end_and_ends_anew(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        found = uow.rounds.kept()[0].id
        rounds.close(uow, found, by=who(uow, mali), now=story.now)
        rounds.start(uow, found, by=who(uow, mali), now=story.now)
    tell(story)
    assert story.transcript == []
    for _ in range(2):
        story.wait(hours=1)
        with story.database.begin() as uow:
            rounds.close(uow, found, by=who(uow, mali), now=story.now)
        tell(story)
        with story.database.begin() as uow:
            rounds.start(uow, found, by=who(uow, mali), now=story.now)
    assert sum("is closed" in line for line in story.transcript) == 2


def test_nobody_is_asked_or_reminded_of_a_draft_once_its_round_is_closed(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng")
    plan = written(story, story.group(noy, seng), noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        agreements.give(uow, found, by=who(uow, noy), agrees=True, revision=found.revision, now=story.now)
    story.wait(days=5)
    looks = []
    for closed in (False, True):
        with story.database.begin() as uow:
            if closed:
                rounds.close(uow, uow.rounds.kept()[0].id, by=who(uow, mali), now=story.now)
            rests = Some((1,), story.now, 0, 9, 9)
            looks.append((len(uow.nudges.drafts(rests)), len(uow.nudges.agreements(rests))))
    assert looks == [(1, 1), (0, 0)]
    with story.database.begin() as uow:
        assert nudges.send_due(uow, LIBRARY, zone=VIENTIANE, now=story.now) == 0


def test_a_round_made_by_accident_is_removed_read_back_and_comes_back(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    plan = written(story, group, noy)
    mali.says("/rounds")
    mali.taps("Round 1")
    mali.taps("🗑 Remove the round")
    assert mali.sees.text.endswith("Remove the round?")
    with story.database.begin() as uow:
        assert len(uow.rounds.kept()) == 1
    mali.taps("🗑 Remove the round")
    tell(story)
    assert "was made by mistake and is gone. What you wrote is kept" in noy.sees.text
    noy.says("/plan")
    assert "No round is open at present" in noy.sees.text
    mali.says("/rounds")
    assert mali.sees.text == "🏁 Rounds\n\nThere is none yet"
    mali.forges("rounds.page:1")
    mali.taps("Bring it back")
    mali.taps("Bring it back")
    mali.taps("🟢 Open the round")
    mali.taps("🟢 Open the round")
    noy.says("/plan")
    with story.database.begin() as uow:
        assert uow.plans.of_group(group) == uow.plans.get(plan)
        assert uow.rounds.kept()[0].state is RoundState.OPEN


def test_a_round_in_which_a_plan_was_sent_is_not_removed(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    plan = written(story, story.group(noy), noy)
    for new in (PlanState.SUBMITTED, PlanState.RETURNED, PlanState.APPROVED):
        state(story, plan, new)
        mali.forges("rounds.page:1")
        assert "🗑 Remove the round" not in mali.sees.buttons()
        mali.forges("rounds.sure!remove:1,remove")
        with story.database.begin() as uow:
            assert uow.rounds.kept()[0].state is RoundState.OPEN
            with pytest.raises(Refused, match="A plan was sent in this round"):
                endings.remove(uow, uow.rounds.kept()[0].id, by=who(uow, mali), now=story.now)
    with story.database.begin() as uow, pytest.raises(Stale):
        endings.bring_back(uow, uow.rounds.kept()[0].id, by=who(uow, mali), now=story.now)


def test_an_old_round_goes_into_the_archive_and_comes_back(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        round_id = village.now().round
        with pytest.raises(Stale):  # it is open
            endings.archive(uow, round_id, True, by=village.mali, now=NOW)
        rounds.close(uow, round_id, by=village.mali, now=NOW)
        for _ in range(2):
            endings.archive(uow, round_id, True, by=village.mali, now=NOW)
        assert [one.id for one in endings.put_away(uow, by=village.mali)] == [round_id]
        with pytest.raises(Forbidden):
            endings.put_away(uow, by=village.noy)
        assert uow.plans.of_round(round_id)  # nothing is lost
        endings.archive(uow, round_id, False, by=village.mali, now=NOW)
        assert endings.put_away(uow, by=village.mali) == []


def test_a_competition_in_the_archive_begins_no_phase(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        planning.sent(village)
        round_id = village.now().round
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        phases.advance(uow, LIBRARY, round_id, "drafting", by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "presenting", date(2026, 12, 1), zone=VIENTIANE, by=village.mali, now=NOW)
        endings.archive(uow, round_id, True, by=village.mali, now=NOW)
        assert phases.next_at(uow) is None
        assert phases.run_due(uow, LIBRARY, now=NOW + timedelta(days=60)) == 0
