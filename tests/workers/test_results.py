"""Results on their way into the table while it cannot be written: none is forgotten, and the newest of a row stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.delivery import SendState
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from bot.workers.executor import DatabaseExecutor
from bot.workers.metrics import Metrics
from bot.workers.results import Results
from tests.workers.conftest import Engine

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Desk:
    """Results of the real sender's kind, three rows, and a table that can be away."""

    def __init__(self, engine: Engine, database: Database) -> None:
        self.database, self.done = database, list[int]()
        self.executor = DatabaseExecutor(database, 2)
        self.results = Results(self.executor, engine.app.delivery, lambda: NOW, Metrics(), self._written)
        with database.begin() as uow:
            self.rows = [uow.outbox.put(Outgoing(0, 9, Lane.NOTICE, content={"text": "x"}), now=NOW) for _ in range(3)]

    def _written(self, rows: Sequence[int], told: bool) -> None:
        self.done += rows

    def call(self, name: str) -> None:
        """The table is called something else."""
        with self.database.engine.begin() as connection:
            connection.execute(sa.text(name))

    def kept(self) -> list[tuple[str, bool]]:
        with self.database.engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT state, doubted FROM outbox ORDER BY id")).all()
        return [(row[0], bool(row[1])) for row in rows]


@pytest.fixture
async def desk(engine: Engine) -> AsyncIterator[Desk]:
    await engine.stop()
    database = Database(engine.settings.database)
    desk = Desk(engine, database)
    yield desk
    desk.executor.close()
    database.close()


async def _fails(desk: Desk, meanwhile: Callable[[], None]) -> None:
    """Write while the table is away; `meanwhile` happens while that goes on."""
    desk.call("ALTER TABLE outbox RENAME TO outbox_away")
    writing = asyncio.ensure_future(desk.results.write())
    await asyncio.sleep(0)
    meanwhile()
    with pytest.raises(sa.exc.SQLAlchemyError):
        await writing
    desk.call("ALTER TABLE outbox_away RENAME TO outbox")


async def test_what_comes_while_a_write_fails_is_written_with_the_rest(desk: Desk) -> None:
    first, second, third = desk.rows
    desk.results.settle(Settled(first, SendState.SENT, 1))
    desk.results.settle(Settled(third, SendState.PENDING, next_at=NOW + timedelta(minutes=1), doubted=True))

    def meanwhile() -> None:
        assert desk.results  # not idle: something is not in the table yet
        desk.results.settle(Settled(second, SendState.SENT, 2))
        desk.results.settle(Settled(third, SendState.SENT, 3))

    await _fails(desk, meanwhile)
    assert desk.results
    assert desk.done == []
    await desk.results.write()
    assert [state for state, _ in desk.kept()] == ["sent", "sent", "sent"]
    assert sorted(desk.done) == desk.rows
    assert not desk.results


async def test_that_a_row_may_have_arrived_is_not_forgotten_by_its_next_result(desk: Desk) -> None:
    first = desk.rows[0]
    desk.results.settle(Settled(first, SendState.PENDING, next_at=NOW, doubted=True))
    desk.results.settle(Settled(first, SendState.SENT, 1))
    await desk.results.write()
    assert desk.kept()[0] == ("sent", True)
