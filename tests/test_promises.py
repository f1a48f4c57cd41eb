"""What the bot promises is there: every text with a word of promise stands in promises.tsv beside what keeps it.

A line is the proofs and the English text. A proof is a `command`, `screen`, `notice`, `verb` (module.function), `timed`
work, `setting`, or the `test` (file, or file::name) that shows it; `none` is said of a text that promises nothing.
Commands that are named in any text have to be there, in every language the same.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from bot import services
from bot.app import timed
from bot.chat.notice import NOTICES
from bot.chat.registry import COMMANDS
from bot.chat.screen import SCREENS
from bot.screens import everything
from bot.settings import Settings
from tests.catalogues import LANGUAGES, collect, forms_of, load

everything.known()
HERE = Path(__file__).parent
TABLE = [line.split("\t") for line in (HERE / "promises.tsv").read_text(encoding="utf-8").splitlines()]
PROMISE = re.compile(
    r"\bwill\b|\bcan be heard\b|\bany (?:day|time)\b|\bwithin \{|\bcalls? you\b|\berased?\b|\b(?:been|is|are) told\b"
    r"|\bcomes? here\b|\banswers? (?:you )?here\b|\bcomes every day\b|\bonly\b.* (?:sees?|reads?)\b|\blost\b"
    r"|\bread to you\b|\bnobody (?:else|can)\b|\bwent to\b|\bhas been asked\b|\bis with somebody else\b|\bwe keep\b"
    r"|\bcan see\b|\bcan be (?:put|changed|taken|removed)\b|\bstill works\b|\bnothing private\b",
    re.IGNORECASE,
)
COMMAND = re.compile(r"(?<![\w/])/([a-z]+)\b")
MODULES = {name.rpartition(".")[2]: name for _, name, _ in walk_packages(services.__path__, f"{services.__name__}.")}


def promising(text: str) -> bool:
    return bool(PROMISE.search(text))


TEXTS = [forms_of(message.id)[0] for message in collect() if message.id]
KINDS = {drawing.kind.__name__ for drawing in NOTICES.values()}
TIMED = set(re.findall(r'Timed\(\s*"([^"]+)"', Path(timed.__file__).read_text(encoding="utf-8")))


def kept(proof: str) -> bool:
    """Whether what a proof names is there."""
    kind, _, name = proof.partition(" ")
    if kind == "verb":
        module, _, function = name.partition(".")
        return module in MODULES and callable(getattr(import_module(MODULES[module]), function, None))
    if kind == "test":
        file, _, test = name.partition("::")
        path = HERE / file
        return path.is_file() and f"def {test or 'test_'}" in path.read_text(encoding="utf-8")
    known = {
        "command": set(COMMANDS),
        "screen": set(SCREENS),
        "notice": KINDS,
        "timed": TIMED,
        "setting": set(Settings.model_fields),
    }
    return name in known.get(kind, set())


def test_every_text_that_promises_something_is_in_the_table() -> None:
    assert [text for text in TEXTS if promising(text) and text not in {text for _, text in TABLE}] == []


def test_every_line_of_the_table_is_a_text_that_promises_once() -> None:
    told = [text for _, text in TABLE]
    assert [text for text in told if text not in TEXTS or not promising(text)] == []
    assert len(told) == len(set(told))


@pytest.mark.parametrize(("proofs", "text"), TABLE, ids=[text for _, text in TABLE])
def test_a_promise_is_kept(proofs: str, text: str) -> None:
    assert [proof for proof in proofs.split("; ") if proof != "none" and not kept(proof)] == []


def test_every_command_that_a_text_names_is_there_in_every_language() -> None:
    wrong = {}
    for language in LANGUAGES:
        for message in load(language):
            named = set(COMMAND.findall(" ".join(forms_of(message.id)))) if message.id else set()
            said = set(COMMAND.findall(" ".join(forms_of(message.string or ""))))
            if named != said or not named <= set(COMMANDS):
                wrong[language, forms_of(message.id)[0]] = named | said
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "You will get a letter",
        "We call you tomorrow",
        "You may erase it",
        "12 pages can be heard",
        "Stop it at any time",
    ],
)
def test_a_new_promise_is_seen(text: str) -> None:
    assert promising(text)


@pytest.mark.parametrize(
    "proof",
    [
        "command letters",
        "screen letters.page",
        "notice Letter",
        "verb people.write",
        "timed letters",
        "setting x",
    ],
)
def test_what_is_not_there_proves_nothing(proof: str) -> None:
    assert not kept(proof)
    assert not kept("test screens/test_number.py::test_no_such_thing")
