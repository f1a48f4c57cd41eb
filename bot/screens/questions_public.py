"""The questions and answers that everybody may read, without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.questions import Published
from bot.domain.search import Passage
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.questions_words import LABEL, ask_button
from bot.screens.search import Hit, shows
from bot.services import publications

_PAGE = 8  # questions on buttons of one page
SHOWN = 200  # letters of an answer in a search


@dataclass(frozen=True, slots=True)
class PublicView:
    questions: tuple[Published, ...]
    page: int


class Public(Screen[PublicView]):
    """All of them, the latest first."""

    name = "questions.public"
    args = ("page",)
    help: ClassVar[str] = mark("What other farmers asked and experts answered. Open one to read it, or ask your own")

    def load(self, turn: Turn) -> PublicView:
        page = turn.args.get("page", 0)
        found = tuple(one for one in turn.uow.questions.published() if one.languages())
        return PublicView(found, page if isinstance(page, int) else 0)

    def render(self, view: PublicView, say: Say) -> Message:
        shown, page, pages = paged([self._button(one, say) for one in view.questions], view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        none = "" if view.questions else say("No question is published yet")
        text = paragraphs(bold(say("💬 Questions and answers")), none)
        return Message(text, column([*shown, before, more, ask_button(say), Button(say("◀ Back"), Back())]))

    def _button(self, one: Published, say: Say) -> Button:
        return Button(f"💬 {_title(one, say)}", Go("questions.read", {"published": one.id}, push=True))


def _title(one: Published, say: Say) -> str:
    return shortened(" ".join(one.said("question", say.language).split()), LABEL)


class Read(Screen[Published]):
    """One of them."""

    name = "questions.read"
    args = ("published",)
    help: ClassVar[str] = mark("A question of another farmer, and what an expert answered")

    def load(self, turn: Turn) -> Published:
        return publications.read(turn.uow, turn.number("published"))

    def render(self, view: Published, say: Say) -> Message:
        text = paragraphs(bold(f"❓ {view.said('question', say.language)}"), f"💬 {view.said('answer', say.language)}")
        return Message(text, column([ask_button(say), Button(say("◀ Back"), Back())]))


@shows(publications.KIND)
def _hit(turn: Turn, passage: Passage) -> Hit | None:
    """As a search shows it: the question above what of it matched, or above its answer."""
    one = turn.uow.questions.public(int(passage.key))
    if one is None or one.published_at is None:
        return None
    asked = passage.words in [words.get("question") for words in one.words.values()]
    words = shortened(one.said("answer", turn.say.language) if asked else passage.words, SHOWN)
    return Hit("💬", _title(one, turn.say), words, Go("questions.read", {"published": one.id}, push=True))
