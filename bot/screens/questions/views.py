"""What several pages about questions load and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, shortened
from bot.chat.screen import Turn
from bot.domain.groups import Group
from bot.domain.questions import Piece, Published, Question
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.questions import words
from bot.screens.questions.words import LABEL

PAGE = 8  # questions on buttons of one page


@dataclass(frozen=True, slots=True)
class Item:
    """A question on a button."""

    question: Question
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of questions: first those in hand, then the others. How many of each there are in all."""

    items: tuple[Item, ...]
    mine: int
    others: int
    page: int
    pages: int


def load_items(turn: Turn, questions: Sequence[Question]) -> tuple[Item, ...]:
    pieces = turn.uow.questions.pieces_of([question.id for question in questions]) if questions else {}
    return tuple(Item(question, tuple(pieces.get(question.id, ()))) for question in questions)


def open_button(item: Item, sign: str, say: Say) -> Button:
    label = f"{sign} {words.short(words.first_asked(item.pieces), say)}"
    return Button(label, Go("questions.page", {"question": item.question.id}, push=True))


def head(question: Question, group: Group | None, say: Say) -> Html:
    """Who asks, as far as the reader is to know."""
    if group is None and question.group:
        return bold(say("❓ A farmer asks"))
    asks = bold(say("❓ {name} asks", name=question.asker_name))
    return lines(asks, say("{group}, {village} village", group=group.name, village=group.village) if group else "")


def public_title(one: Published, say: Say) -> str:
    return shortened(" ".join(one.said("question", say.language).split()), LABEL)


NAMES = {
    ("lo", "question"): mark("✍️ Question in Lao"),
    ("lo", "answer"): mark("✍️ Answer in Lao"),
    ("en", "question"): mark("✍️ Question in English"),
    ("en", "answer"): mark("✍️ Answer in English"),
}
