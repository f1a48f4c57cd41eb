"""The score sheet of the experts: ten questions in four blocks, in content/rubric/rubric.yaml."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text


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


@dataclass(frozen=True, slots=True)
class Block:
    """Criteria that belong together; an expert may write one comment for each block."""

    key: str
    title: Text
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """The whole score sheet."""

    version: int
    levels: tuple[ScoreLevel, ...]
    blocks: tuple[Block, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in order."""
        return tuple(criterion for block in self.blocks for criterion in block.criteria)

    @property
    def highest(self) -> int:
        """The best possible sum."""
        return len(self.criteria) * max(level.value for level in self.levels)

    def criterion(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)

    def level(self, value: int) -> ScoreLevel | None:
        return next((level for level in self.levels if level.value == value), None)


def read_rubric(path: Path, steps: Collection[str], faults: list[Fault]) -> Rubric:
    """Read the score sheet; `steps` are the keys of the form that criteria may name."""
    with open_page(path, faults) as page:
        levels = tuple(
            ScoreLevel(entry.number("mark"), entry.text("label"), entry.text("meaning"))
            for entry in page.entries("marks")
        )
        blocks: list[Block] = []
        seen: list[str] = []
        for entry in page.entries("blocks"):
            criteria = tuple(_criterion(item, steps, seen) for item in entry.entries("criteria"))
            blocks.append(Block(entry.word("key"), entry.text("title"), criteria))
        return Rubric(page.number("version"), levels, tuple(blocks))


def _criterion(entry: Entry, steps: Collection[str], seen: list[str]) -> Criterion:
    key = entry.word("key")
    if key in seen:
        entry.fault("key", f"another criterion is called `{key}` too", "Give each criterion a key of its own")
    seen.append(key)
    return Criterion(key, len(seen), entry.text("title"), entry.text("question"), entry.words("steps", among=steps))
