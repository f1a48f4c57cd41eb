"""The lesson of the day, the end of the lessons, and a lesson that a member shares."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.notice import Occasion, notice
from bot.content.lessons import Lesson
from bot.domain.notices.lessons import LessonOfDay, LessonsFinished, LessonShared
from bot.i18n import Html, Say, bold, lines, paragraphs


def _about(lesson: Lesson, say: Say) -> Html:
    return lines(bold(f"{lesson.order}. {lesson.title(say.language)}"), lesson.goal(say.language))


@notice(LessonOfDay, screen="lessons.daily")
def lesson_of_day(occasion: Occasion[LessonOfDay]) -> Message | None:
    """To whoever wanted a lesson a day, unless it was stopped or read meanwhile."""
    lesson, person, say = occasion.programme.library.lesson(occasion.what.lesson), occasion.person, occasion.say
    if lesson is None or person is None or occasion.uow.lessons.subscription(person.id) is None:
        return None
    reading = occasion.uow.lessons.readings(person.id).get(lesson.key)
    if reading and reading.finished_at:
        return None
    stop = Button(say("✋ No more lessons by themselves"), Tap("stop"))
    text = lines(say("📚 The lesson of today"), _about(lesson, say))
    rows = column([Button(say("📚 Open the lesson"), Tap("open", (lesson.key,))), stop])
    return Message(text, rows, asks=say("Begin the lesson?"))


@notice(LessonsFinished, screen="lessons.daily")
def lessons_finished(occasion: Occasion[LessonsFinished]) -> Message:
    """To whoever has read them all: no more will come."""
    say = occasion.say
    return Message(
        say("🎉 You have finished all lessons. Very good!"), [[Button(say("📚 Lessons"), Go("lessons.modules"))]]
    )


@notice(LessonShared)
def lesson_shared(occasion: Occasion[LessonShared]) -> Message | None:
    """In the group's chat: somebody shows a lesson; it is read in the private chat."""
    lesson, say = occasion.programme.library.lesson(occasion.what.lesson), occasion.say
    if lesson is None:
        return None
    link = f"https://t.me/{occasion.programme.username}?start=l-{lesson.key}"
    head = say("📚 {name} shows you a lesson", name=occasion.what.name)
    return Message(paragraphs(head, _about(lesson, say)), [[Button(say("📚 Open the lesson"), Link(link))]])
