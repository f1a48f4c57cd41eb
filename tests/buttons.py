"""Every form of button that was ever shipped, in tests/old_buttons.txt: each keeps working for ever.

A form is a button's data with its values as an example: `plan.step!skip:7,problem@3`. tests/old_buttons.tsv tells what
became of each in the world that 0.1.0 left behind (tests/releases), written by the code of then: somebody pressed it
with values that are there. `python -m tests.buttons FORM …` adds forms to both files; no line is ever changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from bot.chat import address
from tests.releases.replay import Played

FILE = Path(__file__).parent / "old_buttons.txt"
RECORDED = Path(__file__).parent / "old_buttons.tsv"  # what became of each in the world of tests/releases/0.1.0
FORGED = "9" * 18  # the largest number that is read as one
_DRAWN: dict[str, str] = {}  # shape → an example of it


@dataclass(frozen=True, slots=True)
class Line:
    """A form, who pressed it with which data in the release's world, and what became of it."""

    form: str
    name: str
    account: int
    chat: int
    data: str
    page: str
    effect: str
    toast: str
    words: str

    @property
    def played(self) -> Played:
        return Played(self.page, self.effect, self.toast, self.words)


def shape(data: str) -> str:
    """What stays the same when the values change: screen, action, how many arguments and values, revision or not."""
    found = address.parse(data)
    if found is None:
        return ""
    push, seen = "+" if found.push else "", "@" if found.seen is not None else ""
    return f"{push}{found.screen}!{found.action}:{len(found.args)};{len(found.values)}{seen}"


def drawn(data: Iterable[str]) -> None:
    """Note buttons that a test saw; those that carry on a forged number are none that anybody is sent."""
    for one in data:
        if one and FORGED not in one:
            _DRAWN.setdefault(shape(one), one)


def written() -> list[str]:
    """The forms of the file."""
    return [line for line in FILE.read_text().splitlines() if line] if FILE.exists() else []


def unwritten() -> list[str]:
    """Forms that were drawn in this run and are not in the file."""
    known = {shape(data) for data in written()} | {""}
    return sorted(
        data for form, data in _DRAWN.items() if form not in known and not data.startswith(("test.", "testlong."))
    )


def recorded() -> list[Line]:
    """What the recording tells, a line a form."""
    rows = (line.split("\t") for line in RECORDED.read_text().splitlines()[1:]) if RECORDED.exists() else ()
    return [Line(form, name, int(account), int(chat), *more) for form, name, account, chat, *more in rows]


def record(lines: Iterable[Line]) -> None:
    """Write the recording anew."""
    rows = ["\t".join(field.name for field in fields(Line))]
    rows += ["\t".join(str(value).replace("\t", " ").replace("\n", " ") for value in astuple(line)) for line in lines]
    RECORDED.write_text("\n".join(rows) + "\n")


def _add(forms: list[str]) -> None:
    """Write forms down, and what becomes of them in the release's world."""
    from tests.releases import record as recorder

    FILE.write_text("\n".join([*written(), *forms]) + "\n")
    recorder.main(forms)


if __name__ == "__main__":
    _add(sys.argv[1:])
