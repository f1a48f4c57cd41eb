"""Asks for words, and shows what was found for them; other words may be written at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.hits import SHOWS, Hit, shows
from bot.services import search
from bot.understand.search import Passage

command(Command("search", Go("search.page", push=True), mark("Find lessons and answers"), order=25, answers=True))

_SHOWN = 4  # of what was found on the page itself
_LABEL = 22  # letters of a title on a button


@dataclass(frozen=True, slots=True)
class SearchView:
    """`words` are empty as long as nothing was asked."""

    words: str
    hits: tuple[Hit, ...] = ()


class Page(Screen[SearchView]):
    name = "search.page"
    args = ("words",)
    asks = True
    help: ClassVar[str] = mark(
        "Write a word or a question, in Lao or English. Then press what fits best: it opens where the words were found"
    )

    def load(self, turn: Turn) -> SearchView:
        words = search.unpacked(turn.word("words"))
        return SearchView(words, tuple(_hits(turn, words)) if words else ())

    def render(self, view: SearchView, say: Say) -> Message:
        public = None if view.words else Button(say("💬 Questions and answers"), Go("questions.public", push=True))
        hits = [Button(f"{hit.sign} {shortened(hit.title, _LABEL)}", hit.goes) for hit in view.hits]
        back = Button(say("◀ Back"), Back())
        if not view.words:
            public = Button(say("💬 Questions and answers"), Go("questions.public", push=True))
            asks = say("What do you want to know? Write a word or two")
            return Message(bold(say("🔎 Search")), column([public, back]), asks=asks)
        head, ask = bold(f"🔎 {view.words}"), ask_button(say)
        if not hits:
            nothing = say("Nothing found yet. Try another word, or ask an expert")
            return Message(head, column([ask, back]), asks=nothing)
        best = view.hits[0].words
        return Message(
            lines(head, best), column([*hits[:_SHOWN], back]), asks=_found(view, say), more=[*hits[_SHOWN:], ask]
        )

    def on_answer(self, turn: Turn, view: SearchView, answer: Answer) -> Go:
        words = search.packed(answer.text) if answer.kind == "text" else ""
        if not words:
            raise Refused("Please write a word that you want to find, for example: coffee")
        return Go("search.page", {"words": words})


def _found(view: SearchView, say: Say) -> Html:
    return say.plural("Found in {n} place. Open it?", "Found in {n} places. Which one do you open?", len(view.hits))


def _hits(turn: Turn, words: str) -> list[Hit]:
    passages = [found.passage for found in search.find(turn.uow, turn.library, words)]
    hits = (SHOWS[passage.kind](turn, passage) for passage in passages if passage.kind in SHOWS)
    return [hit for hit in hits if hit]


@shows(search.LESSON)
def _lesson(turn: Turn, passage: Passage) -> Hit | None:
    """The title stands above already; where nothing but the title matched, the lesson's goal tells more."""
    lesson, language = turn.library.lesson(passage.key), turn.say.language
    if lesson is None:
        return None
    titled = passage.words in lesson.title.by_language.values()
    words = lesson.goal(language) if titled else search.told(lesson, passage, language)
    goes = Go("lessons.card", {"lesson": lesson.key, "card": passage.index}, push=True)
    return Hit("📚", f"{lesson.order}. {lesson.title(language)}", words, goes)
