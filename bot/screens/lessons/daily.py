"""A lesson a day: begun and ended with a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.i18n import Html, Say, bold, lines, mark
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
        title = bold(say("⏰ A lesson every day"))
        following = _title(view.following, say) if view.following else say("You have finished all lessons. Very good!")
        back = Button(say("◀ Back"), Back())
        if view.on:
            told = say("It comes at {time}. No other comes before you have opened it", time=say.clock(view.hour))
            stop = Button(say("✋ No more lessons by themselves"), Tap("stop"))
            return Message(lines(title, following, told), column([stop, back]), asks=Html())
        start = Button(say("⏰ A lesson every day"), Tap("start")) if view.following else None
        asks = say("Shall a lesson come every day at {time}?", time=say.clock(view.hour)) if view.following else Html()
        return Message(lines(title, following), column([start, back]), asks=asks)

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
