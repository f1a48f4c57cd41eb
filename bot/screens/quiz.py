"""The quiz of a lesson: one question at a time, a kind word for every answer, and the end of the lesson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, Rows, column, row
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.lessons import Lesson, Option, Quiz
from bot.content.pieces import Piece
from bot.domain import lao
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain
from bot.screens.lessons import gone, share_link, step_of
from bot.services import lessons

FITS = 22  # letters that take room on a button of its own (lao-style.md, 1.7)
_LETTERS = (mark("A"), mark("B"), mark("C"), mark("D"), mark("E"))


@dataclass(frozen=True, slots=True)
class QuizView:
    lesson: Lesson
    question: int
    quiz: Quiz


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
        return QuizView(lesson, question, lesson.quizzes[question])

    def render(self, view: QuizView, say: Say) -> Message:
        head = say("Quiz: question {i} of {n}. Choose one answer", i=view.question + 1, n=len(view.lesson.quizzes))
        words = [option.words(say.language) for option in view.quiz.options]
        short = all(lao.wide(text) <= FITS for text in words)
        listed = "" if short else lines(*(f"{_letter(i, say)}. {text}" for i, text in enumerate(words)))
        labels = words if short else [_letter(i, say) for i in range(len(words))]
        buttons = [Button(label, Tap("choose", (i,))) for i, label in enumerate(labels)]
        rows: Rows = [*(column(buttons) if short else [buttons]), [Button(say("◀ Back"), Back())]]
        return Message(paragraphs(head, bold(view.quiz.question(say.language)), listed), rows)

    def spoken(self, turn: Turn, view: QuizView) -> Piece:
        return pieces.of_quiz(view.lesson, view.quiz)

    def tap_choose(self, turn: Turn, view: QuizView) -> Go:
        lesson, option = view.lesson.key, turn.choice()
        if not lessons.answer(turn.uow, turn.library, lesson, view.question, option, by=turn.me, now=turn.now):
            return Go("lessons.again", {"lesson": lesson, "question": view.question})
        why = view.quiz.options[option].why(turn.say.language)
        return _after(turn, view, note=turn.say("👏 Correct! {why}", why=why))


@dataclass(frozen=True, slots=True)
class AgainView:
    lesson: Lesson
    question: int
    quiz: Quiz
    chosen: Option


class Again(Screen[AgainView]):
    """After an answer that is not yet right: why, the card it is about, and another try."""

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
        return _after(turn, view)


@dataclass(frozen=True, slots=True)
class DoneView:
    lesson: Lesson
    right: int
    questions: int
    following: Lesson | None
    step: int
    onward: Go
    share: str


class Done(Screen[DoneView]):
    name = "lessons.done"
    args = ("lesson",)
    help: ClassVar[str] = mark("This lesson is finished. You can go to the next one, or to the plan")

    def load(self, turn: Turn) -> DoneView | Go:
        lesson = turn.library.lesson(turn.word("lesson"))
        if lesson is None:
            return gone(turn)
        right, questions = lessons.score(turn.uow, lesson, by=turn.me)
        following = turn.library.after(lesson.key)
        return DoneView(lesson, right, questions, following, *step_of(turn, lesson), share_link(turn, lesson))

    def render(self, view: DoneView, say: Say) -> Message:
        following = view.following
        text = paragraphs(
            bold(say("🎓 You have finished this lesson. Very good!")),
            say.plural("{x} of {n} answer right", "{x} of {n} answers right", view.questions, x=view.right)
            if view.questions
            else "",
            say("This lesson helps you answer item {n} of the plan", n=view.step) if view.step else "",
            _heading(following, say) if following else "",
        )
        onward = Go("lessons.card", {"lesson": following.key, "card": 0}) if following else None
        return Message(
            text,
            [
                *column(
                    [
                        Button(say("Next lesson ▶"), onward) if onward else None,
                        Button(say("📝 Item {n} of the plan", n=view.step), view.onward) if view.step else None,
                        Button(say("📚 Lessons"), Go("lessons.modules")),
                    ]
                ),
                row(Button(say("◀ Back"), Back()), Button(say("📤 Send to others"), Link(view.share))),
            ],
        )


def _after(turn: Turn, view: QuizView | AgainView, *, note: str = "") -> Go:
    """The next question, or the end of the lesson."""
    if view.question + 1 < len(view.lesson.quizzes):
        return Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question + 1}, note=note)
    lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
    return Go("lessons.done", {"lesson": view.lesson.key}, note=note)


def _heading(lesson: Lesson, say: Say) -> Html:
    return say("Next: lesson {n}: {title}", n=lesson.order, title=lesson.title(say.language))


def _letter(place: int, say: Say) -> str:
    return plain(say(_LETTERS[place])) if place < len(_LETTERS) else str(place + 1)
