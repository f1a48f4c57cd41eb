"""The end of a lesson: what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Link, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson, Option
from bot.i18n import Html, Say, lines, mark
from bot.screens.lessons.views import answer_button, answered_line, gone, share_link, step_of
from bot.services.lessons import lessons


@dataclass(frozen=True, slots=True)
class DoneView:
    lesson: Lesson
    right: int
    questions: int
    answered: Option | None  # the right answer that ended the lesson
    following: Lesson | None
    step: int
    onward: Go
    share: str
    begins: bool  # the plan of the group is to be begun: that comes before any item


class Done(Screen[DoneView]):
    """With `question`, that question was answered right a moment ago."""

    name = "lessons.done"
    args = ("lesson", "question")
    help: ClassVar[str] = mark("This lesson is finished. You can go to the next one, or to the plan")

    def load(self, turn: Turn) -> DoneView | Go:
        lesson = turn.library.lesson(turn.word("lesson"))
        if lesson is None:
            return gone(turn)
        right, questions = lessons.score(turn.uow, lesson, by=turn.me)
        chosen = None
        if "question" in turn.args and 0 <= turn.number("question") < questions:
            chosen = lessons.last_answer(turn.uow, turn.library, lesson.key, turn.number("question"), by=turn.me)
        return DoneView(
            lesson,
            right,
            questions,
            chosen if chosen and chosen.right else None,
            turn.library.after(lesson.key),
            *step_of(turn, lesson),
            share_link(turn, lesson),
            lessons.may_begin(turn.uow, turn.me, now=turn.now),
        )

    def render(self, view: DoneView, say: Say) -> Message:
        following, chosen = view.following, view.answered
        score = say.plural("{x} of {n} answer right", "{x} of {n} answers right", view.questions, x=view.right)
        text = lines(
            answered_line(chosen, say) if chosen else "",
            say("✅ Correct! {why}", why=chosen.why(say.language)) if chosen else "",
            score if view.questions > 1 else "",
            say("🎉 You have finished this lesson. Very good!"),
        )
        onward = Go("lessons.card", {"lesson": following.key, "card": 0}) if following else None
        return Message(
            text,
            [
                *column(
                    [
                        Button(say("✍️ Begin the plan"), Tap("write", on=Go("home.menu")))
                        if view.begins
                        else answer_button(view.step, view.onward, say),
                        Button(say("Next lesson ▶"), onward) if onward else None,
                    ]
                ),
                row(
                    Button(say("📚 All lessons"), Go("lessons.modules")),
                    Button(say("📨 Send to others"), Link(view.share)),
                ),
            ],
            asks=_asks(view, say),
        )


def _asks(view: DoneView, say: Say) -> Html:
    if view.begins:
        return say("The plan is not begun yet. Begin now?")
    if view.step:
        return say("It helps with item {n} of the plan. Answer it now?", n=view.step)
    if view.following:
        return say(
            "Next: lesson {n}: {title}. Begin now?",
            n=view.following.order,
            title=view.following.title(say.language),
        )
    return say("See the other lessons?")
