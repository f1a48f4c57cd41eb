"""What waits is read in its order, and where not all of it is read, what waits longest: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.delivery import SendState
from bot.store.attempts import Settled
from bot.store.database import Database, UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane, Outgoing

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def come(uow: UnitOfWork, *updates: tuple[int, int]) -> None:
    """Updates of (number, chat)."""
    uow.inbox.add([StoredUpdate(number, chat, chat, "{}", NOW) for number, chat in updates])


def test_the_chat_that_waits_longest_is_answered_first(database: Database) -> None:
    with database.begin() as uow:
        come(uow, (7, 3), (2, 9), (9, 9), (5, 6), (3, 1))
        assert uow.inbox.chats(limit=99) == [9, 1, 6, 3]
        assert uow.inbox.chats(limit=2) == [9, 1]
        assert uow.inbox.take(9) == uow.inbox.lately(9, before=99, limit=1)[0]
        assert uow.inbox.chats(limit=99) == [1, 6, 3, 9]


def test_a_chats_updates_are_taken_by_number_and_looked_back_at_from_the_newest(database: Database) -> None:
    with database.begin() as uow:
        come(uow, (4, 1), (2, 1), (8, 1), (6, 1), (5, 2))
        taken = [update.id for _ in range(4) if (update := uow.inbox.take(1))]
        assert taken == [2, 4, 6, 8]
        assert uow.inbox.take(1) is None
        assert [update.id for update in uow.inbox.lately(1, before=8, limit=2)] == [6, 4]


def test_what_was_set_aside_and_is_put_back_has_all_its_tries_again(database: Database) -> None:
    with database.begin() as uow:
        come(uow, (4, 1))
        assert [uow.inbox.failed(4, "ValueError") for _ in range(2)] == [1, 2]
        uow.inbox.set_aside(4, "C0DE")
        assert uow.inbox.take(1) is None
        assert uow.inbox.replay("C0DE")
        assert not uow.inbox.replay("C0DE")
        found = uow.inbox.head(1)
        assert found is not None
        assert (found.id, found.attempts) == (4, 0)


def test_rows_are_read_by_lane_and_age_and_the_oldest_where_there_are_many(database: Database) -> None:
    with database.begin() as uow:
        lanes = (Lane.ANNOUNCEMENT, Lane.NOTICE, Lane.REPLY, Lane.NOTICE, Lane.REPLY)
        rows = [uow.outbox.put(Outgoing(0, 9 - n, lane, content={}), now=NOW) for n, lane in enumerate(lanes)]
        first, second, third, fourth, fifth = rows
        assert [row.id for row in uow.outbox.due(now=NOW, limit=99)] == [third, fifth, second, fourth, first]
        assert [row.id for row in uow.outbox.due(now=NOW, limit=3)] == [third, fifth, second]
        assert uow.outbox.due(now=NOW - MINUTE, limit=99) == []
        assert [row.id for row in uow.outbox.pending(Lane.NOTICE, limit=1)] == [second]
        assert [row.id for row in uow.outbox.pending(Lane.NOTICE, limit=9, without=[8])] == [fourth]
        uow.attempts.settle([Settled(third, SendState.SENT, 1)], now=NOW)
        assert [row.id for row in uow.outbox.pending(Lane.REPLY, limit=9)] == [fifth]


def test_the_job_whose_time_came_first_is_done_first(database: Database) -> None:
    with database.begin() as uow:
        for number, minutes in enumerate((3, 1, 2, 9)):
            uow.jobs.add("dig", now=NOW + minutes * MINUTE, key=str(number), hole=number)
        found = []
        while job := uow.jobs.take(now=NOW + 3 * MINUTE):
            found.append(job.args["hole"])
            uow.jobs.done(job.id)
        assert found == [1, 2, 0]
        assert uow.jobs.waiting(now=NOW + 9 * MINUTE) == 1
