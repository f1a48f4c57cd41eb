"""The end of a lesson: what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Link, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.lessons.views import gone, share_link, step_of
from bot.services.lessons import lessons


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


def _heading(lesson: Lesson, say: Say) -> Html:
    return say("Next: lesson {n}: {title}", n=lesson.order, title=lesson.title(say.language))
