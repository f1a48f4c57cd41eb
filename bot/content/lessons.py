"""What the curriculum consists of: modules, lessons, cards, quizzes."""

from dataclasses import dataclass

from bot.content.text import Text

DO = "do"
"""The key of a lesson's last card: the task for the next meeting."""


@dataclass(frozen=True, slots=True)
class Card:
    """One idea. `key` stays when cards are moved, so that a recorded narration stays with its card."""

    key: str
    words: Text
    check_before_use: bool  # have a crop adviser or the office concerned read it first

    @property
    def task(self) -> bool:
        """Whether this is the "do this" of the lesson."""
        return self.key == DO

    def html(self, language: str) -> str:
        return self.words.html(language)

    def plain(self, language: str) -> str:
        return self.words(language)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a quiz; `why` explains kindly why it is the right one or not yet.

    `key` is a letter that stays when answers are moved: buttons and kept answers say its number in the alphabet, which
    was the place of an answer before answers had keys.
    """

    key: str
    words: Text
    why: Text
    right: bool

    @property
    def number(self) -> int:
        return ord(self.key) - ord("a")


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question about the card `card`, which is shown again after an answer that was not yet right."""

    card: str
    question: Text
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The number of the right option."""
        return next(option.number for option in self.options if option.right)

    def option(self, number: int) -> Option | None:
        """The option that a button or a kept answer names, None when it is there no more."""
        return next((option for option in self.options if option.number == number), None)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson; `key` is its name in links and records, `order` its number in the curriculum."""

    key: str
    order: int
    module: str
    title: Text
    goal: Text
    cards: tuple[Card, ...]
    quizzes: tuple[Quiz, ...]
    steps: tuple[str, ...]  # the steps of the plan that it helps with, the nearest first
    sources: tuple[str, ...]

    def card(self, index: int, language: str) -> str:
        """The HTML of a card, counted from 0."""
        return self.cards[index].html(language)

    def index(self, key: str) -> int:
        """Where the card `key` stands, or 0 when the lesson has lost it since."""
        return next((index for index, card in enumerate(self.cards) if card.key == key), 0)


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the curriculum."""

    key: str
    emoji: str
    title: Text
    lessons: tuple[str, ...]  # keys, in order
