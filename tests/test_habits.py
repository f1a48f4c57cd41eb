"""Habits of these tests that nobody has to remember."""

from __future__ import annotations

import ast
import re
from pathlib import Path

CLOCKS = re.compile(r"^\s*assert\b.*(?:perf_counter|monotonic|process_time|time\.time|loop\(\)\.time)\(", re.M)
FUNCTION, FILE, ANYS = 55, 420, 300  # lines, lines, times: these only ever become smaller


def test_no_test_asserts_how_long_something_takes() -> None:
    """It would fail on a busy machine; `tests/bench` says how long things take."""
    folder = Path(__file__).parent
    assert [file.name for file in folder.rglob("test_*.py") if CLOCKS.search(file.read_text(encoding="utf-8"))] == []


# The house ----------------------------------------------------------------------------------------------------------
BOT = sorted(path for path in (Path(__file__).parent.parent / "bot").rglob("*.py") if "versions" not in path.parts)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in BOT}


def test_no_function_and_no_file_is_long() -> None:
    """Most are much shorter: the median function has 5 lines, the median file 68."""
    nodes = [(path, node) for path, tree in TREES.items() for node in ast.walk(tree)]
    functions = [(path, node) for path, node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: path.name for path, node in functions if (node.end_lineno or 0) - node.lineno >= FUNCTION}
    assert long == {}
    assert [path.name for path in BOT if len(path.read_text(encoding="utf-8").splitlines()) > FILE] == []


def test_any_is_rare() -> None:
    """It is for what libraries leave open: columns, JSON that is looked into; what is only passed on is an object."""
    found = [node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert len([node for node in found if node.id == "Any"]) <= ANYS


def test_every_module_says_what_it_is() -> None:
    assert [path.name for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)] == []
