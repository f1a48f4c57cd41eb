"""PostgreSQL's advisory locks: one file has all numbers, no two are the same, and none shuts out another."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import bot
from bot.store import locks
from bot.store.database import Database, UnitOfWork
from bot.store.election import Election
from bot.store.locks import Lock

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_all_locks_stand_in_one_file() -> None:
    folder = Path(bot.__file__).parent
    users = {
        file.relative_to(folder).as_posix() for file in folder.rglob("*.py") if "advisory" in file.read_text("utf-8")
    }
    assert users == {"store/locks.py"}


def test_no_two_locks_have_the_same_number() -> None:
    assert len({lock.value for lock in Lock}) == len(Lock.__members__)


def test_no_lock_shuts_out_another_nor_a_chat_of_its_number(database: Database) -> None:
    election = None if database.sqlite else Election(database.url)

    def take(uow: UnitOfWork, lock: Lock) -> bool:
        return locks.try_lock(uow.connection, lock)

    assert election is None or election.won()
    for one, other in combinations(set(Lock) - {Lock.SENDING}, 2):
        with database.begin() as first:
            assert take(first, one)
            if database.sqlite:
                continue
            with database.begin() as second:
                assert take(second, other)
                assert not take(second, one)
                assert not take(second, Lock.SENDING)
                assert second.inbox.lock_chat(one)
                assert second.inbox.lock_chat(Lock.SENDING)
    if election is not None:
        election.close()


def test_a_chat_is_taken_by_one_at_a_time_whatever_its_number(database: Database) -> None:
    if database.sqlite:
        return
    for chat in (1, -1, 2**31, 2**32 - 1, 7_000_000_001, -1_002_000_000_000, 2**52):
        with database.begin() as first, database.begin() as second:
            assert first.inbox.lock_chat(chat)
            assert not second.inbox.lock_chat(chat)
            assert second.inbox.lock_chat(chat + 1)


def test_a_job_that_one_process_takes_is_left_alone_by_another(database: Database) -> None:
    """Neither waits for the other: each has its own."""
    if database.sqlite:
        return
    with database.begin() as uow:
        for number in range(2):
            uow.jobs.add("dig", now=NOW, key=str(number), hole=number)
    with database.begin() as first, database.begin() as second, database.begin() as third:
        taken = [uow.jobs.take(now=NOW) for uow in (first, second, third)]
        assert [job.args["hole"] if job else None for job in taken] == [0, 1, None]
