"""Habits of these tests that nobody has to remember."""

from __future__ import annotations

import re
from pathlib import Path

CLOCKS = re.compile(r"^\s*assert\b.*(?:perf_counter|monotonic|process_time|time\.time|loop\(\)\.time)\(", re.M)


def test_no_test_asserts_how_long_something_takes() -> None:
    """It would fail on a busy machine; `tests/bench` says how long things take."""
    folder = Path(__file__).parent
    assert [file.name for file in folder.rglob("test_*.py") if CLOCKS.search(file.read_text(encoding="utf-8"))] == []
