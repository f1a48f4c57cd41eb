"""Rules of bot/services: who acts is `by`, what a verb refuses is said, and every module has its test file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.services.groups import groups
from bot.store.database import Database, UnitOfWork
from tests.planning import NOW, settle
from tests.services import rights
from tests.services.verbs import ROOT, refusals, verbs

SERVICES, HERE = ROOT / "bot" / "services", Path(__file__).parent
# A person who does not act: whoever is asked about, and whoever listens.
SUBJECTS = {
    ("people", "answer_about", "person"),
    ("people", "next_question", "person"),
    ("roles", "losses", "person"),
    ("narrations", "chain", "person"),
    ("narrations", "find", "person"),
    ("narrations", "offered", "person"),
}
VERBS = verbs()


def _persons(node: ast.FunctionDef) -> Iterator[str]:
    """The parameters that are a whole person, with all that they may do."""
    for parameter in (*node.args.args, *node.args.kwonlyargs):
        if parameter.annotation is not None and ast.unparse(parameter.annotation) in ("Person", "Person | None"):
            yield parameter.arg


def test_whoever_acts_is_called_by_and_is_never_mistaken_for_somebody_else() -> None:
    public = [(module.rpartition(".")[2], name, verb.node) for (module, name), verb in VERBS.items() if verb.public]
    positional = [(module, name) for module, name, node in public if "by" in {one.arg for one in node.args.args}]
    others = {(module, name, one) for module, name, node in public for one in _persons(node) if one != "by"}
    assert positional == []
    assert others == SUBJECTS


def test_every_verb_says_what_it_refuses() -> None:
    wrong = {}
    for key, verb in VERBS.items():
        kinds = refusals(VERBS, key)
        said = verb.doc.rpartition("Raises: ")[2].rstrip(".") if "Raises: " in verb.doc else ""
        if verb.public and said != ", ".join(kinds):
            wrong[key] = f"Raises: {', '.join(kinds)}."
    assert wrong == {}


def test_what_is_opened_may_be_refused() -> None:
    """`open_…` loads a thing for whoever may have it: one word for it everywhere."""
    opening = [key for key in VERBS if key[1].lstrip("_").startswith("open_")]
    assert len(opening) > 30
    assert [key for key in opening if not {"Missing", "Forbidden"} & {*refusals(VERBS, key)}] == []


def test_every_service_has_a_test_file_of_its_name() -> None:
    modules = [file.relative_to(SERVICES) for file in SERVICES.rglob("*.py") if file.stem != "__init__"]
    assert [str(one) for one in modules if not (HERE / one.parent / f"test_{one.name}").exists()] == []


def test_who_may_do_what_with_every_verb() -> None:
    """Each verb that somebody acts by × everybody whom rights.py knows."""
    found, told = dict(rights.table()), rights.written()
    assert {name for name in found if name not in told} == set(), "python -m tests.services.rights: look, then add them"
    assert found == told
    assert len(found) * len(rights.WHO) > 1800


def test_what_somebody_may_is_asked_of_the_database_once(sqlite: Database) -> None:
    asked: list[str] = []
    with sqlite.begin() as uow:
        village = settle(uow)
    with sqlite.begin() as uow:
        driver = uow.connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(lambda sql: asked.append(sql) if of_places(sql) else None)
        for _ in range(3):
            groups.open_group(uow, village.group, by=village.noy)
            groups.open_to_lead(uow, village.group, by=village.noy)
        assert len(asked) == 1
        groups.hand_over(uow, village.group, village.seng.id, by=village.noy, now=NOW)
        assert not groups.leads(uow, village.group, by=village.noy)  # what has changed is read anew
        with uow.connection.begin_nested() as undone:
            uow.groups.leave(village.group, village.noy.id)
            assert not groups.sees(uow, village.group, by=village.noy)
            undone.rollback()
        assert groups.sees(uow, village.group, by=village.noy)


def test_who_acts_is_asked_of_the_database_once(database: Database) -> None:
    """`by` brings the roles; the places in groups are read with the first verb, and anew only when they change."""
    with database.begin() as uow:
        village = settle(uow)
    for by, leads in ((village.noy, True), (village.seng, False), (village.mali, True)):
        with database.begin() as uow, asked_of(uow) as asked:
            for _ in range(3):
                assert groups.open_group(uow, village.group, by=by).id == village.group
                assert groups.leads(uow, village.group, by=by) is leads
            assert len([one for one in asked if of_places(one)]) == 1
            assert [one for one in asked if "FROM roles" in one] == []
            uow.groups.lead(village.group, by.id, not leads)
            assert groups.leads(uow, village.group, by=by) is (not leads or by is village.mali)
            assert len([one for one in asked if of_places(one)]) == 2


def of_places(statement: str) -> bool:
    """Whether a statement reads places in groups."""
    return statement.lstrip().startswith("SELECT") and "members.group_id" in statement


@contextmanager
def asked_of(uow: UnitOfWork) -> Iterator[list[str]]:
    """What the database is asked; SQLite's driver is asked without SQLAlchemy too."""
    found: list[str] = []

    def heard(*args: Any) -> None:
        found.append(" ".join(str(args[2]).split()))

    driver = uow.connection.connection.driver_connection
    if uow.connection.dialect.name == "sqlite" and driver is not None:
        driver.set_trace_callback(lambda text: found.append(" ".join(text.split())))
        yield found
        driver.set_trace_callback(None)
    else:
        sa.event.listen(uow.connection, "before_cursor_execute", heard)
        yield found
