"""What comes by itself, from the real process: also where that process is not, or not yet, the one that sends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.people import Role
from bot.domain.reminders import CheckInAnswer, Help
from bot.simulator import LocalTelegram
from bot.store import locks
from bot.store.database import Database
from bot.store.election import Election
from tests.follow_up import action, approved
from tests.process import Phaen
from tests.story import Someone, Story
from tests.workers.monday import MORNING, Monday
from tests.workers.test_processes import texts, until

HOUR = timedelta(hours=1)


@contextmanager
def somebody_sends(database: Database) -> Iterator[None]:
    """Another process is the sender, for as long as this lasts; SQLite has no other processes."""
    if database.sqlite:
        yield
        return
    election = Election(database.url)
    assert election.won()
    try:
        yield
    finally:
        election.close()


def due(story: Story) -> list[Someone]:
    """Who hears something this Monday at ten: of an action, a lesson that rests, the day's lesson, a help request."""
    noy, seng, dao, mali = (story.known(name, language="en") for name in ("Noy", "Seng", "Dao", "Mali"))
    plan = approved(story, story.group(noy))
    key = action(story, plan, MORNING.date(), noy)
    with story.database.begin() as uow:
        uow.people.put_role(mali.me, Role.STAFF, "confirmed", now=story.now)
        uow.reminders.plan(key, MORNING.date(), [(0, MORNING - HOUR)])
        uow.lessons.put(seng.me, "costs", 2, now=MORNING - timedelta(days=3, hours=1))
        uow.lessons.subscribe(dao.me, due_at=MORNING - HOUR)
        request = uow.reminders.check_in(
            key, noy.me, CheckInAnswer.HELP, now=MORNING - timedelta(days=5), help=Help.MONEY
        )
        uow.help_requests.add(request, next_at=MORNING - HOUR)
    return [noy, seng, dao, mali]


def waiting(database: Database) -> set[int]:
    """The chats for which something has been written that is not sent yet."""
    with database.begin() as uow:
        return {row.chat for row in uow.outbox.due(now=MORNING + HOUR, limit=100)}


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    """A Telegram where it is that Monday as well."""
    telegram = LocalTelegram(clock=Monday())
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.mark.slow
async def test_what_is_due_comes_whoever_is_the_sender(
    telegram: LocalTelegram, database: Database, url: str, tmp_path: Path
) -> None:
    """A reminder, a nudge, the day's lesson, a help request that stands still."""
    people = due(Story(database))
    for someone in people:
        telegram.world.add_person(someone.name, person_id=someone.number).started = True
    phaen = Phaen(telegram.url, telegram.token, tmp_path, module="tests.workers.monday", database_url=url)
    try:
        with somebody_sends(database):
            await phaen.start()
            if not database.sqlite:
                await until(lambda: waiting(database) >= {someone.number for someone in people})
        await until(lambda: all(texts(telegram, someone.number) for someone in people))
    finally:
        await phaen.kill()
    assert "ຊື້ແນວພັນ" in "\n".join(texts(telegram, people[0].number))


async def test_a_lock_that_somebody_keeps_is_told_in_the_log(
    url: str, database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever is refused goes on with something else; without a line nobody would learn why nothing comes."""
    if database.sqlite:
        return
    monkeypatch.setattr(locks, "LASTS", 0.0)
    with database.begin() as one:
        assert one.reminders.try_lock()
        assert one.inbox.lock_chat(-5_000_000_000)
        with database.begin() as other:
            assert not other.reminders.try_lock()
            assert not other.inbox.lock_chat(-5_000_000_000)
            assert other.inbox.lock_chat(5)
            pid = one.connection.execute(sa.text("SELECT pg_backend_pid()")).scalar()
    told = [record.getMessage() for record in caplog.records if record.name == locks.__name__]
    assert [line.rpartition(" for ")[0] for line in told] == [
        f"the lock of reminding has been held by process {pid} of PostgreSQL",
        f"the lock of a chat has been held by process {pid} of PostgreSQL",
    ]
