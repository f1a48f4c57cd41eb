"""Which page can have been in view, where only a process that died knew that it had left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.delivery import SendState
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.election import Election
from bot.store.outbox import Lane, Outgoing
from bot.store.shown_pages import STUCK
from tests import databases

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
CHAT = 7


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[Database]:
    database = Database(databases.migrated("postgresql", tmp_path))
    yield database
    database.close()


def _shows(database: Database, name: str, *, at: float, message: int | None = None) -> int:
    """A page that was drawn so many seconds from now, and has arrived or waits to leave."""
    when = NOW + timedelta(seconds=at)
    with database.begin() as uow:
        row = uow.outbox.put(Outgoing(0, CHAT, Lane.REPLY, content={"text": name}, page={"screen": name}), now=when)
        if message:
            uow.attempts.settle([Settled(row, SendState.SENT, message)], now=when)
    return row


def _in_view(database: Database, *, at: float) -> str:
    """The page that somebody answers with message 12, so many seconds from now."""
    with database.begin() as uow:
        found = uow.shown_pages.before(CHAT, 12, at=NOW + timedelta(seconds=at))
    assert found is not None
    return str(found.page["screen"])


def _leads(election: Election, database: Database) -> None:
    assert election.won()
    with database.begin() as uow:
        uow.attempts.recover(election.session())


def test_what_waits_was_not_in_view_while_its_sender_lives(postgresql: Database) -> None:
    election = Election(postgresql.url)
    _leads(election, postgresql)
    _shows(postgresql, "first", at=0, message=10)
    row = _shows(postgresql, "second", at=1)
    assert _in_view(postgresql, at=4) == "first"
    assert _in_view(postgresql, at=2 + STUCK.total_seconds()) == "second"
    with postgresql.begin() as uow:
        uow.attempts.settle([Settled(row, SendState.SENT, 11)], now=NOW)
    assert _in_view(postgresql, at=4) == "second"
    election.close()


def test_what_waits_may_have_been_in_view_as_soon_as_nobody_sends(postgresql: Database) -> None:
    """The process that sent has died: another one answers before it has noticed, and before it sends itself."""
    dead, survivor = Election(postgresql.url), Election(postgresql.url)
    _leads(dead, postgresql)
    _shows(postgresql, "first", at=0, message=10)
    _shows(postgresql, "second", at=1)
    assert not survivor.won()
    dead.close()
    assert _in_view(postgresql, at=4) == "second"
    assert survivor.won()  # and has not looked through what the other one left
    assert _in_view(postgresql, at=4) == "second"
    _leads(survivor, postgresql)
    assert _in_view(postgresql, at=4) == "second"
    _shows(postgresql, "third", at=2)
    assert _in_view(postgresql, at=4) == "second"  # the third one is the survivor's own
    survivor.close()


def test_what_was_drawn_later_is_not_in_view_whoever_sends(postgresql: Database) -> None:
    _shows(postgresql, "first", at=0, message=10)
    _shows(postgresql, "second", at=5)
    assert _in_view(postgresql, at=4) == "first"


def test_what_waits_in_the_only_process_was_not_in_view(sqlite: Database) -> None:
    _shows(sqlite, "first", at=0, message=10)
    _shows(sqlite, "second", at=1)
    assert _in_view(sqlite, at=4) == "first"
