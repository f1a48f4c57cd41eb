"""The score sheets of the experts, a file each in content/rubric/; rubric.yaml is the one that a round has by itself.

A sheet has either `marks`, the same few numbers for every question, or `bands` (low, middle, high) and a number of
`points` for each question, which is its weight: an expert chooses a band, then types or taps the number.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text

BANDS = 3  # low, middle, high
LEAST_POINTS, MOST_POINTS = 2, 30  # of a question whose number is typed


@dataclass(frozen=True, slots=True)
class ScoreLevel:
    """A number that an expert may give, and what it means."""

    value: int
    label: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question that an expert answers with a score."""

    key: str
    number: int  # from 1, over all blocks
    title: Text
    question: Text
    steps: tuple[str, ...]  # the steps of the plan where the answer is to be looked for
    levels: tuple[ScoreLevel, ...]  # every number that may be given, the lowest first
    banded: bool = False  # so many numbers that a band is chosen first

    @property
    def best(self) -> int:
        """The highest number that may be given."""
        return max((level.value for level in self.levels), default=0)

    def level(self, value: int) -> ScoreLevel | None:
        return next((level for level in self.levels if level.value == value), None)

    def step(self, value: int) -> int:
        """How many steps a number is above the lowest: marks are steps of their own, of many numbers the bands are."""
        steps = self.bands() if self.banded else tuple((level,) for level in self.levels)
        return next((index for index, levels in enumerate(steps) if any(one.value == value for one in levels)), 0)

    def bands(self) -> tuple[tuple[ScoreLevel, ...], ...]:
        """The numbers that mean the same, together, the lowest first."""
        return tuple(tuple(levels) for _, levels in groupby(self.levels, key=lambda level: level.label))


@dataclass(frozen=True, slots=True)
class Block:
    """Criteria that belong together; an expert may write one comment for each block."""

    key: str
    title: Text
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole score sheet. `key` is the name of its file; `title` is empty where a programme gives it none."""

    version: int
    blocks: tuple[Block, ...]
    key: str = ""
    title: Text | None = None

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in order."""
        return tuple(criterion for block in self.blocks for criterion in block.criteria)

    @property
    def highest(self) -> int:
        """The best possible sum."""
        return sum(criterion.best for criterion in self.criteria)

    def criterion(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)

    def level(self, key: str, value: int) -> ScoreLevel | None:
        """What a number means as the answer to a question; None where it may not be given."""
        criterion = self.criterion(key)
        return criterion.level(value) if criterion else None


def read_rubric(path: Path, steps: Collection[str], faults: list[Fault]) -> Rubric:
    """Read a score sheet; `steps` are the keys of the form that criteria may name."""
    with open_page(path, faults) as page:
        title = page.text("title") if "title" in page else None
        kind = "bands" if "bands" in page else "marks"
        levels = tuple(_level(entry, kind, index) for index, entry in enumerate(page.entries(kind)))
        if kind == "bands" and len(levels) != BANDS:
            page.fault(kind, f"there are {len(levels)} bands", "Write three: low, middle, high")
        blocks: list[Block] = []
        seen: list[str] = []
        for entry in page.entries("blocks"):
            criteria = tuple(_criterion(item, steps, levels, seen, kind) for item in entry.entries("criteria"))
            blocks.append(Block(entry.word("key"), entry.text("title"), criteria))
        return Rubric(page.number("version"), tuple(blocks), path.stem, title)


def _level(entry: Entry, kind: str, index: int) -> ScoreLevel:
    value = entry.number("mark") if kind == "marks" else index
    return ScoreLevel(value, entry.text("label"), entry.text("meaning"))


def _criterion(
    entry: Entry, steps: Collection[str], levels: tuple[ScoreLevel, ...], seen: list[str], kind: str
) -> Criterion:
    key = entry.word("key")
    if key in seen:
        entry.fault("key", f"another criterion is called `{key}` too", "Give each criterion a key of its own")
    seen.append(key)
    if banded := kind == "bands":
        levels = _numbers(entry, levels)
    texts = entry.text("title"), entry.text("question")
    return Criterion(key, len(seen), *texts, entry.words("steps", among=steps), levels, banded)


def _numbers(entry: Entry, bands: tuple[ScoreLevel, ...]) -> tuple[ScoreLevel, ...]:
    """A level for each number from 0 to the points of a question, a third of them in each band."""
    points = entry.number("points")
    if not LEAST_POINTS <= points <= MOST_POINTS:
        mend = f"Write a number from {LEAST_POINTS} to {MOST_POINTS}"
        entry.fault("points", f"`points` is {points}", mend)
        return ()
    if len(bands) != BANDS:
        return ()
    values = range(points + 1)
    return tuple(replace(bands[min(BANDS - 1, value * BANDS // (points + 1))], value=value) for value in values)
