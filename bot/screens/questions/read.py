"""One published question with its answer."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go, number
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.questions import Published
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.questions.views import public_title
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.hits import Hit, shows
from bot.services.questions import published
from bot.understand.search import Passage

SHOWN = 200  # characters of an answer in a search


class Read(Screen[Published]):
    name = "questions.read"
    args = ("published",)
    help: ClassVar[str] = mark("A question of another farmer, and what an expert answered")

    def load(self, turn: Turn) -> Published:
        return published.open_published(turn.uow, turn.number("published"))

    def render(self, view: Published, say: Say) -> Message:
        text = paragraphs(bold(f"❓ {view.said('question', say.language)}"), f"💬 {view.said('answer', say.language)}")
        return Message(text, column([ask_button(say), Button(say("◀ Back"), Back())]), asks=Html())


@shows(published.KIND)
def _hit(turn: Turn, passage: Passage) -> Hit | None:
    """As a search shows it: the question above what of it matched, or above its answer."""
    one = turn.uow.questions.public(number(passage.key))
    if one is None or one.published_at is None:
        return None
    asked = passage.words in [words.get("question") for words in one.words.values()]
    words = shortened(one.said("answer", turn.say.language) if asked else passage.words, SHOWN)
    return Hit("💬", public_title(one, turn.say), words, Go("questions.read", {"published": one.id}, push=True))
