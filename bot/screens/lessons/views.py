"""What several pages about lessons load and share."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bot.chat.address import Go
from bot.chat.message import Button
from bot.chat.screen import Turn
from bot.content.lessons import Lesson, Option, Quiz
from bot.i18n import Html, Say
from bot.services.groups import groups
from bot.services.lessons import lessons


def gone(turn: Turn) -> Go:
    """A lesson that the programme has taken out while somebody was in it: all others are still there."""
    return Go("lessons.modules", note=turn.say("This lesson is not there any more"))


def step_of(turn: Turn, lesson: Lesson) -> tuple[int, Go]:
    """The number of the plan step that a lesson helps with most (0 for none), and where it is for this person."""
    step = next((found for key in lesson.steps if (found := turn.library.form.step(key))), None)
    if step is None:
        return 0, Go("plan.overview")
    plan = lessons.plan_of(turn.uow, turn.me, now=turn.now)
    return step.number, Go("plan.step", {"plan": plan.id, "step": step.key}) if plan else Go("plan.overview")


def share_link(turn: Turn, lesson: Lesson) -> str:
    """Telegram's own page for choosing a chat, with the lesson's link and title filled in."""
    link = f"https://t.me/{turn.programme.username}?start=l-{lesson.key}"
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(lesson.title(turn.say.language))}"


def page_line(lesson: Lesson, card: int, say: Say) -> Html:
    values = {"n": lesson.order, "title": lesson.title(say.language), "i": card + 1, "k": len(lesson.cards)}
    return say("Lesson {n}: {title} – page {i} of {k}", **values)


@dataclass(frozen=True, slots=True)
class QuizView:
    """A question, and its answers as they are drawn."""

    lesson: Lesson
    question: int
    quiz: Quiz
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question, and the option that was chosen last."""

    lesson: Lesson
    question: int
    quiz: Quiz
    chosen: Option

    @property
    def card(self) -> int:
        """The card that the question is about."""
        return self.lesson.index(self.quiz.card)

    @property
    def last(self) -> bool:
        return self.question + 1 >= len(self.lesson.quizzes)


def answered(turn: Turn) -> AnswerView | Go:
    """What was answered last to the question that the page's address names; the question where nothing was."""
    lesson, question = turn.library.lesson(turn.word("lesson")), turn.number("question")
    if lesson is None or not 0 <= question < len(lesson.quizzes):
        return Go("lessons.quiz", dict(turn.args))
    chosen = lessons.last_answer(turn.uow, turn.library, lesson.key, question, by=turn.me)
    return (
        AnswerView(lesson, question, lesson.quizzes[question], chosen)
        if chosen
        else Go("lessons.quiz", dict(turn.args))
    )


def answered_line(chosen: Option, say: Say) -> Html:
    """What somebody answered, in the option's own words."""
    return say("You answered: {option}", option=chosen.words(say.language))


def again_button(view: AnswerView, label: Html) -> Button:
    """The card that a question is about; its end returns to the answer."""
    return Button(label, Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, push=True))


def answer_button(step: int, onward: Go, say: Say) -> Button | None:
    """The item of the plan that a lesson helps with."""
    return Button(say("✍️ Answer item {n} of the plan", n=step), onward) if step else None


def has_chat(turn: Turn) -> bool:
    """Whether the person's group has a Telegram chat here."""
    group = groups.mine(turn.uow, turn.me)
    return bool(group and group.chat)


def after_question(turn: Turn, view: QuizView | AnswerView) -> Go:
    """The next question, or the end of the lesson."""
    if view.question + 1 < len(view.lesson.quizzes):
        return Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question + 1})
    return ended(turn, view)


def ended(turn: Turn, view: QuizView | AnswerView) -> Go:
    """The lesson is finished with this question."""
    lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
    return Go("lessons.done", {"lesson": view.lesson.key, "question": view.question})
