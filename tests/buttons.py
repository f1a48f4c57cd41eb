"""Every form of button that was ever shipped, in tests/old_buttons.txt: each keeps working for ever.

A form is a button's data with its values as an example: `plan.step!skip:7,problem@3`. `python -m tests.buttons FORM …`
adds forms to the file; lines are never taken out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from bot.chat import address

FILE = Path(__file__).parent / "old_buttons.txt"
_DRAWN: dict[str, str] = {}  # shape → an example of it


def shape(data: str) -> str:
    """What stays the same when the values change: screen, action, how many arguments and values, revision or not."""
    found = address.parse(data)
    if found is None:
        return ""
    push, seen = "+" if found.push else "", "@" if found.seen is not None else ""
    return f"{push}{found.screen}!{found.action}:{len(found.args)};{len(found.values)}{seen}"


def drawn(data: Iterable[str]) -> None:
    """Note buttons that a test saw."""
    for one in data:
        if one:
            _DRAWN.setdefault(shape(one), one)


def written() -> list[str]:
    """The forms of the file."""
    return [line for line in FILE.read_text().splitlines() if line] if FILE.exists() else []


def unwritten() -> list[str]:
    """Forms that were drawn in this run and are not in the file."""
    known = {shape(data) for data in written()} | {""}
    return sorted(data for form, data in _DRAWN.items() if form not in known and not data.startswith("test."))


if __name__ == "__main__":
    FILE.write_text("\n".join([*written(), *sys.argv[1:]]) + "\n")
