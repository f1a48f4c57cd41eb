"""One card of a lesson, turned in the message that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.lessons import Lesson
from bot.content.pieces import Piece
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.lessons.views import gone, page_line
from bot.services import pictures
from bot.services.lessons import lessons

_SUM_LESSON, _SUM_CARDS = "costs", ("break-even", "example", "do")
payload("l", lambda rest: Go("lessons.card", {"lesson": rest, "card": 0}))


@dataclass(frozen=True, slots=True)
class CardView:
    lesson: Lesson
    card: int
    picture: int  # KB that the lesson's picture costs, 0 where there is none
    asked: bool  # it was opened from a question about it

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
        picture = 0 if card else pictures.kilobytes(turn.library, lesson.key)
        return CardView(lesson, card, picture, turn.below in ("lessons.again", "lessons.right"))

    def render(self, view: CardView, say: Say) -> Message:
        lesson, card = view.lesson, view.lesson.cards[view.card]
        text = paragraphs(
            page_line(lesson, view.card, say),
            bold(say("Try it together")) if view.last and card.task else "",
            Html(card.html(say.language)),
        )
        more = Button(say("🧭 More"), Go("lessons.more", {"lesson": lesson.key, "card": view.card}))
        rows = column([self._onward(view, say), _calculator(view, say), _picture(view, say)])
        return Message(text, [*rows, row(_before(view, say), more)], asks=Html())

    def _onward(self, view: CardView, say: Say) -> Button:
        """The page's main button: the next card, the quiz behind the last one, or the question that led here."""
        if view.asked:
            return Button(say("Back to the question ▶"), Back())
        if not view.last:
            return Button(say("Next ▶"), Tap("turn", (view.card + 1,)))
        if view.lesson.quizzes:
            return Button(say("Quiz ▶"), Go("lessons.quiz", {"lesson": view.lesson.key, "question": 0}))
        return Button(say("Finish ▶"), Tap("finish"))

    def picture(self, view: CardView) -> str:
        return view.lesson.key if view.picture else ""

    def spoken(self, turn: Turn, view: CardView) -> Piece:
        return pieces.of_card(view.lesson, view.lesson.cards[view.card])

    def tap_turn(self, turn: Turn, view: CardView) -> Go:
        card = min(turn.choice(), len(view.lesson.cards) - 1)
        lessons.turn_to(turn.uow, turn.library, view.lesson.key, card, by=turn.me, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": card})

    def tap_picture(self, turn: Turn, view: CardView) -> Go:
        """The picture, and the page below it; without data-light mode the page brings it."""
        if turn.say.light:
            pictures.send(turn.uow, turn.library, view.lesson.key, chat=turn.chat, by=turn.person, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, fresh=True)

    def tap_share(self, turn: Turn, view: CardView) -> Go:
        lessons.share(turn.uow, turn.library, view.lesson.key, by=turn.person, now=turn.now)
        note = turn.say("✅ The lesson is in the group's chat")
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, note=note)

    def tap_finish(self, turn: Turn, view: CardView) -> Go:
        lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
        return Go("lessons.done", {"lesson": view.lesson.key})


def _before(view: CardView, say: Say) -> Button | None:
    """The page before; from the first page, where the reader came from."""
    if view.card:
        return Button(say("◀ Page before"), Tap("turn", (view.card - 1,)))
    return None if view.asked else Button(say("◀ Back"), Back())


def _picture(view: CardView, say: Say) -> Button | None:
    """On the first page in data-light mode, with its size; to everybody else the picture comes by itself."""
    return Button(say("📷 Picture, {n} KB", n=view.picture), Tap("picture")) if view.picture and say.light else None


def _calculator(view: CardView, say: Say) -> Button | None:
    """The lesson about costs is followed by the sum itself."""
    here = view.lesson.key == _SUM_LESSON and view.lesson.cards[view.card].key in _SUM_CARDS
    return Button(say("💰 Work out our price"), Go("calculator.costs", push=True)) if here else None
