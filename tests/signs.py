"""The signs that stand in the program's texts and labels; `python -m tests.signs` lists those that are no signs."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.domain.signs import ARROWS, SIGNS
from bot.i18n import catalogue
from bot.settings import shipped

HALL = Path(__file__).parent.parent / "bot"
ROOMS = ("chat", "screens", "workers")  # where labels and texts are written
_PICTURES = "←-⇿⌀-➿⬀-⯿\U0001f000-\U0001faff"
_SIGN = re.compile(f"[{_PICTURES}]️?(?:‍[{_PICTURES}]️?)*")
_ALSO = re.compile("[‹›✓✗]")  # marks of a list or a page


def of(text: str) -> list[str]:
    """The signs in a text, arrows left out."""
    return [sign for sign in _SIGN.findall(text) if sign not in ARROWS and not _ALSO.fullmatch(sign)]


def written() -> Iterator[tuple[str, str]]:
    """Every string in the rooms where texts are written, with its file; what explains the code is left out."""
    for room in ROOMS:
        for path in sorted((HALL / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                    yield str(path.relative_to(HALL)), node.value


def translated() -> Iterator[tuple[str, str]]:
    """Every text of the Lao catalogue beside its English one."""
    yield from catalogue("lo", shipped("locales"))._texts.items()


def strange(rooms: tuple[str, ...] = ("",)) -> Counter[str]:
    """How often each sign that is none of the table's stands in the files whose path begins with one of `rooms`."""
    found = (sign for file, text in written() if file.startswith(rooms) for sign in of(text))
    return Counter(sign for sign in found if sign not in SIGNS)


def main() -> None:
    for sign, n in strange().most_common():
        files = sorted({file for file, text in written() if sign in of(text)})
        print(f"{sign} {n} {', '.join(files)}")


if __name__ == "__main__":
    main()
