"""The list of erasures that is kept beside back-ups: numbers and moments, nothing that says who it was.

A back-up from before an erasure still holds the person. What restores it reads this list and erases them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

NAME = "phaen-erased.txt"  # the file, in PHAEN_DATA and in the place of back-ups
_LINE = re.compile(r"(\d{1,18}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """An entry of a person that was erased at an instant."""

    at: datetime
    person: int


def written(gone: Iterable[Gone]) -> str:
    """The list as text, a line an entry, in the order of time."""
    return "".join(f"{one.person} {one.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n" for one in sorted(set(gone)))


def read(text: str) -> list[Gone]:
    """What a list says; lines that are none are left out."""
    found = (_LINE.fullmatch(line.strip()) for line in text.splitlines())
    return [Gone(datetime.fromisoformat(one[2].replace("Z", "+00:00")), int(one[1])) for one in found if one]


def since(gone: Iterable[Gone], at: datetime) -> list[Gone]:
    """Who was erased after an archive of that moment was made: whoever came later with the same number is not meant."""
    return sorted({one for one in gone if one.at >= at.replace(microsecond=0)})
