"""After a right answer: why it is right, and on to the next question."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, lines, mark
from bot.screens.lessons.views import AnswerView, again_button, answered, answered_line


class Right(Screen[AnswerView]):
    name = "lessons.right"
    args = ("lesson", "question")
    help: ClassVar[str] = mark("Your answer is right, and here is why. Go on to the next question")

    def load(self, turn: Turn) -> AnswerView | Go:
        found = answered(turn)
        if isinstance(found, Go):
            return found
        if not found.chosen.right:
            return Go("lessons.again", dict(turn.args))
        return Go("lessons.done", dict(turn.args)) if found.last else found

    def render(self, view: AnswerView, say: Say) -> Message:
        onward = Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question + 1})
        return Message(
            lines(answered_line(view.chosen, say), view.chosen.why(say.language)),
            [[Button(say("Next question ▶"), onward)], [again_button(view, say("📚 Read the lesson again"))]],
            asks=say("✅ Correct! On to the next question?"),
        )
