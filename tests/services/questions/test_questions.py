"""Questions that wait are reminded of: experts or the taker after two days, then staff – each once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.questions import QuestionState
from bot.domain.refused import Refused
from bot.services.questions import questions
from bot.store.database import Database
from tests.story import LIBRARY, Someone, Story

ZONE = ZoneInfo("Asia/Vientiane")


@pytest.fixture
def everybody(database: Database) -> tuple[Story, Someone, Someone, Someone, Someone]:
    story = Story(database)
    noy = story.known("Noy", language="en")
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    vong = story.known("Vong", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    noy.says("/ask")
    noy.says("Why do my shoots wilt?")
    noy.taps("📨 Send the question")
    return story, noy, kham, vong, mali


def look(story: Story) -> None:
    """The clock looks twice, as two processes do."""
    for _ in range(2):
        with story.database.begin() as uow:
            questions.remind_due(uow, LIBRARY, ZONE, now=story.now)
    story.deliver()


def heard(someone: Someone) -> list[str]:
    return [bubble.text.splitlines()[0] for bubble in someone.phone.values() if bubble.text.startswith("⏰")]


def test_a_question_that_nobody_takes_reminds_the_experts_then_staff_each_once(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    story, _, kham, vong, mali = everybody
    story.wait(hours=47)
    look(story)
    assert heard(kham) == heard(mali) == []
    story.wait(hours=1)
    look(story)
    assert heard(kham) == heard(vong) == ["⏰ This question still waits for an answer"]
    assert heard(mali) == []
    story.wait(hours=48)
    look(story)
    story.wait(days=5)
    look(story)
    assert heard(mali) == ["⏰ Nobody has taken this question yet. Please ask an expert"]
    assert len(heard(kham)) == 1


def test_who_took_it_and_does_not_answer_is_reminded_then_staff(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    story, _, kham, vong, mali = everybody
    story.wait(hours=40)
    kham.taps("✋ I will answer")
    story.wait(hours=40)
    look(story)
    assert heard(kham) == []
    story.wait(hours=15)  # past the quiet hours
    look(story)
    assert (heard(kham), heard(vong)) == (["⏰ This question still waits for an answer"], [])
    story.wait(hours=48)
    look(story)
    assert heard(mali) == ["⏰ Dr. Kham has not answered this question yet. Please ask them"]


def test_an_answer_ends_the_reminders_and_asking_more_begins_them_anew(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    story, noy, kham, _, mali = everybody
    kham.taps("✋ I will answer")
    kham.says("Because of the water")
    kham.taps("📤 Send the answer")
    story.wait(days=9)
    look(story)
    assert heard(kham) == heard(mali) == []
    noy.taps("❓ Ask more")
    noy.says("And then?")
    noy.taps("📨 Send the question")
    story.wait(hours=49)
    look(story)
    assert heard(kham) == ["⏰ This question still waits for an answer"]


def test_nobody_is_woken(everybody: tuple[Story, Someone, Someone, Someone, Someone]) -> None:
    story, _, kham, *_ = everybody
    story.wait(hours=48 + 13)  # ten in the evening
    look(story)
    assert heard(kham) == []
    with story.database.begin() as uow:
        due = uow.questions.next_at()
    assert due == datetime(2026, 11, 26, 7, tzinfo=ZONE)
    story.now = due + timedelta(minutes=1)
    look(story)
    assert len(heard(kham)) == 1


def test_a_question_and_its_public_words_outlive_the_expert_who_is_forgotten(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    story, noy, kham, vong, _ = everybody
    kham.taps("✋ I will answer")
    with story.database.begin() as uow:
        uow.people.remove(kham.me)
        assert [question.asker for question in uow.questions.waiting()] == [noy.me]
    vong.says("/questions")
    vong.taps("⏳ Why do my shoots wilt?")
    vong.says("Because of the water")
    vong.taps("📤 Send the answer")
    assert noy.sees.text.startswith("💬 Vong has answered:")


def test_two_experts_take_it_at_the_same_moment_and_one_wins(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    story, _, kham, vong, _ = everybody

    def take(someone: Someone) -> str:
        with story.database.begin() as uow:
            person = uow.people.get(someone.me)
            assert person is not None
            both.wait(10)
            try:
                questions.take(uow, LIBRARY, QuestionId(1), by=person, now=story.now)
            except Refused as refused:
                return refused.values["name"]  # type: ignore[return-value]
            return ""

    both = Barrier(1 if story.database.sqlite else 2)  # SQLite has one writer: the other waits before it begins
    with ThreadPoolExecutor() as pool:
        said = list(pool.map(take, (kham, vong)))
    assert sorted(said) in (["", "Dr. Kham"], ["", "Vong"])
    with story.database.begin() as uow:
        found = uow.questions.get(QuestionId(1))
    assert found is not None
    assert found.taker_name in said


def test_what_somebody_wrote_who_answers_no_more_goes_with_them(
    everybody: tuple[Story, Someone, Someone, Someone, Someone],
) -> None:
    """Unsent, it is nobody's; the others are offered the question, not half an answer."""
    story, _, kham, vong, _ = everybody
    with story.database.begin() as uow:
        (question,) = uow.questions.waiting()
        by = uow.people.get(kham.me)
        assert by is not None
        questions.write(uow, LIBRARY, question.id, Answer("text", "Too much"), by=by, now=story.now)
        questions.release(uow, LIBRARY, by.id, now=story.now)
        assert [piece.side for piece in uow.questions.pieces(question.id)] == ["asker"]
        found = uow.questions.get(question.id)
        assert found is not None
        assert (found.state, found.taker) == (QuestionState.ASKED, None)
        told = [row.person for row in uow.outbox.due(now=story.now, limit=99) if row.notice == "question_asked"]
        assert vong.me in told
        assert kham.me not in told
