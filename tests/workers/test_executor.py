"""Works on the database: those of SQLite share commits, and one that fails undoes nobody else's."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.store.database import Database, UnitOfWork
from bot.workers.executor import SHARED, DatabaseExecutor

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def executor(database: Database) -> DatabaseExecutor:
    return DatabaseExecutor(database, turns=4)


def note(name: str, uow: UnitOfWork) -> None:
    uow.key_values.set(name, "x")


async def test_works_that_wait_together_are_all_done(executor: DatabaseExecutor) -> None:
    names = [f"key {number}" for number in range(3 * SHARED)]
    await asyncio.gather(*(executor.run(partial(note, name)) for name in names))
    assert await executor.run(lambda uow: [uow.key_values.get(name) for name in names]) == ["x"] * len(names)
    executor.close()


async def test_a_work_that_fails_undoes_what_it_wrote_and_nobody_elses(executor: DatabaseExecutor) -> None:
    def fail(uow: UnitOfWork) -> None:
        uow.key_values.set("of the one that fails", "x")
        raise ZeroDivisionError("a mistake")

    done = await asyncio.gather(
        executor.run(lambda uow: uow.key_values.set("before", "x")),
        executor.run(fail),
        executor.run(lambda uow: uow.key_values.set("after", "x")),
        return_exceptions=True,
    )
    assert (done[0], done[2]) == (None, None)
    assert isinstance(done[1], ZeroDivisionError)
    names = ("before", "of the one that fails", "after")
    assert await executor.run(lambda uow: [uow.key_values.get(name) for name in names]) == ["x", "", "x"]
    executor.close()


async def test_each_work_sees_only_what_it_wrote_itself_as_its_own(executor: DatabaseExecutor) -> None:
    async def asked(kind: str) -> bool:
        def work(uow: UnitOfWork) -> bool:
            if kind == "asks":
                uow.jobs.add("fetch", now=NOW, key="1")
            return uow.jobs.added

        return await executor.run(work)

    assert list(await asyncio.gather(asked("looks"), asked("asks"), asked("looks"))) == [False, True, False]
    executor.close()


async def test_a_work_that_nobody_waits_for_any_more_holds_up_no_other(executor: DatabaseExecutor) -> None:
    given_up = asyncio.ensure_future(executor.run(lambda uow: uow.key_values.set("given up", "x")))
    await asyncio.sleep(0)
    given_up.cancel()
    await executor.run(lambda uow: uow.key_values.set("waited for", "x"))
    assert await executor.run(lambda uow: uow.key_values.get("waited for")) == "x"
    executor.close()
