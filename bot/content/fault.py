"""A fault in a content file: where it is, what is wrong, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`grave` faults leave a hole that the bot cannot work around; the others are for the writer to mend."""

    file: Path
    line: int
    problem: str
    mend: str
    grave: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}. {self.mend}"


class BrokenContent(Exception):
    """Content that cannot be served; `faults` says which files and lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
