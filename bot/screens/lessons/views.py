"""What several pages about lessons load and share."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.content.lessons import Lesson, Option, Quiz
from bot.i18n import Html, Say
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
class AgainView:
    lesson: Lesson
    question: int
    quiz: Quiz
    chosen: Option


def after_question(turn: Turn, view: QuizView | AgainView, *, note: str = "") -> Go:
    """The next question, or the end of the lesson."""
    if view.question + 1 < len(view.lesson.quizzes):
        return Go("lessons.quiz", {"lesson": view.lesson.key, "question": view.question + 1}, note=note)
    lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
    return Go("lessons.done", {"lesson": view.lesson.key}, note=note)
