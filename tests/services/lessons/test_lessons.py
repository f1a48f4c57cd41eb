"""Learning as it is kept: bookmarks, answers, and when a lesson counts as finished."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import PersonId
from bot.domain.refused import Refused, Stale
from bot.services.lessons import lessons
from bot.store.database import Database, UnitOfWork
from tests.story import LIBRARY

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def somebody(uow: UnitOfWork) -> PersonId:
    return uow.people.add(now=NOW, name="Noy", language="lo", consented_at=NOW)


def test_a_lesson_is_finished_once_every_question_was_answered(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        with pytest.raises(Refused):
            lessons.finish(uow, LIBRARY, "make-it-happen", by=noy, now=NOW)
        lessons.answer(uow, LIBRARY, "make-it-happen", 0, 0, by=noy, now=NOW)
        with pytest.raises(Refused):
            lessons.finish(uow, LIBRARY, "make-it-happen", by=noy, now=NOW)
        lessons.answer(uow, LIBRARY, "make-it-happen", 1, 0, by=noy, now=NOW)
        assert lessons.finish(uow, LIBRARY, "make-it-happen", by=noy, now=NOW)
        assert not lessons.finish(uow, LIBRARY, "make-it-happen", by=noy, now=NOW + timedelta(days=1))
        assert uow.lessons.readings(noy)["make-it-happen"].finished_at == NOW


def test_the_last_answer_counts_for_the_score(database: Database) -> None:
    with database.begin() as uow:
        noy, lesson = somebody(uow), lessons.open_lesson(LIBRARY, "three-groups")
        right = lesson.quizzes[0].right
        assert lessons.score(uow, lesson, by=noy) == (0, 1)
        assert not lessons.answer(uow, LIBRARY, lesson.key, 0, (right + 1) % 3, by=noy, now=NOW)
        assert lessons.score(uow, lesson, by=noy) == (0, 1)
        assert lessons.answer(uow, LIBRARY, lesson.key, 0, right, by=noy, now=NOW)
        assert lessons.score(uow, lesson, by=noy) == (1, 1)


def test_the_latest_unfinished_lesson_that_content_still_has_is_where_one_left_off(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        lessons.turn_to(uow, LIBRARY, "strong-group", 2, by=noy, now=NOW)
        lessons.turn_to(uow, LIBRARY, "three-groups", 3, by=noy, now=NOW + timedelta(hours=1))
        uow.lessons.put(noy, "a-lesson-of-last-year", 1, now=NOW + timedelta(hours=2))
        stopped = lessons.left_off(uow.lessons.readings(noy), LIBRARY)
        assert stopped is not None
        assert (stopped.lesson, stopped.card) == ("three-groups", 3)


def test_cards_and_options_that_are_not_there_are_refused(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow)
        with pytest.raises(Stale):
            lessons.turn_to(uow, LIBRARY, "three-groups", 99, by=noy, now=NOW)
        with pytest.raises(Stale):
            lessons.answer(uow, LIBRARY, "three-groups", 0, -1, by=noy, now=NOW)
        with pytest.raises(Refused):
            lessons.open_question(LIBRARY, "three-groups", 5)
        assert uow.lessons.readings(noy) == {}
