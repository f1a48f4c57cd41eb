"""Nobody's words are taken for markup: what a screen makes into HTML by itself is made of nothing that people write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

pytestmark = pytest.mark.slow

BOT = Path(__file__).parents[2] / "bot"
SAFE = {"say", "safe", "bold", "lines", "paragraphs", "Html"}  # what makes HTML of anything
CONTENT = {"html", "title"}  # of the content's own pages, which its authors write: a tag there is theirs
PLAIN = {"pick", "picks", "who"}  # of Say: what people wrote, as they wrote it
Known: TypeAlias = set[str]


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(BOT.rglob("*.py")):
        if "simulator" not in file.parts:
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def _own(tree: ast.Module) -> Known:
    """Names that mean something else in this file than a function of another file that gives HTML."""
    others = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and not _gives(one)}
    return others | {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _gives(node: ast.FunctionDef) -> bool:
    return node.returns is not None and ast.unparse(node.returns) == "Html"


def _makers() -> Known:
    """Functions that say they give HTML, a method by its name."""
    return {
        node.name
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and _gives(node)
    }


class Function:
    """What is known of the names in a function to be HTML already, or words of the program's own."""

    def __init__(self, node: ast.FunctionDef, makers: Known) -> None:
        self.makers = makers
        self.known = {one.arg for one in node.args.args if one.annotation and ast.unparse(one.annotation) == "Html"}
        for _ in range(3):  # a name may be made of another
            for one in ast.walk(node):
                if isinstance(one, ast.Assign) and self.safe(one.value):
                    self.known |= {target.id for target in one.targets if isinstance(target, ast.Name)}
                elif isinstance(one, ast.Assign) and isinstance(one.value, ast.Tuple) and self.all(one.value.elts):
                    self.known |= {name.id for name in ast.walk(one.targets[0]) if isinstance(name, ast.Name)}

    def all(self, nodes: list[ast.expr]) -> bool:
        return all(map(self.safe, nodes))

    def safe(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant():
                return True
            case ast.IfExp(body=body, orelse=other):
                return self.safe(body) and self.safe(other)
            case ast.BoolOp(values=values):
                return self.all(values)
            case ast.JoinedStr(values=values):
                return all(self.safe(one.value) if isinstance(one, ast.FormattedValue) else True for one in values)
            case ast.Call(func=ast.Name(id=name)):
                return name in SAFE | self.makers or name in ("len", "round", "sum")
            case ast.Call(func=ast.Attribute(attr="rstrip" | "strip", value=value)):
                return self.safe(value)
            case ast.Subscript(value=ast.Call(func=ast.Attribute(attr="partition", value=value))):
                return self.safe(value)
            case ast.Call(func=ast.Attribute(attr=name, value=value)):
                said = isinstance(value, ast.Name) and value.id == "say" and name not in PLAIN
                return name in self.makers | CONTENT or said
            case ast.Name(id=name):
                return name in self.known
        return False


def _faults(file: Path, tree: ast.Module, makers: Known) -> Iterator[str]:
    makers = makers - _own(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        function = Function(node, makers)
        for call in ast.walk(node):
            html = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Html"
            if html and isinstance(call, ast.Call) and not function.all(call.args):
                yield f"{file.relative_to(BOT)}:{call.lineno}: {ast.unparse(call)}"


def _mixed(file: Path, tree: ast.Module, makers: Known) -> Iterator[str]:
    """HTML with somebody's words in it, put into a text that is none: it would be escaped twice, or shown so."""
    makers = makers - _own(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        made = {
            target.id
            for one in ast.walk(node)
            if isinstance(one, ast.Assign) and _words_in(one.value, makers)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        right = {
            id(arg)
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Html", "plain")
            for arg in ast.walk(call)
        }
        for text in ast.walk(node):
            pieces = text.values if isinstance(text, ast.JoinedStr) and id(text) not in right else []
            for piece in pieces:
                value = piece.value if isinstance(piece, ast.FormattedValue) else piece
                if _words_in(value, makers) or (isinstance(value, ast.Name) and value.id in made):
                    yield f"{file.relative_to(BOT)}:{node.lineno}: {ast.unparse(text)}"


def _words_in(node: ast.expr, makers: Known) -> bool:
    """Whether an expression is HTML into which values were filled."""
    match node:
        case ast.IfExp(body=body, orelse=other):
            return _words_in(body, makers) or _words_in(other, makers)
        case ast.Call(func=ast.Name(id="say"), keywords=keywords):
            return bool(keywords)
        case ast.Call(func=ast.Name(id=name)):
            return name in makers
    return False


def test_no_screen_puts_html_into_a_text_that_is_none() -> None:
    makers, screens = _makers(), [(file, tree) for file, tree in _trees() if file.is_relative_to(BOT / "screens")]
    assert {fault for file, tree in screens for fault in _mixed(file, tree, makers)} == set()


def test_no_screen_makes_html_of_what_it_does_not_know_to_be_safe() -> None:
    makers = _makers()
    found = {
        one for file, tree in _trees() if file.is_relative_to(BOT / "screens") for one in _faults(file, tree, makers)
    }
    assert found == set()


def test_the_check_sees_what_it_forbids() -> None:
    wrong = """
def render(view, say: Say) -> Html:
    name = view.name
    return lines(Html(name), Html(view.words), Html(f"{say('x')} {name}"), Html(str(name)))
def right(head: Html, say: Say) -> Html:
    sign = "a" if head else ""
    return lines(Html("x"), Html(f"{sign} {say('x')} {head} {bold(head)}"), Html(f"{safe(head.x)}"))
"""
    assert len(set(_faults(BOT / "x.py", ast.parse(wrong), {"bold"}))) == 4
    mixed = """
def label(one, say: Say):
    who = say("{name} asks", name=one.name)
    return [f"x {who}", f"x {line(one)}", f"x {line(one) if one else ''}", Html(f"x {who}"), f"x {one.name}"]
"""
    assert len(set(_mixed(BOT / "x.py", ast.parse(mixed), {"line"}))) == 3
