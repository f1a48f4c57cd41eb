"""Searching: what somebody typed, and the lessons that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.content.lessons import Lesson
from bot.content.library import Library
from bot.content.text import Text
from bot.domain import lao
from bot.domain.search import Found, Index, Passage
from bot.domain.search_words import SMALL

LESSON = "lesson"
ROOM = 45  # signs of a button's data that are left for the words
_TITLE, _GOAL, _SENTENCE, _QUIZ = 4.0, 2.0, 1.0, 0.3
_SENTENCES = re.compile(r"(?<=[.?!])\s+|\n+")
_built: dict[str, tuple[Library, Index]] = {}


def find(library: Library, words: str) -> tuple[Found, ...]:
    """The best five lessons for these words, each with the sentence that matched."""
    return index(library).find(words)


def index(library: Library) -> Index:
    """The index of a library, built when it is first asked for and anew when the content has changed."""
    library_and_index = _built.get("newest")
    if library_and_index is None or library_and_index[0] is not library:
        passages = (passage for lesson in library.lessons for passage in _passages(lesson))
        library_and_index = _built["newest"] = (library, Index(passages))
    return library_and_index[1]


def packed(words: str) -> str:
    """The words as a button may carry them: folded, in Punycode (RFC 3492).

    A question that is longer than a button's room loses its small words first, then its end.
    """
    parts = lao.syllables(" ".join(re.findall(rf"[{lao.LETTER}]+|[^\W_]+", lao.fold(words))))
    if len(_code(parts)) > ROOM:
        parts = [part for part in parts if part not in SMALL]
    fits = (kept for kept in range(len(parts), 0, -1) if len(_code(parts[:kept])) <= ROOM)
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
    for place, words, weight in _texts(lesson):
        for said in words.by_language:
            for sentence in _SENTENCES.split(words(said)):
                yield Passage(LESSON, lesson.key, place, sentence.strip(), weight)


def _texts(lesson: Lesson) -> Iterator[tuple[int, Text, float]]:
    for place, card in enumerate(lesson.cards):
        yield place, card.words, _SENTENCE
    for quiz in lesson.quizzes:
        yield lesson.index(quiz.card), quiz.question, _QUIZ
        for option in quiz.options:
            yield lesson.index(quiz.card), option.words, _QUIZ
    # Last, because a sentence that matches as well tells more.
    yield 0, lesson.goal, _GOAL
    yield 0, lesson.title, _TITLE
