"""A lesson a day: at the group's hour, one at a time, never at night, and stopped by a tap."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.lessons import subscriptions
from bot.store.database import Database
from tests.story import LIBRARY, Someone, Story

ZONE = ZoneInfo("Asia/Vientiane")
TODAY = "📚 The lesson of today"


@pytest.fixture
def noy(database: Database) -> Someone:
    """Noy, whose group has chosen five in the afternoon, wants a lesson every day."""
    noy = Story(database).known("Noy", language="en")
    group = noy.story.group(noy)
    with database.begin() as uow:
        uow.groups.change(group, hour=17)
    noy.says("/lessons")
    noy.taps("⏰ A lesson every day")
    assert noy.sees.text.endswith("Shall a lesson come every day at 17:00?")
    noy.taps("⏰ A lesson every day")
    assert noy.sees.text.startswith("⏰ A lesson every day\n")
    assert "It comes at 17:00." in noy.sees.text
    assert noy.sees.text.endswith("\n✅ It is on")
    return noy


def look(noy: Someone, *, hours: float) -> int:
    """Time passes, the clock looks twice; returns how many lessons of the day have come so far."""
    story = noy.story
    story.wait(hours=hours)
    for _ in range(2):
        with story.database.begin() as uow:
            subscriptions.send_due(uow, LIBRARY, ZONE, now=story.now)
    story.deliver()
    return sum(bubble.text.startswith(TODAY) for bubble in noy.phone.values())


def test_it_comes_at_the_groups_hour_and_the_next_one_only_when_it_was_opened(noy: Someone) -> None:
    assert look(noy, hours=7.9) == 0
    assert look(noy, hours=0.1) == 1
    assert noy.sees.text == (f"{TODAY}\n1. Three groups in Attapeu\n{LIBRARY.lessons[0].goal('en')}\nBegin the lesson?")
    for _ in range(9):
        assert look(noy, hours=24) == 1
    noy.taps("📚 Open the lesson")
    assert noy.sees.text.startswith("Lesson 1: Three groups in Attapeu – page 1 of 6")
    assert look(noy, hours=24) == 1  # the message that was opened has become the lesson's page
    assert noy.sees.text.startswith(TODAY)


def test_who_has_finished_one_gets_the_next_and_after_the_last_a_farewell(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        for lesson in LIBRARY.lessons[:-1]:
            uow.lessons.put(noy.me, lesson.key, 0, now=noy.story.now)
            uow.lessons.finish(noy.me, lesson.key, now=noy.story.now)
    assert look(noy, hours=8) == 1
    last = LIBRARY.lessons[-1]
    assert noy.sees.text.startswith(f"{TODAY}\n{last.order}. ")
    with noy.story.database.begin() as uow:
        uow.lessons.put(noy.me, last.key, 0, now=noy.story.now)
        uow.lessons.finish(noy.me, last.key, now=noy.story.now)
    look(noy, hours=24)
    assert noy.sees.text == "🎉 You have finished all lessons. Very good!"
    heard = len(noy.phone)
    look(noy, hours=48)
    assert len(noy.phone) == heard


def test_one_tap_stops_it_also_on_an_old_message(noy: Someone) -> None:
    look(noy, hours=8)
    noy.taps("✋ No more lessons by themselves")
    assert "\nIt is off. You can read lessons whenever you like\n" in noy.sees.text
    assert look(noy, hours=48) == 0
    noy.forges("lessons.daily!stop")
    noy.forges("lessons.daily!open;no-such-lesson")
    assert "\nThis lesson is not there any more\n" in noy.sees.text


def test_after_an_outage_nobody_is_woken_and_one_lesson_comes_not_many(noy: Someone) -> None:
    assert look(noy, hours=3 * 24 + 13) == 0  # ten in the evening, three days later
    with noy.story.database.begin() as uow:
        due = uow.lessons.next_lesson_at()
    assert due == datetime(2026, 11, 27, 7, tzinfo=ZONE)
    noy.story.now = due + timedelta(minutes=1)
    assert look(noy, hours=0) == 1


def test_who_blocked_the_bot_is_left_alone_and_finds_it_again(noy: Someone) -> None:
    noy._take("blocked")
    assert look(noy, hours=8) == 0
    noy.says("/menu")
    assert look(noy, hours=24) == 1
