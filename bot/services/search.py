"""Searching: what somebody typed, and the lessons, published answers and plans that speak of it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from bot.content.lessons import Lesson
from bot.content.library import Library
from bot.content.text import Text
from bot.store.database import UnitOfWork
from bot.understand import lao
from bot.understand.search import Found, Index, Passage
from bot.understand.search_words import SMALL

LESSON = "lesson"
ROOM = 45  # signs of a button's data that are left for the words
_TITLE, _GOAL, _SENTENCE, _QUIZ = 4.0, 2.0, 1.0, 0.3
_SENTENCES = re.compile(r"(?<=[.?!])\s+|\n+")
_VERSION = "search"  # the key whose value changes whenever something beside the lessons may be found
_built: dict[str, tuple[Library, str, Index]] = {}

# What can be found: every source gives its passages. Its module calls `changed` when they are others than before, and
# its screen says with `bot.screens.search.shows` how one of them is shown.
Source: TypeAlias = Callable[[UnitOfWork, Library], Iterable[Passage]]
SOURCES: list[Source] = []


def source(passages: Source) -> Source:
    """Let something be found beside the lessons."""
    SOURCES.append(passages)
    return passages


def changed(uow: UnitOfWork) -> None:
    """What may be found has changed: every process builds its index anew when it is asked next."""
    uow.key_values.set(_VERSION, secrets.token_hex(8))


def find(uow: UnitOfWork, library: Library, words: str) -> tuple[Found, ...]:
    """The best five subjects for these words, each with the sentence that matched."""
    return index(uow, library).find(words)


def index(uow: UnitOfWork, library: Library) -> Index:
    """The index in memory, built when it is first asked for and anew when content or another source has changed."""
    version, newest = uow.key_values.get(_VERSION), _built.get("newest")
    if newest is None or newest[0] is not library or newest[1] != version:
        others = (passage for passages in SOURCES for passage in passages(uow, library))
        before = newest[2] if newest else None
        newest = _built["newest"] = (library, version, Index([*lessons(library), *others], before))
    return newest[2]


def lessons(library: Library) -> Iterator[Passage]:
    """Everything that the lessons say, in all their languages."""
    return (passage for lesson in library.lessons for passage in _passages(lesson))


def packed(words: str, room: int = ROOM) -> str:
    """The words as a button with so much room may carry them: folded, in Punycode (RFC 3492).

    A question that is longer than a button's room loses its small words first, then its end.
    """
    parts = lao.syllables(" ".join(re.findall(rf"[{lao.BLOCK}]+|[^\W_]+", lao.fold(words))))
    if len(_code(parts)) > room:
        parts = [part for part in parts if part not in SMALL]
    fits = (kept for kept in range(len(parts), 0, -1) if len(_code(parts[:kept])) <= room)
    return _code(parts[: next(fits, 0)])


def _code(parts: Sequence[str]) -> str:
    return "".join(parts).strip().replace(" ", "_").encode("punycode").decode()


def unpacked(code: str) -> str:
    """The words that `packed` was given; nothing for a code that nobody packed."""
    try:
        return code.encode("ascii").decode("punycode").replace("_", " ").strip()
    except UnicodeError:
        return ""


def _passages(lesson: Lesson) -> Iterator[Passage]:
    """Everything a lesson says, in all its languages. Its title leads to its first card."""
    for index, words, weight in _texts(lesson):
        for said in words.by_language:
            for sentence in sentences(words(said)):
                yield Passage(LESSON, lesson.key, index, sentence, weight)


def sentences(words: str) -> Iterator[str]:
    """The sentences of a text."""
    return (sentence for part in _SENTENCES.split(words) if (sentence := part.strip()))


def told(lesson: Lesson, passage: Passage, language: str) -> str:
    """What was found in a lesson, for who reads `language`: the sentence itself, or the card's first one where it was
    found in another language."""
    own = (sentence for _, words, _ in _texts(lesson) for sentence in sentences(words(language)))
    return passage.words if passage.words in own else next(sentences(lesson.cards[passage.index].words(language)))


def _texts(lesson: Lesson) -> Iterator[tuple[int, Text, float]]:
    for index, card in enumerate(lesson.cards):
        yield index, card.words, _SENTENCE
    for quiz in lesson.quizzes:
        yield lesson.index(quiz.card), quiz.question, _QUIZ
        for option in quiz.options:
            yield lesson.index(quiz.card), option.words, _QUIZ
    # Last, because a sentence that matches as well tells more.
    yield 0, lesson.goal, _GOAL
    yield 0, lesson.title, _TITLE
