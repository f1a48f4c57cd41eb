"""How words of a text are marked: bold, a link behind them, a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

TAGS = ("b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler")


@dataclass(frozen=True, slots=True)
class Mark:
    """One of TAGS over some of the words; `start` and `length` in UTF-16 units, `url` of a link."""

    tag: str
    start: int
    length: int
    url: str = ""

    @property
    def end(self) -> int:
        return self.start + self.length


def units(words: str) -> int:
    """How long plain words are in UTF-16 units."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def moved(marks: Iterable[Mark], by: int, length: int) -> tuple[Mark, ...]:
    """The marks of a text of which the first `by` units were cut off and `length` are left."""
    found = (Mark(one.tag, max(one.start - by, 0), min(one.end - by, length), one.url) for one in marks)
    return tuple(Mark(one.tag, one.start, one.length - one.start, one.url) for one in found if one.length > one.start)


def written(marks: Iterable[Mark]) -> list[list[str | int]]:
    """As they are kept."""
    return [list(astuple(one)) for one in marks]


def read(kept: Sequence[Sequence[str | int]]) -> tuple[Mark, ...]:
    """As they were kept."""
    return tuple(Mark(str(tag), int(start), int(length), str(url)) for tag, start, length, url in kept)
