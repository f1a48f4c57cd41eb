"""Reads the curriculum: content/modules.yaml and the folders of content/lessons/, a file for each language."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from bot.content.fault import Fault
from bot.content.lessons import DO, Card, Lesson, Module, Option, Quiz
from bot.content.markdown import Ask, Choice, Leaf, Passage, read_leaf
from bot.content.page import Entry, open_page
from bot.content.text import REQUIRED, Text

LONGEST_CARD = 350
"""Characters on a card, marks above and below included: one idea, read aloud in half a minute (issue 6)."""

_FOLDER = re.compile(r"(?P<order>\d\d)-(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)")


class _Part(Protocol):
    """What a language file is made of."""

    @property
    def key(self) -> str: ...
    @property
    def line(self) -> int: ...


P = TypeVar("P", bound=_Part)


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that a lesson may refer to."""

    modules: Collection[str]
    steps: Collection[str]
    sources: Collection[str]


def lesson_folders(folders: Iterable[Path]) -> dict[str, Path]:
    """Lesson key → folder; a later folder replaces an earlier one's lesson of the same key."""
    found = {}
    for folder in folders:
        for path in sorted((folder / "lessons").glob("*/")):
            if match := _FOLDER.fullmatch(path.name):
                found[match["key"]] = path
    return found


def strange_folders(folders: Iterable[Path]) -> Iterator[Fault]:
    """Folders among the lessons that are not named like one and therefore are not read."""
    for folder in folders:
        for path in sorted((folder / "lessons").glob("*/")):
            if not _FOLDER.fullmatch(path.name):
                mend = "Name it by number and key, such as 04-strong-group"
                yield Fault(path, 1, "this folder is not read: its name is not that of a lesson", mend)


def read_sources(path: Path, faults: list[Fault]) -> dict[str, str]:
    """Read where the facts come from: key → source."""
    with open_page(path, faults) as page:
        return {key: page.word(key) for key in page.names()}


def read_modules(path: Path, faults: list[Fault]) -> tuple[Module, ...]:
    """Read the modules, without their lessons."""
    with open_page(path, faults) as page:
        return tuple(
            Module(entry.word("key"), entry.word("emoji"), entry.text("title"), ()) for entry in page.entries("modules")
        )


def read_lesson(folder: Path, known: Known, faults: list[Fault]) -> Lesson:
    """Read one lesson in all its languages."""
    leaves = {path.stem: read_leaf(path, faults) for path in sorted(folder.glob("*.md"))}
    for language in REQUIRED:
        if language not in leaves:
            path = folder / f"{language}.md"
            faults.append(Fault(path, 1, "this language is missing", "Translate the lesson into this file", not leaves))
    leaves = {language: leaf for language, leaf in leaves.items() if leaf.readable}
    with open_page(folder / "lesson.yaml", faults) as page:
        match, cards = _FOLDER.fullmatch(folder.name), _cards(page, leaves, faults)
        return Lesson(
            key=match["key"] if match else folder.name,
            order=int(match["order"]) if match else 0,
            module=page.word("module", among=known.modules),
            title=Text({language: leaf.title for language, leaf in leaves.items() if leaf.title}),
            goal=Text({language: leaf.goal for language, leaf in leaves.items() if leaf.goal}),
            cards=cards,
            quizzes=_quizzes(leaves, cards, faults),
            steps=page.words("steps", among=known.steps),
            sources=page.words("sources", among=known.sources),
        )


def _cards(page: Entry, leaves: Mapping[str, Leaf], faults: list[Fault]) -> tuple[Card, ...]:
    by_key = _merge(leaves, {language: leaf.cards for language, leaf in leaves.items()}, "card", faults)
    for leaf in leaves.values():
        for passage in leaf.cards:
            _check_card(leaf.path, passage, faults)
        if leaf.path.stem in REQUIRED and leaf.cards and leaf.cards[-1].key != DO:
            mend = f"End the cards with `## {DO}`: a task for the next meeting"
            faults.append(Fault(leaf.path, leaf.cards[-1].line, "the last card is not a task", mend, grave=False))
    flagged = page.words("check_before_use", among=by_key, default=())
    return tuple(
        Card(key, Text({language: passage.words for language, passage in passages.items()}), key in flagged)
        for key, passages in by_key.items()
    )


def _check_card(path: Path, passage: Passage, faults: list[Fault]) -> None:
    if not passage.words:
        problem = f"the card `{passage.key}` is empty"
        faults.append(Fault(path, passage.line, problem, "Write its words, or remove the heading"))
    if len(passage.words) > LONGEST_CARD:
        problem = f"the card `{passage.key}` has {len(passage.words)} letters, more than {LONGEST_CARD}"
        faults.append(Fault(path, passage.line, problem, "Shorten it, or make two cards of it", grave=False))
    if passage.words.count("**") % 2:
        problem = f"a `**` of the card `{passage.key}` has no partner"
        faults.append(Fault(path, passage.line, problem, "Write **bold** with both", grave=False))


def _quizzes(leaves: Mapping[str, Leaf], cards: Iterable[Card], faults: list[Fault]) -> tuple[Quiz, ...]:
    known = {card.key for card in cards}
    for leaf in leaves.values():
        for ask in leaf.quizzes:
            if ask.key not in known:
                mend = "Name a card of this lesson: it is shown again after an answer that was not yet right"
                faults.append(Fault(leaf.path, ask.line, f"there is no card `{ask.key}` for this quiz", mend))
    by_key = _merge(leaves, {language: leaf.quizzes for language, leaf in leaves.items()}, "quiz", faults, known)
    if leaves and not by_key:
        path = next(iter(leaves.values())).path
        mend = "Add one under a heading `## quiz: key-of-a-card`"
        faults.append(Fault(path, 1, "this lesson has no quiz", mend, grave=False))
    return tuple(_quiz(key, asks, leaves, faults) for key, asks in by_key.items())


def _quiz(key: str, asks: Mapping[str, Ask], leaves: Mapping[str, Leaf], faults: list[Fault]) -> Quiz:
    (first_language, first), *others = asks.items()
    wanted = [(choice.key, choice.right) for choice in first.choices]
    for language, ask in others:
        found = [(choice.key, choice.right) for choice in ask.choices]
        if found != wanted and _one_right(found) and _one_right(wanted):  # else a fault of its own is noted
            mend = "Give all languages the same answers in the same order, with the same letters"
            problem = f"the answers of this quiz do not match those in `{first_language}`"
            faults.append(Fault(leaves[language].path, ask.line, problem, mend))
    options = tuple(_option(choice, asks) for choice in first.choices)
    return Quiz(key, Text({language: ask.question for language, ask in asks.items()}), options)


def _one_right(choices: Sequence[tuple[str, bool]]) -> bool:
    return sum(right for _, right in choices) == 1


def _option(choice: Choice, asks: Mapping[str, Ask]) -> Option:
    """An answer in all its languages, by its key."""
    said = {language: one for language, ask in asks.items() for one in ask.choices if one.key == choice.key}
    words = Text({language: one.words for language, one in said.items()})
    return Option(choice.key, words, Text({language: one.why for language, one in said.items()}), choice.right)


def _merge(
    leaves: Mapping[str, Leaf],
    parts: Mapping[str, Sequence[P]],
    kind: str,
    faults: list[Fault],
    known: Collection[str] | None = None,
) -> dict[str, dict[str, P]]:
    """Key → language → part, in the order of the first file; a part that a required language lacks is a fault.

    Parts of one index that no other language has under their name are one part with a slip in its name, which is a
    fault unless it is noted already: that of a quiz whose name is none of the `known` cards.
    """
    merged: dict[str, dict[str, P]] = {}
    for language, of_language in parts.items():
        for index, part in enumerate(of_language):
            key = part.key if part.key in merged else _meant(index, of_language, parts) or part.key
            by_language = merged.setdefault(key, {})
            if language in by_language:
                problem = f"the {kind} `{part.key}` stands here twice"
                faults.append(Fault(leaves[language].path, part.line, problem, "Rename one"))
            elif key != part.key and (known is None or {key, part.key} <= set(known)):
                problem = f"the {kind} `{part.key}` is called `{key}` in `{next(iter(by_language))}`"
                faults.append(Fault(leaves[language].path, part.line, problem, "Give it the same name", grave=False))
            by_language[language] = part
    for key, by_language in merged.items():
        for language in REQUIRED:
            if language in leaves and language not in by_language and not _empty(by_language):
                problem = f"the {kind} `{key}` is missing in this language"
                faults.append(Fault(leaves[language].path, 1, problem, "Translate it", grave=False))
    return merged


def _meant(index: int, here: Sequence[P], parts: Mapping[str, Sequence[P]]) -> str:
    """The name that an earlier language has at this index and this one has nowhere, "" where nothing speaks for it."""
    for others in parts.values():
        if others is here:
            break
        if len(others) == len(here) and others[index].key not in {part.key for part in here}:
            return others[index].key
    return ""


def _empty(by_language: Mapping[str, P]) -> bool:
    """Whether a part has no words in any language: that is noted already."""
    return all(getattr(part, "words", "…") == "" for part in by_language.values())
