"""A lesson a day: begun and ended with a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.services.lessons import subscriptions


@dataclass(frozen=True, slots=True)
class DailyView:
    on: bool
    hour: time
    following: Lesson | None  # the lesson that would come next


class Daily(Screen[DailyView]):
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
            say(
                "A lesson comes every day at {time}. No other comes before you have opened it",
                time=say.clock(view.hour),
            )
            if view.on
            else say("Shall a lesson come every day at {time}? You can stop it at any time", time=say.clock(view.hour))
        )
        following = _title(view.following, say) if view.following else say("You have finished all lessons. Very good!")
        button = (
            Button(say("✋ No more lessons by themselves"), Tap("stop"))
            if view.on
            else Button(say("⏰ A lesson every day"), Tap("start"))
            if view.following
            else None
        )
        text = paragraphs(bold(say("⏰ A lesson every day")), state, following)
        return Message(text, column([button, Button(say("◀ Back"), Back())]))

    def tap_start(self, turn: Turn, view: DailyView) -> Go:
        subscriptions.subscribe(turn.uow, turn.library, turn.say.zone, by=turn.me, now=turn.now)
        return Go(self.name, note=turn.say("✅ It is on"))

    def tap_stop(self, turn: Turn, view: DailyView) -> Go:
        subscriptions.stop(turn.uow, by=turn.me)
        return Go(self.name, note=turn.say("It is off. You can read lessons whenever you like"))

    def tap_open(self, turn: Turn, view: DailyView) -> Go:
        """The lesson of the day, at the page where its reader stopped."""
        subscriptions.opened(turn.uow, by=turn.me)
        lesson, reading = str(turn.value()), turn.uow.lessons.readings(turn.me).get(str(turn.value()))
        card = reading.card if reading and not reading.finished_at else 0
        return Go("lessons.card", {"lesson": lesson, "card": card})


def _title(lesson: Lesson, say: Say) -> Html:
    return say("Next: lesson {n}: {title}", n=lesson.order, title=lesson.title(say.language))
