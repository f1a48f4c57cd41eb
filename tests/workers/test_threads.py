"""Works on the database: those of SQLite share commits, and one that fails undoes nobody else's."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.store.database import Database, UnitOfWork
from bot.workers.threads import SHARED, Threads

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def threads(database: Database) -> Threads:
    return Threads(database, turns=4)


def note(name: str, uow: UnitOfWork) -> None:
    uow.facts.set(name, "x")


async def test_works_that_wait_together_are_all_done(threads: Threads) -> None:
    names = [f"fact {number}" for number in range(3 * SHARED)]
    await asyncio.gather(*(threads.run(partial(note, name)) for name in names))
    assert await threads.run(lambda uow: [uow.facts.get(name) for name in names]) == ["x"] * len(names)
    threads.close()


async def test_a_work_that_fails_undoes_what_it_wrote_and_nobody_elses(threads: Threads) -> None:
    def fail(uow: UnitOfWork) -> None:
        uow.facts.set("of the one that fails", "x")
        raise ZeroDivisionError("a mistake")

    done = await asyncio.gather(
        threads.run(lambda uow: uow.facts.set("before", "x")),
        threads.run(fail),
        threads.run(lambda uow: uow.facts.set("after", "x")),
        return_exceptions=True,
    )
    assert (done[0], done[2]) == (None, None)
    assert isinstance(done[1], ZeroDivisionError)
    names = ("before", "of the one that fails", "after")
    assert await threads.run(lambda uow: [uow.facts.get(name) for name in names]) == ["x", "", "x"]
    threads.close()


async def test_each_work_sees_only_what_it_wrote_itself_as_its_own(threads: Threads) -> None:
    async def asked(kind: str) -> bool:
        def work(uow: UnitOfWork) -> bool:
            if kind == "asks":
                uow.jobs.add("fetch", now=NOW, key="1")
            return uow.jobs.added

        return await threads.run(work)

    assert list(await asyncio.gather(asked("looks"), asked("asks"), asked("looks"))) == [False, True, False]
    threads.close()


async def test_a_work_that_nobody_waits_for_any_more_holds_up_no_other(threads: Threads) -> None:
    given_up = asyncio.ensure_future(threads.run(lambda uow: uow.facts.set("given up", "x")))
    await asyncio.sleep(0)
    given_up.cancel()
    await threads.run(lambda uow: uow.facts.set("waited for", "x"))
    assert await threads.run(lambda uow: uow.facts.get("waited for")) == "x"
    threads.close()
