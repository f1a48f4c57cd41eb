"""Learning: turning cards, answering the quiz, finishing – each person's bookmark follows them to any phone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from bot.content.lessons import Lesson, Option, Quiz
from bot.content.library import Library
from bot.domain import rounds
from bot.domain.ids import PersonId
from bot.domain.notices.lessons import LessonShared
from bot.domain.people import Person
from bot.domain.plans import Plan
from bot.domain.refused import Missing, Refused, Stale
from bot.domain.rounds import Verb
from bot.services import notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.store.lessons import Reading


def open_lesson(library: Library, key: str) -> Lesson:
    """The lesson called `key`. Refused when content has lost it since. Raises: Missing."""
    lesson = library.lesson(key)
    if lesson is None:
        raise Missing("This lesson is not there any more")
    return lesson


def turn_to(uow: UnitOfWork, library: Library, key: str, card: int, *, by: PersonId, now: datetime) -> None:
    """Put the bookmark at a card, counted from 0. Raises: Missing, Stale."""
    lesson = open_lesson(library, key)
    if not 0 <= card < len(lesson.cards):
        raise Stale
    uow.lessons.put(by, key, card, now=now)


def left_off(readings: Mapping[str, Reading], library: Library) -> Reading | None:
    """Where somebody stopped: the latest lesson that is begun, not finished, and still there."""
    return next(
        (reading for reading in readings.values() if not reading.finished_at and library.lesson(reading.lesson)), None
    )


def onward(readings: Mapping[str, Reading], library: Library) -> tuple[Lesson, int] | None:
    """Where somebody goes on: the lesson and card where they stopped, else the first lesson that is not finished."""
    stopped = left_off(readings, library)
    lesson = library.lesson(stopped.lesson) if stopped else None
    if stopped and lesson:
        return lesson, min(stopped.card, len(lesson.cards) - 1)
    new = (one for one in library.lessons if one.key not in readings)
    return next(((one, 0) for one in new), None)


def answer(
    uow: UnitOfWork, library: Library, key: str, question: int, option: int, *, by: PersonId, now: datetime
) -> bool:
    """Keep an answer to the quiz; returns whether it was the right one. Raises: Missing, Stale."""
    chosen = open_question(library, key, question).option(option)
    if chosen is None:
        raise Stale
    uow.lessons.answer(by, key, question, option, chosen.right, now=now)
    return chosen.right


def shuffled(lesson: Lesson, quiz: Quiz, *, by: PersonId) -> tuple[Option, ...]:
    """The answers in an order of this person's own, always the same, so that nobody learns a place instead."""

    def drawn(option: Option) -> bytes:
        return hashlib.sha256(f"{by}:{lesson.key}:{quiz.card}:{option.key}".encode()).digest()

    return tuple(sorted(quiz.options, key=drawn))


def open_question(library: Library, key: str, question: int) -> Quiz:
    """A question of a lesson's quiz, counted from 0. Raises: Missing."""
    quizzes = open_lesson(library, key).quizzes
    if not 0 <= question < len(quizzes):
        raise Missing
    return quizzes[question]


def last_answer(uow: UnitOfWork, library: Library, key: str, question: int, *, by: PersonId) -> Option | None:
    """The option that somebody chose last, None before the first answer or when content changed since.

    Raises: Missing.
    """
    chosen = uow.lessons.last_answers(by, key).get(question)
    return None if chosen is None else open_question(library, key, question).option(chosen)


def score(uow: UnitOfWork, lesson: Lesson, *, by: PersonId) -> tuple[int, int]:
    """(right, all): how many questions somebody answered right in the end."""
    chosen = uow.lessons.last_answers(by, lesson.key)
    right = sum(chosen.get(index) == quiz.right for index, quiz in enumerate(lesson.quizzes))
    return right, len(lesson.quizzes)


def finish(uow: UnitOfWork, library: Library, key: str, *, by: PersonId, now: datetime) -> bool:
    """Mark a lesson as learned; True the first time. Refused while a question was never answered.

    Raises: Missing, Refused.
    """
    lesson = open_lesson(library, key)
    answered = uow.lessons.last_answers(by, key)
    if any(index not in answered for index in range(len(lesson.quizzes))):
        raise Refused("Answer the quiz first")
    if key not in uow.lessons.readings(by):
        uow.lessons.put(by, key, len(lesson.cards) - 1, now=now)
    return uow.lessons.finish(by, key, now=now)


def plan_of(uow: UnitOfWork, person: PersonId, *, now: datetime) -> Plan | None:
    """The plan that the person's group can write on now: where a lesson leads to."""
    for round_ in uow.rounds.all_open(now=now):
        for membership in uow.groups.of_person(person):
            plan = uow.plans.of_group(membership.group, round_.id)
            if plan and rounds.may(Verb.WRITE, round_.state, plan.state):
                return plan
    return None


def may_begin(uow: UnitOfWork, person: PersonId, *, now: datetime) -> bool:
    """Whether a round is open in which the person's group has no plan yet."""
    group = groups.mine(uow, person)
    current = uow.rounds.open_now(group, now=now) if group else None
    return bool(group and current and uow.plans.of_group(group.id, current.id) is None)


def share(uow: UnitOfWork, library: Library, key: str, *, by: Person, now: datetime) -> None:
    """Show a lesson in the chat of one's group, once a day. Refused where the group has no chat.

    Raises: Missing, Refused.
    """
    open_lesson(library, key)
    group = groups.mine(uow, by.id)
    if group is None or group.chat is None:
        raise Refused("Your group has no Telegram group here yet. The leader can link one")
    day = group.today(now).isoformat()
    notices.tell_chat(uow, group.chat, LessonShared(lesson=key, name=by.name), now=now, key=f"{key}:{day}")
