"""Answered questions are published in words without names, by those who answer; everybody reads what is published."""

from __future__ import annotations

import pytest

from bot.domain.ids import QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.questions import About
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.questions import published, questions
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, person, settle


def asked(village: Village) -> tuple[QuestionId, Person]:
    """Noy's question, and the expert who may answer it."""
    uow, kham = village.uow, person(village.uow, 1005, "Kham", Role.EXPERT)
    questions.begin(uow, About(), Answer("text", "Why do my shoots wilt?"), by=village.noy, now=NOW)
    question, _ = questions.begun(uow, by=village.noy.id)
    assert question is not None
    questions.send(uow, LIBRARY, question.id, by=village.noy, now=NOW)
    return question.id, kham


def answered(village: Village) -> tuple[QuestionId, Person]:
    """The same, and its answer."""
    question, kham = asked(village)
    questions.write(village.uow, LIBRARY, question, Answer("text", "Too much sun, Noy"), by=kham, now=NOW)
    questions.reply(village.uow, question, by=kham, now=NOW)
    return question, kham


def test_what_was_typed_is_the_beginning_and_names_are_found_in_it(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        question, kham = answered(village)
        found, public = published.open_public(uow, question, by=kham)
        assert public.words["en"] == {"question": "Why do my shoots wilt?", "answer": "Too much sun, Noy"}
        assert published.named(uow, found, public) == ["Noy"]
        published.write(uow, question, "en", "answer", "Too much sun", by=kham, now=NOW)
        published.publish(uow, question, by=village.mali, now=NOW)
        kept = uow.questions.public_of(question)
        assert kept is not None
        assert published.open_published(uow, kept.id).said("answer", "lo") == "Too much sun"
        published.unpublish(uow, question, by=kham, now=NOW)
        with pytest.raises(Missing):
            published.open_published(uow, kept.id)


def test_what_is_refused(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        question, kham = asked(village)
        with pytest.raises(Refused, match="not answered yet"):
            published.open_public(uow, question, by=kham)
        questions.write(uow, LIBRARY, question, Answer("text", "Too much sun"), by=kham, now=NOW)
        questions.reply(uow, question, by=kham, now=NOW)
        with pytest.raises(Forbidden):
            published.publish(uow, question, by=village.noy, now=NOW)
        with pytest.raises(Stale):
            published.write(uow, question, "fr", "answer", "Trop de soleil", by=kham, now=NOW)
        with pytest.raises(Refused, match="too long"):
            published.write(uow, question, "en", "question", "x" * 501, by=kham, now=NOW)
        published.write(uow, question, "en", "answer", "", by=kham, now=NOW)
        with pytest.raises(Refused, match="in one language first"):
            published.publish(uow, question, by=kham, now=NOW)
