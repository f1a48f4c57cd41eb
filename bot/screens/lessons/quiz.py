"""One question of a lesson's quiz."""

from __future__ import annotations

from typing import ClassVar

from bot.chat import aloud
from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, Rows, column
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.i18n import Say, lines, mark, plain
from bot.screens.lessons.views import QuizView, ended, gone
from bot.services.lessons import lessons
from bot.understand import lao

FITS = 22  # characters that take room on a button of its own (lao-style.md, 1.7)
_LETTERS = (mark("A"), mark("B"), mark("C"), mark("D"), mark("E"))


class QuizPage(Screen[QuizView]):
    name = "lessons.quiz"
    args = ("lesson", "question")
    help: ClassVar[str] = mark("Press the answer that you think is right. If it is not yet right, you can try again")

    def load(self, turn: Turn) -> QuizView | Go:
        lesson, question = turn.library.lesson(turn.word("lesson")), turn.number("question")
        if lesson is None:
            return gone(turn)
        if not 0 <= question < len(lesson.quizzes):  # the quiz became shorter while somebody answered it
            return Go("lessons.card", {"lesson": lesson.key, "card": len(lesson.cards) - 1})
        quiz = lesson.quizzes[question]
        heard = aloud.offer(turn.uow, pieces.of_quiz(lesson, quiz), turn.person)
        read = heard is not None and heard.narration is not None  # in the order in which they are written
        options = quiz.options if read else lessons.shuffled(lesson, quiz, by=turn.me)
        return QuizView(lesson, question, quiz, options)

    def render(self, view: QuizView, say: Say) -> Message:
        several = len(view.lesson.quizzes) > 1
        head = say("Quiz: question {i} of {n}", i=view.question + 1, n=len(view.lesson.quizzes)) if several else ""
        words = [option.words(say.language) for option in view.options]
        short = all(lao.wide(text) <= FITS for text in words)
        listed = "" if short else lines(*(f"{_letter(i, say)}. {text}" for i, text in enumerate(words)))
        labels = words if short else [_letter(i, say) for i in range(len(words))]
        taps = [Tap("choose", (option.number,)) for option in view.options]
        buttons = [Button(label, tap) for label, tap in zip(labels, taps, strict=True)]
        rows: Rows = [*(column(buttons) if short else [buttons]), [Button(say("◀ Back"), Back())]]
        return Message(lines(head, view.quiz.question(say.language), listed), rows, asks=say("Choose one answer"))

    def spoken(self, turn: Turn, view: QuizView) -> Piece:
        return pieces.of_quiz(view.lesson, view.quiz)

    def tap_choose(self, turn: Turn, view: QuizView) -> Go:
        lesson, number = view.lesson.key, turn.choice()
        right = lessons.answer(turn.uow, turn.library, lesson, view.question, number, by=turn.me, now=turn.now)
        chosen = view.quiz.option(number)
        if not right or chosen is None:
            return Go("lessons.again", {"lesson": lesson, "question": view.question})
        here: dict[str, int | str] = {"lesson": lesson, "question": view.question}
        return Go("lessons.right", here) if view.question + 1 < len(view.lesson.quizzes) else ended(turn, view)


def _letter(index: int, say: Say) -> str:
    return plain(say(_LETTERS[index])) if index < len(_LETTERS) else str(index + 1)
