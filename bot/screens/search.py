"""Search: a few words become the lessons that speak of them, each with the sentence that matched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services import search

command(Command("search", Go("search.page", push=True), mark("Find a lesson"), order=25))


@dataclass(frozen=True, slots=True)
class Hit:
    """A lesson, the sentence in it that matched, and the card on which that stands."""

    lesson: Lesson
    card: int
    words: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """`words` are empty as long as nothing was asked."""

    words: str
    hits: tuple[Hit, ...] = ()


class Page(Screen[SearchView]):
    """Asks for words, and shows what was found for them; other words may be written at any time."""

    name = "search.page"
    args = ("words",)
    asks = True
    help: ClassVar[str] = mark(
        "Write a word or a question, in Lao or English. Then press a lesson: it opens on the page that was found"
    )

    def load(self, turn: Turn) -> SearchView:
        words = search.unpacked(turn.word("words"))
        return SearchView(words, tuple(_hits(turn, words)) if words else ())

    def render(self, view: SearchView, say: Say) -> Message:
        rows = column([*(_button(hit, say) for hit in view.hits), Button(say("◀ Back"), Back())])
        if not view.words:
            return Message(lines(bold(say("🔎 Search")), say("What do you want to know? Write a word or two")), rows)
        head = bold(f"🔎 {view.words}")
        if not view.hits:
            return Message(paragraphs(head, say("Nothing found yet. Try another word, or ask an expert")), rows)
        return Message(paragraphs(head, *(_line(hit, say) for hit in view.hits)), rows)

    def on_answer(self, turn: Turn, view: SearchView, answer: Answer) -> Go:
        words = search.packed(answer.text) if answer.kind == "text" else ""
        if not words:
            raise Refused("Please write a word that you want to find, for example: coffee")
        return Go("search.page", {"words": words})


def _hits(turn: Turn, words: str) -> list[Hit]:
    found = [hit.passage for hit in search.find(turn.library, words)]
    lessons = [(passage, turn.library.lesson(passage.key)) for passage in found]
    return [_hit(lesson, passage.place, passage.words, turn.say) for passage, lesson in lessons if lesson]


def _hit(lesson: Lesson, card: int, words: str, say: Say) -> Hit:
    """The button says the title already; where nothing but the title matched, the lesson's goal tells more."""
    title = words in lesson.title.by_language.values()
    return Hit(lesson, card, lesson.goal(say.language) if title else words)


def _line(hit: Hit, say: Say) -> Html:
    return lines(bold(f"{hit.lesson.order}. {hit.lesson.title(say.language)}"), hit.words)


def _button(hit: Hit, say: Say) -> Button:
    label = f"📖 {hit.lesson.order}. {hit.lesson.title(say.language)}"
    return Button(label, Go("lessons.card", {"lesson": hit.lesson.key, "card": hit.card}, push=True))
