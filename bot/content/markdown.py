"""One language of a lesson: Markdown with YAML front matter, cards under `## key`, quizzes under `## quiz: key`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import parse_page, read_file
from bot.i18n import in_english

_HEADING = re.compile(r"##\s+(?P<quiz>quiz:\s*)?(?P<key>[a-z0-9-]+)\s*")
_MEANT = re.compile(r"#+\s*(?P<quiz>quiz:\s*)?(?P<key>[a-z0-9-]+)\W*")
_OPTION = re.compile(r"- \[(?P<mark>[ x])\]\s+(?:\{(?P<key>[a-z])\}\s+)?(?P<words>.+)")
_WHY = re.compile(r"\s*>\s?(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words under one heading."""

    key: str
    line: int
    words: str


@dataclass(slots=True)
class Choice:
    """One answer that a quiz offers, with its explanation. `key` is a letter, by its place where none is written."""

    key: str
    words: str
    right: bool
    line: int
    why: str = ""


@dataclass(slots=True)
class Ask:
    """A quiz question; `key` is the card that it comes back to."""

    key: str
    line: int
    question: str = ""
    choices: list[Choice] = field(default_factory=list)


@dataclass(slots=True)
class Leaf:
    """What one language file of a lesson says."""

    path: Path
    title: str = ""
    goal: str = ""
    cards: list[Passage] = field(default_factory=list)
    quizzes: list[Ask] = field(default_factory=list)
    readable: bool = True  # else its fault is noted, and what would follow from it is noise


def read_leaf(path: Path, faults: list[Fault]) -> Leaf:
    """Read `en.md` or `lo.md` of a lesson."""
    leaf, before = Leaf(path), len(faults)
    lines = read_file(path, faults).splitlines()
    if len(faults) > before:
        leaf.readable = False
        return leaf
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not lines or lines[0].strip() != "---" or not end:
        mend = "Begin the file with a line `---`, then `title: …` and `goal: …`, then another line `---`"
        faults.append(Fault(path, 1, "the title and goal at the top are missing", mend))
        leaf.readable = False
        return leaf
    if front := parse_page(path, "\n".join(lines[1:end]), faults, first_line=2):
        leaf.title, leaf.goal = front.word("title"), front.word("goal")
        front.close()
    for quiz, key, line, body in _passages(leaf.path, lines, end + 1, faults):
        if quiz:
            leaf.quizzes.append(_ask(path, key, line, body, faults))
        else:
            leaf.cards.append(Passage(key, line, "\n".join(body).strip()))
    return leaf


def _passages(
    path: Path, lines: list[str], start: int, faults: list[Fault]
) -> Iterator[tuple[bool, str, int, list[str]]]:
    """Each heading with the lines under it: whether it is a quiz, its key, its line number, the lines."""
    marks: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(lines[start:], start):
        if match := _HEADING.fullmatch(line):
            marks.append((number, match))
        elif line.startswith("#"):
            if meant := _MEANT.fullmatch(line.lower()):  # read as what it was to be, lest its words seem to be missing
                marks.append((number, meant))
            mend = "Write `## key` or `## quiz: key` in small Latin letters"
            faults.append(Fault(path, number + 1, f"“{line}” is not a heading of a lesson", mend))
        elif line.strip() and not marks:
            faults.append(Fault(path, number + 1, "these words belong to no card", "Put a heading `## key` above them"))
    ends = [number for number, _ in marks[1:]] + [len(lines)]
    for (number, match), after in zip(marks, ends, strict=True):
        yield bool(match["quiz"]), match["key"], number + 1, lines[number + 1 : after]


def _ask(path: Path, key: str, line: int, body: list[str], faults: list[Fault]) -> Ask:
    ask = Ask(key, line)
    for number, words in enumerate(body, line + 1):
        if match := _OPTION.fullmatch(words.rstrip()):
            key = match["key"] or chr(ord("a") + len(ask.choices) % 26)
            ask.choices.append(Choice(key, match["words"], match["mark"] == "x", number))
        elif ask.choices and (match := _WHY.fullmatch(words)):
            ask.choices[-1].why = f"{ask.choices[-1].why} {match['words'].strip()}".strip()
        elif words.strip() and not ask.choices:
            ask.question = f"{ask.question} {words.strip()}".strip()
        elif words.strip():
            mend = "Write `- [ ] answer`, `- [x] right answer` or `  > explanation`"
            faults.append(Fault(path, number, "this line of the quiz cannot be read", mend))
    _check(path, ask, faults)
    return ask


def _check(path: Path, ask: Ask, faults: list[Fault]) -> None:
    if not ask.question:
        faults.append(Fault(path, ask.line, "this quiz has no question", "Write the question under the heading"))
    if len(ask.choices) != 3:
        problem = f"this quiz has {in_english(len(ask.choices), 'answer')}, not 3"
        faults.append(Fault(path, ask.line, problem, "Write three lines `- [ ] …`", grave=False))
    right = sum(choice.right for choice in ask.choices)
    if right != 1:
        problem = f"this quiz has {in_english(right, 'right answer')}, not 1"
        faults.append(Fault(path, ask.line, problem, "Mark exactly one answer with `- [x]`"))
    keys = [choice.key for choice in ask.choices]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        problem = f"two answers of this quiz are called {{{twice[0]}}}"
        faults.append(Fault(path, ask.line, problem, "Give each a letter of its own, and keep it for ever"))
    mend = "Write one below it: `  > …`"
    faults += [
        Fault(path, choice.line, "this answer has no explanation", mend, grave=False)
        for choice in ask.choices
        if not choice.why
    ]
