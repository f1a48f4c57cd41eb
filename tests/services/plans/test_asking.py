"""When the members are asked whether the plan may be sent, and who hears that enough agree."""

from datetime import UTC, datetime, timedelta

from bot.domain.agreements import Needed
from bot.domain.plans import Part
from bot.services.plans import agreements, asking, drafts
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, settle, step, told

NIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # 23:00 in Laos
MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 7:00
SECOND = timedelta(seconds=1)


def wakes(village: Village, now: datetime) -> int:
    """What waits for the morning is done; how many pieces of it there were."""
    done = 0
    while job := village.uow.jobs.take(now=now):
        assert job.kind == asking.JOB
        agreements.ask_in_the_morning(village.uow, LIBRARY, job.args["plan"], again=job.args["again"], now=now)
        village.uow.jobs.done(job.id)
        done += 1
    return done


def test_at_night_nobody_is_asked_before_the_morning(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        uow.groups.change(village.group, chat_id=-500)
        assert agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NIGHT) == 1
        assert agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NIGHT + SECOND) == 1
        assert told(uow) == []
        assert asking.asked(uow, village.now())
        assert wakes(village, MORNING - SECOND) == 0
        assert wakes(village, MORNING) == 1
        assert told(uow) == [("agree_asked_chat", 0), ("agree_asked", village.seng.id)]
        assert agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=MORNING) == 0


def test_in_the_morning_the_plan_as_it_is_then_is_asked_about(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NIGHT)
        drafts.answer(uow, village.plan, step("problem"), Part("text", "better"), by=village.noy, now=NIGHT + SECOND)
        assert not asking.asked(uow, village.now())
        wakes(village, MORNING)
        assert sorted(told(uow)) == [("agree_asked", village.noy.id), ("agree_asked", village.seng.id)]
        assert asking.asked(uow, village.now())


def test_a_plan_that_was_sent_or_emptied_at_night_is_not_asked_about(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NIGHT)
        drafts.clear(uow, village.plan, step("problem"), by=village.noy, now=NIGHT + SECOND)
        assert wakes(village, MORNING) == 1
        assert told(uow) == []


def test_who_answered_what_was_changed_at_night_is_asked_again_in_the_morning(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        plan = village.now()
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        drafts.answer(uow, village.plan, step("problem"), Part("text", "better"), by=village.noy, now=NIGHT)
        assert agreements.ask_again(uow, LIBRARY, now=NIGHT + agreements.CALM) == 1
        assert told(uow) == []
        assert wakes(village, MORNING) == 1
        assert told(uow) == [("agree_asked", village.seng.id)]


def test_the_leader_hears_once_that_enough_agree_and_only_where_she_asked(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        uow.rounds.change(village.now().round, agreement=Needed.ALL.value)
        plan = village.now()
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        agreements.ask(uow, LIBRARY, plan, by=village.noy, now=NOW)  # by asking she agrees: she sees it on the page
        assert told(uow) == []
        agreements.give(uow, plan, by=village.seng, agrees=False, revision=plan.revision, now=NOW)
        for _ in range(2):
            agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        assert told(uow) == [("agree_enough", village.noy.id)]
