"""After an answer that is not yet right: why, and another try; the card that it is about is one tap away."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.i18n import Say, lines, mark
from bot.screens.lessons.views import AnswerView, after_question, again_button, answered, answered_line


class Again(Screen[AnswerView]):
    name = "lessons.again"
    args = ("lesson", "question")
    help: ClassVar[str] = mark("Read the page of the lesson once more if you like, then try the question again")

    def load(self, turn: Turn) -> AnswerView | Go:
        found = answered(turn)
        return Go("lessons.quiz", dict(turn.args)) if not isinstance(found, Go) and found.chosen.right else found

    def render(self, view: AnswerView, say: Say) -> Message:
        again = Button(say("Try again ▶"), Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question}))
        read = again_button(view, say("📚 Read the page again"))
        return Message(
            lines(answered_line(view.chosen, say), view.chosen.why(say.language)),
            [[again], row(read, Button(say("Skip ▶"), Tap("skip")))],
            asks=say("Not yet, never mind. Try again?"),
        )

    def spoken(self, turn: Turn, view: AnswerView) -> Piece:
        return pieces.of_card(view.lesson, view.lesson.cards[view.card])

    def tap_skip(self, turn: Turn, view: AnswerView) -> Go:
        return after_question(turn, view)
