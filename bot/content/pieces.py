"""What may be spoken: a card, a quiz, a question of the plan – each with its words in every language that has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.content.form import Step
from bot.content.lessons import Card, Lesson, Quiz
from bot.content.library import Library
from bot.content.text import Text
from bot.understand import lao

PLAN = "_plan"  # what is no module begins with a sign that no key in content/ has
SOURCE = "lo"  # what is read and spoken in a language that has no words of its own


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: `part` is the lesson, step or list that it stands in, `name` its own name there; they never change."""

    section: str  # the module's key, or a list of its own
    part: str
    name: str
    kind: str  # card, quiz, question, why, example, page, help
    words: Text

    @property
    def key(self) -> tuple[str, str]:
        return self.part, self.name

    @property
    def code(self) -> str:
        """Its name as a button carries it: part and name together may be too long for Telegram's 64 bytes."""
        return _hash("/".join(self.key))[:10]

    def source(self, language: str) -> str:
        """The language of the words that are read to speak them in `language`: its own, else Lao."""
        return language if language in self.words.by_language else self.words.language(SOURCE)

    def version(self, language: str) -> str:
        """What a recording in `language` was made of: the characters of its words, whatever their marks and spaces."""
        return _version(self.words(self.source(language)))


@lru_cache(maxsize=2048)
def _version(words: str) -> str:
    return _hash(lao.skeleton(words))[:16]


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def of_card(lesson: Lesson, card: Card) -> Piece:
    return Piece(lesson.module, lesson.key, card.key, "card", card.words)


def of_quiz(lesson: Lesson, quiz: Quiz) -> Piece:
    """The question with all its answers."""
    words = {
        language: "\n".join([quiz.question(language), *(f"• {option.words(language)}" for option in quiz.options)])
        for language in quiz.question.by_language
    }
    return Piece(lesson.module, lesson.key, f"quiz-{quiz.card}", "quiz", Text(words))


def of_step(step: Step, kind: str) -> Piece:
    """A step's "question", "why" or "example"."""
    words: dict[str, Text] = {"question": step.question, "why": step.why, "example": step.example}
    return Piece(PLAN, f"{PLAN}_{step.key}", kind, kind, words[kind])


def of_library(library: Library) -> Iterator[Piece]:
    """Every text of the lessons and the newest form, in order."""
    for lesson in library.lessons:
        yield from (of_card(lesson, card) for card in lesson.cards)
        yield from (of_quiz(lesson, quiz) for quiz in lesson.quizzes)
    for step in library.form.steps:
        yield from (of_step(step, kind) for kind in ("question", "why", "example"))
