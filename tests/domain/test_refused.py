"""The grammar of refusals: what is missing, what is forbidden, what is stale, and the rules of the programme."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from bot.domain.refused import Forbidden, Missing, Refused, Stale

BOT = Path(__file__).parents[2] / "bot"
KINDS = {kind.__name__: kind for kind in (Refused, Missing, Forbidden, Stale)}


def _said() -> dict[str, set[str]]:
    """The kinds of refusals in which each text stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                text = node.args[0] if node.args else None
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found[text.value].add(node.func.id)
    return found


def test_the_same_words_are_always_the_same_kind_of_refusal() -> None:
    assert {text: kinds for text, kinds in _said().items() if len(kinds) > 1} == {}


@pytest.mark.parametrize("kind", [Missing, Forbidden, Stale])
def test_what_a_kind_says_by_itself_is_not_written_again(kind: type[Missing | Forbidden | Stale]) -> None:
    assert str(kind()) not in _said()
    assert isinstance(kind(), Refused)


def test_a_refusal_names_what_fills_its_words() -> None:
    assert Stale("{name} answered this already", name="Noy").values == {"name": "Noy"}
    assert Forbidden("Only {name} can say why", name="Noy").reason == "Only {name} can say why"
