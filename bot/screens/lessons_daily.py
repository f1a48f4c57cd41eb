"""A lesson a day: begun and ended with a tap, and the message that brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services import subscriptions


@dataclass(frozen=True, slots=True)
class DailyView:
    on: bool
    hour: int
    following: Lesson | None  # the lesson that would come next


class Daily(Screen[DailyView]):
    """Whether a lesson comes every day."""

    name = "lessons.daily"
    help: ClassVar[str] = mark(
        "One lesson comes each day. No other comes before you have opened it; one tap stops them"
    )

    def load(self, turn: Turn) -> DailyView:
        on = turn.uow.lessons.subscription(turn.me) is not None
        hour = subscriptions.hour(turn.uow, turn.library, turn.me)
        return DailyView(on, hour, subscriptions.following(turn.uow, turn.library, turn.me))

    def render(self, view: DailyView, say: Say) -> Message:
        state = (
            say("A lesson comes every day at {hour}:00. No other comes before you have opened it", hour=view.hour)
            if view.on
            else say("Shall a lesson come every day at {hour}:00? You can stop it at any time", hour=view.hour)
        )
        following = _title(view.following, say) if view.following else say("You have finished all lessons. Very good!")
        button = (
            Button(say("🔕 No more lessons by themselves"), Tap("stop"))
            if view.on
            else Button(say("🔔 A lesson every day"), Tap("start"))
            if view.following
            else None
        )
        text = paragraphs(bold(say("🔔 A lesson every day")), state, following)
        return Message(text, column([button, Button(say("◀ Back"), Back())]))

    def tap_start(self, turn: Turn, view: DailyView) -> Go:
        subscriptions.subscribe(turn.uow, turn.library, turn.me, turn.say.zone, now=turn.now)
        return Go(self.name, note=turn.say("✅ It is on"))

    def tap_stop(self, turn: Turn, view: DailyView) -> Go:
        subscriptions.stop(turn.uow, turn.me)
        return Go(self.name, note=turn.say("It is off. You can read lessons whenever you like"))

    def tap_open(self, turn: Turn, view: DailyView) -> Go:
        """The lesson of the day, at the page where its reader stopped."""
        subscriptions.opened(turn.uow, turn.me)
        lesson, reading = str(turn.value()), turn.uow.lessons.readings(turn.me).get(str(turn.value()))
        card = reading.card if reading and not reading.finished_at else 0
        return Go("lessons.card", {"lesson": lesson, "card": card})


def _title(lesson: Lesson, say: Say) -> Html:
    return say("Next: lesson {n}: {title}", n=lesson.order, title=lesson.title(say.language))


def _about(lesson: Lesson, say: Say) -> Html:
    return lines(bold(f"{lesson.order}. {lesson.title(say.language)}"), lesson.goal(say.language))


@notice("lesson_of_day", screen="lessons.daily")
def lesson_of_day(occasion: Occasion) -> Message | None:
    """To whoever wanted a lesson a day, unless it was stopped or read meanwhile."""
    lesson, person, say = occasion.programme.library.lesson(occasion.args["lesson"]), occasion.person, occasion.say
    if lesson is None or person is None or occasion.uow.lessons.subscription(person.id) is None:
        return None
    reading = occasion.uow.lessons.readings(person.id).get(lesson.key)
    if reading and reading.finished_at:
        return None
    stop = Button(say("🔕 No more lessons by themselves"), Tap("stop"))
    text = paragraphs(say("📚 The lesson of today"), _about(lesson, say))
    return Message(text, column([Button(say("📖 Open"), Tap("open", (lesson.key,))), stop]))


@notice("lessons_finished", screen="lessons.daily")
def lessons_finished(occasion: Occasion) -> Message:
    """To whoever has read them all: no more will come."""
    say = occasion.say
    return Message(
        say("🎓 You have finished all lessons. Very good!"), [[Button(say("📚 Lessons"), Go("lessons.modules"))]]
    )


@notice("lesson_shared")
def lesson_shared(occasion: Occasion) -> Message | None:
    """In the group's chat: somebody shows a lesson; it is read in the private chat."""
    lesson, say = occasion.programme.library.lesson(occasion.args["lesson"]), occasion.say
    if lesson is None:
        return None
    link = f"https://t.me/{occasion.programme.username}?start=l-{lesson.key}"
    head = say("📚 {name} shows you a lesson", name=occasion.args["name"])
    return Message(paragraphs(head, _about(lesson, say)), [[Button(say("📖 Open"), Link(link))]])
