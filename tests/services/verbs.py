"""What the verbs of bot/services may refuse, read from their source: their own refusals and those of verbs they use."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
KINDS = ("Missing", "Forbidden", "Stale", "Refused")
Key: TypeAlias = tuple[str, str]  # module, function


@dataclass(frozen=True, slots=True)
class Verb:
    """A function of a service: where it stands, and what it refuses and uses by itself."""

    file: Path
    node: ast.FunctionDef
    kinds: frozenset[str]
    uses: frozenset[Key]

    @property
    def public(self) -> bool:
        return not self.node.name.startswith("_")

    @property
    def doc(self) -> str:
        return ast.get_docstring(self.node) or ""


def verbs() -> dict[Key, Verb]:
    """Every function of the services."""
    return {
        (module, node.name): Verb(file, node, frozenset(_raised(node)), frozenset(_uses(node, module, names)))
        for file in sorted((ROOT / "bot" / "services").rglob("*.py"))
        for module, tree in [(_module(file), ast.parse(file.read_text(encoding="utf-8")))]
        for names in [_imported(tree)]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def refusals(known: Mapping[Key, Verb], key: Key) -> tuple[str, ...]:
    """What a verb may refuse, by itself or through what it uses."""
    seen, waiting = {key}, [key]
    while waiting:
        fresh = {use for use in known[waiting.pop()].uses if use in known} - seen
        seen |= fresh
        waiting += fresh
    return tuple(kind for kind in KINDS if any(kind in known[one].kinds for one in seen))


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def _imported(tree: ast.Module) -> dict[str, str]:
    """Names of a module and what they stand for."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _raised(node: ast.FunctionDef) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Raise) and one.exc is not None:
            made = one.exc.func if isinstance(one.exc, ast.Call) else one.exc
            name = made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")
            yield "Refused" if name == "too_long" else name


def _uses(node: ast.FunctionDef, module: str, names: Mapping[str, str]) -> Iterator[Key]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and isinstance(one.func.value, ast.Name):
            yield names.get(one.func.value.id, ""), one.func.attr
        elif isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            yield module, one.func.id
