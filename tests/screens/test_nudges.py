"""Friendly words about what rests: a lesson, a draft, an agreement, a review – each once, at a good time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.contests import Phase
from bot.domain.ids import AssignmentId
from bot.domain.notices.nudges import NudgeReviews
from bot.domain.people import Role
from bot.domain.zones import zone_of
from bot.services.plans import agreements
from bot.services.reminders import nudges
from bot.services.reminders.nudges import Word
from tests.competing import competition
from tests.follow_up import send, written
from tests.story import LIBRARY, Someone, Story

LAOS = zone_of("Asia/Vientiane")


def look(story: Story) -> int:
    """The clock looks once at what rests; returns how many people were told something."""
    with story.database.begin() as uow:
        told = nudges.send_due(uow, LIBRARY, zone=LAOS, now=story.now)
    story.deliver()
    return told


def days(story: Story, number: int) -> list[int]:
    """The clock looks on each of so many days, at half past nine in Laos; returns on which somebody was told."""
    found = []
    for day in range(1, number + 1):
        story.wait(days=1)
        found += [day] * look(story)
    return found


@pytest.fixture
def noy(story: Story) -> Someone:
    story.wait(minutes=30)
    return story.known("Noy", language="en")


def test_a_lesson_that_was_left_is_called_to_mind_twice_and_opens_where_it_was_left(story: Story, noy: Someone) -> None:
    with story.database.begin() as uow:
        uow.lessons.put(noy.me, "costs", 2, now=story.now)
    assert days(story, 40) == [3, 14]
    title = LIBRARY.lesson("costs").title("en")  # type: ignore[union-attr]
    assert noy.sees.text == f"📚 The lesson “{title}” waits for you. A few cards are left"
    noy.taps("Go on")
    assert noy.sees.text.startswith(title) or title in noy.sees.text


def test_in_lao_and_nothing_after_the_lesson_is_finished(story: Story) -> None:
    story.wait(minutes=30)
    noy, seng = story.known("Noy"), story.known("Seng")
    with story.database.begin() as uow:
        for someone in (noy, seng):
            uow.lessons.put(someone.me, "costs", 2, now=story.now)
        uow.lessons.finish(seng.me, "costs", now=story.now)
    assert days(story, 5) == [3]
    title = LIBRARY.lesson("costs").title("lo")  # type: ignore[union-attr]
    assert noy.sees.text == f"📚 ບົດຮຽນ “{title}” ລໍຖ້າຢູ່. ຍັງເຫຼືອບໍ່ຫຼາຍໜ້າ"
    assert seng.phone == {}


def test_a_lesson_finished_before_the_word_leaves_is_not_called_to_mind(story: Story, noy: Someone) -> None:
    with story.database.begin() as uow:
        uow.lessons.put(noy.me, "costs", 2, now=story.now)
    story.wait(days=3)
    with story.database.begin() as uow:
        assert nudges.send_due(uow, LIBRARY, zone=LAOS, now=story.now) == 1
        uow.lessons.finish(noy.me, "costs", now=story.now)
    story.deliver()
    assert noy.phone == {}


def test_a_resting_draft_opens_the_very_step_and_a_change_counts_anew(story: Story, noy: Someone) -> None:
    group, round_ = story.group(noy), story.round(days=60)
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
    assert days(story, 4) == [3]
    first = LIBRARY.form.steps[0]
    assert noy.sees.text == (f"📝 The group's plan is resting. Nothing is lost\nNext is item 1: {first.title('en')}")
    noy.taps("Go on")
    assert first.title("en") in noy.sees.text
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now)
    assert days(story, 30) == [3, 14]


def test_no_word_comes_at_night_on_a_holiday_in_a_rest_or_after_the_deadline(story: Story, noy: Someone) -> None:
    group, round_ = story.group(noy), story.round(days=12)
    with story.database.begin() as uow:
        uow.plans.add(group, round_, now=story.now)
        day = (story.now + timedelta(days=3)).date()
        uow.holidays.add(day, day, "", now=story.now)
        uow.pauses.put(group, date(2026, 11, 29), now=story.now)
    story.wait(days=3)
    assert look(story) == 0  # a holiday
    story.wait(days=1)
    assert look(story) == 0  # the group rests
    story.now = datetime(2026, 11, 29, 0, 30, tzinfo=UTC)
    assert look(story) == 0  # half past seven: the group's hour is eight
    story.now = datetime(2026, 11, 29, 14, 0, tzinfo=UTC)
    assert look(story) == 0  # nine in the evening
    story.now = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    assert look(story) == 1
    assert days(story, 30) == []  # the deadline is over before the fourteenth day


def test_after_a_long_outage_it_is_one_word(story: Story, noy: Someone) -> None:
    with story.database.begin() as uow:
        uow.lessons.put(noy.me, "costs", 2, now=story.now)
    story.wait(days=20)
    assert [look(story) for _ in range(3)] == [1, 0, 0]
    assert len(noy.phone) == 1


def test_nobody_hears_two_gentle_words_on_one_day(story: Story, noy: Someone) -> None:
    group, round_ = story.group(noy), story.round(days=60)
    with story.database.begin() as uow:
        uow.plans.add(group, round_, now=story.now)
        uow.lessons.put(noy.me, "costs", 2, now=story.now)
    assert days(story, 5) == [3, 4]


def test_members_who_have_not_said_whether_they_agree_are_asked_twice(story: Story, noy: Someone) -> None:
    seng, dao = story.known("Seng", language="en"), story.known("Dao", language="en")
    group = story.group(noy, seng, dao)
    plan = written(story, group, noy)
    with story.database.begin() as uow:
        found, by = uow.plans.get(plan), uow.people.get(noy.me)
        assert found is not None
        assert by is not None
        agreements.ask(uow, LIBRARY, found, by=by, now=story.now)
        member = uow.people.get(dao.me)
        assert member is not None
        agreements.give(uow, found, by=member, agrees=True, revision=found.revision, now=story.now)
    story.deliver()
    shown = len(dao.phone)
    told = [day for day in days(story, 10) if day in (2, 5)]
    assert told == [2, 5]
    assert "🤝 The group waits for your word: do you agree to send the plan?" in seng.sees.text
    assert len(dao.phone) == shown


def test_an_expert_hears_before_and_after_the_day_then_staff(story: Story, noy: Someone) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    group = story.group(noy)
    plan = written(story, group, noy)
    send(story, plan, noy)
    shown = len(kham.phone)
    found = days(story, 40)
    assert found == [11, 15, 18]
    assert len(kham.phone) == shown + 2
    assert kham.sees.text == "⭐ 1 plan waits for your review:\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"
    assert mali.sees.text == "⭐ 1 review is overdue:\nDr. Kham – ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"


def test_a_decided_review_is_not_called_to_mind(story: Story, noy: Someone) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    group = story.group(noy)
    send(story, written(story, group, noy), noy)
    with story.database.begin() as uow:
        uow.reviews.change(AssignmentId(1), state="done", decided_at=story.now)
    shown = len(kham.phone)
    assert days(story, 40) == []
    assert len(kham.phone) == shown


def test_others_may_say_their_own_words_with_the_same_care(story: Story, noy: Someone) -> None:
    """What the questions to experts use: once, at a good time."""
    word = Word(noy.me, NudgeReviews(()), ("question:1:48",))
    with story.database.begin() as uow:
        night = datetime(2026, 11, 23, 18, tzinfo=UTC)
        said = [nudges.nudge(uow, LIBRARY, word, zone=LAOS, now=now) for now in (night, story.now, story.now)]
    assert said == [False, True, False]


def test_who_has_not_finished_hears_when_reading_is_over_and_is_not_reminded_of_it_again(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        here = competition(uow, 2)
        uow.connection.exec_driver_sql("DELETE FROM assignments")  # advice is another thing
        here.on_to(Phase.EXPERTS)
    days(story, 12)
    assert "⭐ 2 plans wait for your review:" in kham.sees.text
    with story.database.begin() as uow:
        here = replace(here, uow=uow)
        here.on_to(Phase.DECISION)
    story.deliver()
    over = "🔴 Reading is over, and you have not finished 2 plans\nThe staff know. Please talk with them"
    assert kham.sees.text.endswith(over)
    days(story, 8)
    assert kham.sees.text.endswith(over)
