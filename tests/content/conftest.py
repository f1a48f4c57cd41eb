"""The committed content, and a copy of it that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.library import Library

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def content() -> Path:
    return CONTENT


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(CONTENT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the whole folder."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def spoil(copy: Path) -> Callable[[str, str, str], int]:
    """Replace the first occurrence of some words in a file of the copy; gives the line on which they stood."""

    def replace(name: str, words: str, others: str) -> int:
        path = copy / name
        before, found, after = path.read_text(encoding="utf-8").partition(words)
        assert found, f"{words!r} is not in {name}"
        path.write_text(before + others + after, encoding="utf-8")
        return before.count("\n") + 1

    return replace
