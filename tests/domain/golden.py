"""The golden sets: what people type and what it means, as written by hand."""

from pathlib import Path

from bot.understand.readings import Unclear, Unsure


def rows(name: str) -> list[tuple[str, str]]:
    """(typed, meaning) of each line of golden_<name>.tsv."""
    lines = Path(__file__).with_name(f"golden_{name}.tsv").read_text("utf-8").splitlines()
    return [
        (typed, meaning) for typed, _, meaning in (line.partition("\t") for line in lines if not line.startswith("#"))
    ]


def said(reading: object) -> str:
    """A reading in the words of the golden sets."""
    if isinstance(reading, Unsure):
        return " ".join(["ask", *map(str, reading.choices)])
    return "ask" if isinstance(reading, Unclear) else str(reading)
