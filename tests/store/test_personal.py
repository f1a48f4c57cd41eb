"""Every column has a rule of what becomes of it when somebody is erased, and the rules are what happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, PersonId
from bot.domain.people import FORMER, Role
from bot.services import erasures
from bot.store import references
from bot.store.attempts import Settled
from bot.store.cleaning import Cleaning
from bot.store.database import Database, UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.store.merges import NAMING
from bot.store.merges import references as to_people
from bot.store.outbox import Lane, Outgoing
from bot.store.personal import RULES, Rule
from bot.store.tables import media, metadata, persons
from tests.planning import LIBRARY, NOW
from tests.services import rights

SECRET = "Sengphachanh"  # her name, by which nobody else is called


def test_every_column_has_a_rule() -> None:
    columns = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c}
    assert columns - set(RULES) == set(), "what becomes of it when somebody is erased? (bot/store/personal.py)"
    assert set(RULES) - columns == set()


def test_the_rules_are_what_the_database_does() -> None:
    """A row goes with its person, or names nobody; a file's number, and JSON that names people, is what it is."""
    for name, column in to_people().items():
        (key,) = [key for key in column.foreign_keys if key.column.table is persons]
        wanted = Rule.UNNAMED if key.ondelete == "SET NULL" else Rule.GOES
        assert RULES[name] is (Rule.GOES if name == "media.person_id" else wanted), name
    files = {f"{one.table.name}.{one.name}" for one in references.named()}
    assert {name for name, rule in RULES.items() if rule is Rule.FILE} == files
    inside = {f"{one.table.name}.{one.name}" for one in NAMING}
    assert {name for name, rule in RULES.items() if rule is Rule.NAMING} == inside | {
        "actions.who",
        "announcements.media",
        "audit.subject",
    }


def everything(uow: UnitOfWork) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    return {
        table.name: [tuple(row) for row in uow.connection.execute(sa.select(table))] for table in metadata.sorted_tables
    }


@pytest.mark.parametrize("who", rights.NAMES)
def test_nothing_of_an_erased_person_is_left_in_any_table(sqlite: Database, who: str) -> None:
    """A programme in the middle of everything, and each of its people under a name that nobody else has."""
    with sqlite.begin() as uow:
        here = rights.world(uow)
        person = here.people[who].id
        before = {table: len(rows) for table, rows in everything(uow).items()}
        _renamed(uow, here.people[who].name)
        phones = [one for one in uow.people.accounts_of(person) if not uow.people.shared(one)]
        _told(uow, person, phones)
        if who == "dana":  # the last administrator is not erased
            uow.people.put_role(here.people["mali"].id, Role.ADMIN, "confirmed", now=NOW)
        sent = [row.id for row in uow.connection.execute(sa.select(media.c.id).where(media.c.person_id == person))]
        erasures.erase(uow, LIBRARY, person, 14, now=NOW)
        left = everything(uow)
        assert uow.people.get(person) is None
        assert [(table, row) for table, rows in left.items() for row in rows if SECRET in repr(row)] == []
        found = [(table, row) for table, rows in left.items() for row in rows if _holds(row, phones)]
        assert [table for table, _ in found if table != "outbox"] == []
        assert [row for table, row in found if "erased" not in row] == []  # the word that it is done, and no more
        assert set(sent) & {row[0] for row in left["media"]} == set()
        for table in ("groups", "plans", "actions", "answers", "submissions", "checkins", "expenses", "wordings"):
            assert len(left[table]) == before[table], f"{table}: the group's work stays"


def _holds(row: tuple[Any, ...], phones: list[AccountId]) -> bool:
    return any(str(phone) in str(value).split() or value == phone for phone in phones for value in row)


def _renamed(uow: UnitOfWork, name: str) -> None:
    """Somebody's name is one that nothing else contains, wherever it stands."""
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, sa.JSON):
                _renamed_in_json(uow, column, name)
            elif isinstance(column.type, sa.Text) and type(column.type) is sa.Text:
                uow.connection.execute(table.update().where(column == name).values({column.name: SECRET}))


def _renamed_in_json(uow: UnitOfWork, column: sa.Column[Any], name: str) -> None:
    keys = list(column.table.primary_key)
    for row in uow.connection.execute(sa.select(*keys, column)).all():
        changed = _with_name(getattr(row, column.name), name)
        where = [key == getattr(row, key.name) for key in keys]
        uow.connection.execute(column.table.update().where(*where).values({column.name: changed}))


def _with_name(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_name(one, name) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_name(one, name) for one in value]
    return SECRET if value == name else value


def _told(uow: UnitOfWork, person: PersonId, phones: list[AccountId]) -> None:
    """What came from a phone was written down, and somebody else was told of the person."""
    for phone in phones:
        uow.inbox.add([StoredUpdate(int(phone), int(phone), int(phone), f'{{"from": "{SECRET}"}}', NOW)])
        uow.inbox.take(int(phone))
        uow.audit.note(person, "locked out", f"person {person}, account {phone}", now=NOW)
    said, waits = (
        uow.outbox.put(Outgoing(0, 5, Lane.REPLY, content={"text": f"{SECRET} joined", "rows": []}), now=NOW)
        for _ in range(2)
    )
    uow.attempts.settle([Settled(said, SendState.SENT, 9)], now=NOW)
    assert waits


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"answers": {"idea": {"author": 5, "name": "Noy", "parts": []}}},
            {"answers": {"idea": {"author": None, "name": "", "parts": []}}},
        ),
        ({"actions": [{"who": "Noy", "owner": 5}]}, {"actions": [{"who": FORMER, "owner": None}]}),
        ({"who": "Noy"}, {"who": FORMER}),
        ({"who": "Noy Kham"}, {"who": "Noy Kham"}),
        ([{"kind": "voice", "medium": 7, "seconds": 3}], [{"kind": "text", "text": "what was said"}]),
        ([{"kind": "photo", "medium": 8, "text": "the field"}], [{"kind": "text", "text": "the field"}]),
        ([{"kind": "photo", "medium": 8}], [{"kind": "text", "text": "📷 …"}]),
        ([{"kind": "photo", "medium": 9}], [{"kind": "photo", "medium": 9}]),
        (
            [{"kind": "text", "text": "Noy, Seng", "value": {"people": [{"id": 5, "name": "Noy"}, {"id": 6}]}}],
            [{"kind": "text", "text": f"{FORMER}, Seng", "value": {"people": [{"name": FORMER}, {"id": 6}]}}],
        ),
        (
            {"waiting": ["Noy", "Seng"], "objections": [{"name": "Noy", "reason": "no", "medium": 7}]},
            {"waiting": [FORMER, "Seng"], "objections": [{"name": FORMER, "reason": "", "medium": None}]},
        ),
    ],
)
def test_people_and_their_files_are_taken_out_of_json(before: Any, after: Any) -> None:
    assert Cleaning({5}, "Noy", {7, 8}, {7: "what was said"}).of(before) == after


def test_files_that_somebody_else_sent_too_stay_on_the_disk(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        noy, seng = (uow.people.add(now=NOW, name=name, language="lo") for name in ("Noy", "Seng"))
        for person, path in ((noy, "aa/one"), (noy, "bb/both"), (seng, "bb/both")):
            medium = uow.media.add(now=NOW, kind="photo", file_id=path, person_id=person)
            uow.media.fetched(medium, path)
        assert uow.erasing.erase(noy, "Noy", phones=[], alone=[]) == ["aa/one"]
