"""A friendly word is said once, at a good time, and never two gentle ones on one day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import PersonId
from bot.domain.notices.nudges import NudgeLesson
from bot.services.reminders import nudges
from bot.services.reminders.nudges import Word
from bot.store.database import Database
from tests.planning import LIBRARY, Village, settle, told

ZONE = ZoneInfo("Asia/Vientiane")
DAY = datetime(2026, 11, 25, 3, tzinfo=UTC)  # ten in the morning


def nudge(village: Village, key: str, now: datetime, *, person: PersonId | None = None, gentle: bool = True) -> bool:
    word = Word(person or village.noy.id, NudgeLesson(lesson="costs", card=1), (key,), gentle=gentle)
    return nudges.nudge(village.uow, LIBRARY, word, zone=ZONE, now=now)


def test_each_word_is_said_once_and_one_gentle_one_a_day(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert nudge(village, "a", DAY)
        assert not nudge(village, "a", DAY + timedelta(days=1))
        assert not nudge(village, "b", DAY)
        assert nudge(village, "b", DAY, gentle=False)
        assert told(uow) == [("nudge_lesson", village.noy.id)] * 2


def test_nobody_hears_at_night_in_a_pause_or_without_a_phone(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        assert not nudge(village, "a", DAY.replace(hour=15))
        assert not nudge(village, "a", DAY, person=uow.people.add(now=DAY, name="Kham", language=""))
        uow.pauses.put(village.group, None, now=DAY)
        assert not nudge(village, "a", DAY)
        assert told(uow) == []


def test_a_lesson_that_rests_is_called_to_mind(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        uow.lessons.put(village.seng.id, "costs", 1, now=DAY - timedelta(days=60))
        uow.plans.change(village.plan, now=DAY)
        nudges.send_due(uow, LIBRARY, zone=ZONE, now=DAY)
        assert ("nudge_lesson", village.seng.id) in told(uow)
        assert nudges.send_due(uow, LIBRARY, zone=ZONE, now=DAY) == 0
