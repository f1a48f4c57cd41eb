"""What else can be done with a lesson, from any of its pages: ask, show it to others, leave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.i18n import Say, mark
from bot.screens.lessons.views import answer_button, gone, has_chat, page_line, share_link, step_of
from bot.screens.widgets.ask_button import ask_button
from bot.services.lessons import lessons


@dataclass(frozen=True, slots=True)
class MoreView:
    lesson: Lesson
    card: int
    step: int  # the number of the plan step that the lesson helps with, 0 for none
    onward: Go  # where that step is
    share: str
    chat: bool  # the group has a chat to show it in
    below: str  # the page that it was opened from


class More(Screen[MoreView]):
    """It takes the card's place, so that its end leaves the lesson."""

    name = "lessons.more"
    args = ("lesson", "card")
    help: ClassVar[str] = mark("Ask about this lesson, show it to others, or go back to its page")

    def load(self, turn: Turn) -> MoreView | Go:
        lesson, card = turn.library.lesson(turn.word("lesson")), turn.number("card")
        if lesson is None:
            return gone(turn)
        if not 0 <= card < len(lesson.cards):
            return Go("lessons.card", {"lesson": lesson.key, "card": card})
        return MoreView(lesson, card, *step_of(turn, lesson), share_link(turn, lesson), has_chat(turn), turn.below)

    def render(self, view: MoreView, say: Say) -> Message:
        lesson = view.lesson
        return Message(
            page_line(lesson, view.card, say),
            [
                *column(
                    [
                        ask_button(say, about="lesson", subject=lesson.key, place=view.card),
                        _leave(view, say) or answer_button(view.step, view.onward, say),
                        Button(say("👥 Into the group's chat"), Tap("share")) if view.chat else None,
                    ]
                ),
                row(
                    Button(say("📚 All lessons"), Go("lessons.modules")),
                    Button(say("📨 Send to others"), Link(view.share)),
                ),
                [Button(say("◀ Back to the page"), _page(view))],
            ],
            asks=say("What would you like to do?"),
        )

    def tap_share(self, turn: Turn, view: MoreView) -> Go:
        lessons.share(turn.uow, turn.library, view.lesson.key, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("✅ The lesson is in the group's chat"))


def _leave(view: MoreView, say: Say) -> Button | None:
    """Back to the page that the lesson was opened from, where that is none of the lessons' own."""
    if view.below.startswith(("lessons.", "home.")):
        return None
    return Button(say("📝 Back to the plan") if view.below.startswith("plan.") else say("◀ Leave the lesson"), Back())


def _page(view: MoreView) -> Go:
    return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card})
