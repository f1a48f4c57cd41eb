"""PostgreSQL's advisory locks: every number that Phaen uses, and how one is taken; SQLite, with one writer, has none.

A number names a lock in the whole database, whoever uses it: two things under one number shut each other out in
silence. So the numbers stand here alone, and whoever is refused for long says so.
"""

from __future__ import annotations

import logging
import time
from enum import IntEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

log = logging.getLogger(__name__)
LASTS = 60.0  # seconds that a lock may be held before whoever is refused writes it into the log, and between two lines


class Lock(IntEnum):
    """What only one at a time may do. Numbers that were ever used stay: an older process may still run beside us."""

    MIGRATING = 727836
    SENDING = 727837  # held by the sender as long as it lives
    REMINDING = 727838


FOR_LIFE = "SELECT pg_try_advisory_lock(%s)"  # for the session, asked through the driver itself

# A chat's lock has a pair of numbers, which PostgreSQL never takes for a single one: this, and 32 bits of the chat's.
# Two chats that share them only wait for each other.
CHATS = 727
_TRY = sa.select(sa.func.pg_try_advisory_xact_lock(sa.bindparam("number", type_=sa.BigInteger)))
_TRY_CHAT = sa.select(
    sa.func.pg_try_advisory_xact_lock(sa.literal(CHATS, sa.Integer), sa.bindparam("number", type_=sa.Integer))
)
# For a lock of a session, like the sender's, it is as old as the session.
_HOLDER = sa.text(
    "SELECT pid, extract(epoch FROM clock_timestamp() - coalesce(xact_start, backend_start)) AS age"
    " FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND datname = current_database() AND database = datid"
    " AND classid = :first AND objid = :second AND objsubid = :numbers"
)
_said: dict[tuple[int, int], float] = {}  # when this process last complained of a lock


def try_lock(connection: Connection, lock: Lock) -> bool:
    """Take a lock for this transaction; False when another one has it. SQLite: always True."""
    if connection.dialect.name == "sqlite" or connection.execute(_TRY, {"number": lock}).scalar():
        return True
    _refused(connection, lock.name.lower(), (0, lock), numbers=1)
    return False


def try_lock_chat(connection: Connection, chat: int) -> bool:
    """The same for one chat."""
    number = (chat & 0xFFFFFFFF) - (1 << 32 if chat & 0x80000000 else 0)
    if connection.dialect.name == "sqlite" or connection.execute(_TRY_CHAT, {"number": number}).scalar():
        return True
    _refused(connection, "a chat", (CHATS, chat & 0xFFFFFFFF), numbers=2)
    return False


def wait(connection: Connection, lock: Lock) -> None:
    """Take a lock for this transaction as soon as it is free. SQLite: at once."""
    if connection.dialect.name == "sqlite" or connection.execute(_TRY, {"number": lock}).scalar():
        return
    log.info("waiting for another process that holds the lock of %s", lock.name.lower())
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.literal(lock, sa.BigInteger))))


def holder(connection: Connection, lock: Lock) -> int | None:
    """The number of the session that holds a lock, None when nobody does. SQLite: None."""
    if connection.dialect.name == "sqlite":
        return None
    found = connection.execute(_HOLDER, {"first": 0, "second": lock, "numbers": 1}).first()
    return int(found.pid) if found else None


def _refused(connection: Connection, name: str, key: tuple[int, int], *, numbers: int) -> None:
    """Say in the log who has had a lock for long, once in a while."""
    has = connection.execute(_HOLDER, {"first": key[0], "second": key[1], "numbers": numbers}).first()
    now = time.monotonic()
    if has is None or (has.age or 0) < LASTS or now - _said.get(key, -LASTS) < LASTS:
        return
    _said[key] = now
    log.warning("the lock of %s has been held by process %s of PostgreSQL for %.0f s", name, has.pid, has.age)
