"""What the pages of /record share: the texts that may be spoken, how each is named, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.chat import aloud
from bot.chat.address import Go
from bot.chat.message import Button, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content import pieces
from bot.content.library import Library
from bot.content.pieces import PLAN, Piece
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Say, mark
from bot.services import narrations, search
from bot.services.narrations import State, Tongue

STAFF = frozenset({Role.STAFF})
PAGE = 8  # buttons of one page of a long list
_SIGNS = {State.READY: "✅", State.CHANGED: "⚠️", State.MISSING: "▫️"}
_KINDS = {"question": mark("The question"), "why": mark("Why is this asked?"), "example": mark("The example")}
_LISTS = {aloud.PAGES: mark("📱 What the pages ask"), aloud.HELP: mark("💡 How to use each page")}
_LABEL = 24  # letters of a text's beginning on its button, marks included

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Work:
    """A language, every text that may be spoken, and how far each is."""

    tongue: Tongue
    pieces: Sequence[Piece]
    states: dict[tuple[str, str], State]

    @classmethod
    def of(cls, turn: Turn) -> Work:
        """For the language that a page is about."""
        tongue = narrations.tongue(turn.uow, turn.library, turn.word("language"))
        found = texts(turn)
        return cls(tongue, found, dict(narrations.states(turn.uow, found, tongue.key)))

    def within(self, *, section: str = "", part: str = "") -> tuple[Piece, ...]:
        """The texts of a section or a part."""
        return tuple(piece for piece in self.pieces if section in ("", piece.section) and part in ("", piece.part))

    def ready(self, among: Sequence[Piece]) -> int:
        return self.count(among, State.READY)

    def count(self, among: Sequence[Piece], state: State) -> int:
        return sum(self.states[piece.key] is state for piece in among)

    def far(self, among: Sequence[Piece]) -> str:
        """How far they are, as it stands behind a name: 3/24."""
        return f"{self.ready(among)}/{len(among)}"

    def sign(self, among: Sequence[Piece]) -> str:
        return _SIGNS[State.READY] if self.ready(among) == len(among) else ""

    def label(self, piece: Piece, say: Say) -> str:
        """A text on a button: its sign, and how it begins."""
        kind = _KINDS.get(piece.kind)
        name = say(kind) if kind else shortened(" ".join(piece.words(say.language).split()), _LABEL)
        return f"{_SIGNS[self.states[piece.key]]} {name}"

    def goes(self, piece: Piece) -> Go:
        return Go("record.piece", {"language": self.tongue.key, "text": piece.code})


class Finding(Screen[View]):
    """A page of /record on which any typed words look for a text."""

    roles = STAFF
    asks = True

    def on_answer(self, turn: Turn, view: View, answer: Answer) -> Go | None:
        return found_by(turn, answer)


def found_by(turn: Turn, answer: Answer) -> Go:
    """The texts that have the typed words in them."""
    if not (words := search.packed(only_text(answer))):
        raise Refused("Nothing found yet. Try another word")
    return Go("record.found", {"language": turn.word("language"), "words": words})


def texts(turn: Turn) -> tuple[Piece, ...]:
    """Every text that may be spoken: the lessons, the plan's questions, and what farmers' pages ask."""
    return (*pieces.of_library(turn.library), *aloud.of_interface(turn.catalogues))


def section_title(library: Library, section: str, say: Say) -> str:
    """A module, the plan's questions, or a list of the interface's texts."""
    if module := library.module(section):
        return f"{module.emoji} {module.title(say.language)}"
    return say("📝 The group's plan") if section == PLAN else say(_LISTS[section])


def part_title(library: Library, part: str, say: Say) -> str:
    """A lesson, a question of the plan, or a list of the interface's texts."""
    if lesson := library.lesson(part):
        return f"{lesson.order}. {lesson.title(say.language)}"
    if step := library.form.step(part.removeprefix(f"{PLAN}_")):
        return f"{step.number}. {step.title(say.language)}"
    return say(_LISTS[part])


def turned(screen: str, args: dict[str, str | int], page: int, pages: int, say: Say) -> list[Button | None]:
    """The buttons that turn the pages of a long list."""
    before = Button(say("◀ Before"), Go(screen, args | {"page": page - 1})) if page > 0 else None
    more = Button(say("More ▶"), Go(screen, args | {"page": page + 1})) if page < pages - 1 else None
    return [before, more]
