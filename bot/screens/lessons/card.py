"""One card of a lesson, turned in the message that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column, row
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.lessons import Lesson
from bot.content.pieces import Piece
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.lessons.views import gone, page_line, share_link, step_of
from bot.screens.widgets.ask_button import ask_button
from bot.services import pictures
from bot.services.groups import groups
from bot.services.lessons import lessons

_SUM_LESSON, _SUM_CARDS = "costs", ("break-even", "example", "do")
payload("l", lambda rest: Go("lessons.card", {"lesson": rest, "card": 0}))


@dataclass(frozen=True, slots=True)
class CardView:
    lesson: Lesson
    card: int
    step: int  # the number of the plan step that the lesson helps with, 0 for none
    onward: Go  # where that step is
    share: str
    chat: bool  # the group has a chat to show it in
    picture: int  # KB that the lesson's picture costs, 0 where there is none

    @property
    def last(self) -> bool:
        return self.card == len(self.lesson.cards) - 1


class CardPage(Screen[CardView]):
    name = "lessons.card"
    args = ("lesson", "card")
    help: ClassVar[str] = mark("Read this page, then press Next. Your place is kept, also on another phone")

    def load(self, turn: Turn) -> CardView | Go:
        lesson, card = turn.library.lesson(turn.word("lesson")), turn.number("card")
        if lesson is None:
            return gone(turn)
        if not 0 <= card < len(lesson.cards):  # the lesson became shorter while somebody read it
            return Go("lessons.card", {"lesson": lesson.key, "card": max(0, len(lesson.cards) - 1)})
        number, onward = step_of(turn, lesson)
        picture = 0 if card else pictures.kilobytes(turn.library, lesson.key)
        return CardView(lesson, card, number, onward, share_link(turn, lesson), has_chat(turn), picture)

    def render(self, view: CardView, say: Say) -> Message:
        lesson, card = view.lesson, view.lesson.cards[view.card]
        task = view.last and card.task
        text = paragraphs(
            bold(page_line(lesson, view.card, say)),
            bold(say("👉 Try it together")) if task else "",
            Html(card.html(say.language)),
            say("This lesson helps you answer item {n} of the plan", n=view.step) if view.last and view.step else "",
        )
        before = Button(say("⬅ Page before"), Tap("turn", (view.card - 1,))) if view.card else None
        after = None if view.last else Button(say("Next ▶"), Tap("turn", (view.card + 1,)))
        end = self._end(view, say) if view.last else []
        share = Button(say("📤 Send to others"), Link(view.share))
        ask = ask_button(say, about="lesson", subject=lesson.key, place=view.card)
        extra = column([_picture(view, say), _calculator(view, say)])
        return Message(
            text,
            [row(before, after), *extra, *end, [ask], *_chat(view, say), row(Button(say("◀ Back"), Back()), share)],
        )

    def _end(self, view: CardView, say: Say) -> list[list[Button]]:
        """What comes after the last card: the quiz, or the end of a lesson that has none."""
        quiz = Go("lessons.quiz", {"lesson": view.lesson.key, "question": 0})
        return column(
            [
                Button(say("❓ Quiz"), quiz) if view.lesson.quizzes else Button(say("🏁 Finish"), Tap("finish")),
                Button(say("📝 Item {n} of the plan", n=view.step), view.onward) if view.step else None,
            ]
        )

    def spoken(self, turn: Turn, view: CardView) -> Piece:
        return pieces.of_card(view.lesson, view.lesson.cards[view.card])

    def tap_turn(self, turn: Turn, view: CardView) -> Go:
        card = min(turn.choice(), len(view.lesson.cards) - 1)
        lessons.turn_to(turn.uow, turn.library, view.lesson.key, card, by=turn.me, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": card})

    def tap_picture(self, turn: Turn, view: CardView) -> Go:
        """The picture, and the page once more below it."""
        pictures.send(turn.uow, turn.library, view.lesson.key, chat=turn.chat, by=turn.person, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, fresh=True)

    def tap_share(self, turn: Turn, view: CardView) -> Go:
        lessons.share(turn.uow, turn.library, view.lesson.key, by=turn.person, now=turn.now)
        note = turn.say("✅ The lesson is in the group's chat")
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, note=note)

    def tap_finish(self, turn: Turn, view: CardView) -> Go:
        lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
        return Go("lessons.done", {"lesson": view.lesson.key})


def _chat(view: CardView, say: Say) -> list[list[Button]]:
    """Shows the lesson in the group's chat, from its first and its last page."""
    ends = view.chat and (view.last or not view.card)
    return column([Button(say("👥 Into the group's chat"), Tap("share")) if ends else None])


def has_chat(turn: Turn) -> bool:
    """Whether the person's group has a Telegram chat here."""
    group = groups.mine(turn.uow, turn.me)
    return bool(group and group.chat)


def _picture(view: CardView, say: Say) -> Button | None:
    """On the first page; its size is said, because data cost money."""
    return Button(say("🖼 Picture, {n} KB", n=view.picture), Tap("picture")) if view.picture else None


def _calculator(view: CardView, say: Say) -> Button | None:
    """The lesson about costs is followed by the sum itself."""
    here = view.lesson.key == _SUM_LESSON and view.lesson.cards[view.card].key in _SUM_CARDS
    return Button(say("🧮 Work out our price"), Go("calculator.costs", push=True)) if here else None
