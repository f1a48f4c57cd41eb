"""After an answer that is not yet right: why, the card it is about, and another try."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.lessons.views import AgainView, after_question
from bot.services.lessons import lessons


class Again(Screen[AgainView]):
    name = "lessons.again"
    args = ("lesson", "question")
    help: ClassVar[str] = mark("Read this page once more, then try the question again")

    def load(self, turn: Turn) -> AgainView | Go:
        lesson, question = turn.library.lesson(turn.word("lesson")), turn.number("question")
        if lesson is None or not 0 <= question < len(lesson.quizzes):
            return Go("lessons.quiz", dict(turn.args))
        chosen = lessons.last_answer(turn.uow, turn.library, lesson.key, question, by=turn.me)
        if chosen is None or chosen.right:
            return Go("lessons.quiz", dict(turn.args))
        return AgainView(lesson, question, lesson.quizzes[question], chosen)

    def render(self, view: AgainView, say: Say) -> Message:
        card = view.lesson.cards[view.lesson.index(view.quiz.card)]
        text = paragraphs(
            lines(say("Not yet, never mind"), view.chosen.why(say.language)),
            say("Look at this page and try again"),
            Html(card.html(say.language)),
        )
        again = Button(say("🔁 Try again"), Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question}))
        return Message(text, [[again], row(Button(say("◀ Back"), Back()), Button(say("Skip"), Tap("skip")))])

    def spoken(self, turn: Turn, view: AgainView) -> Piece:
        return pieces.of_card(view.lesson, view.lesson.cards[view.lesson.index(view.quiz.card)])

    def tap_skip(self, turn: Turn, view: AgainView) -> Go:
        return after_question(turn, view)
