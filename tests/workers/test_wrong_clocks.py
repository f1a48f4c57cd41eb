"""A machine whose clock is wrong: nothing timed is done, people are answered, administrators hear of it once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.ids import RoundId
from bot.domain.people import Role
from bot.services.rounds import outages
from bot.simulator import LocalTelegram, user_actions
from bot.store.database import Database
from tests.process import Phaen
from tests.story import Story
from tests.workers.test_processes import texts, until

pytestmark = pytest.mark.slow
YEAR = 370 * 86_400.0


class Machine:
    """A programme on a machine whose clock the test sets: a round until in two weeks, and an administrator."""

    def __init__(self, telegram: LocalTelegram, database: Database, url: str, folder: Path) -> None:
        self.telegram, self.database, self.file = telegram, database, folder / "clock"
        self.set(0)
        self.phaen = Phaen(
            *(telegram.url, telegram.token, folder), module="tests.workers.wrong_clock", database_url=url
        )
        self.story = story = Story(database)
        story.now = datetime.now(UTC)
        boss = story.known("Boss", language="en", roles=(Role.ADMIN, Role.STAFF))
        self.boss = boss.number
        telegram.world.add_person("Boss", person_id=boss.number).started = True
        self.round: RoundId = story.round()
        self.deadline = datetime.now(UTC).replace(microsecond=0) + timedelta(days=14)
        with database.begin() as uow:
            uow.rounds.change(self.round, deadline=self.deadline)
            outages.beat(uow, now=datetime.now(UTC))

    def set(self, seconds: float) -> None:
        """The machine's clock is off by so much from now on."""
        new = self.file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.file)

    def kept(self) -> datetime:
        """The round's last day."""
        with self.database.begin() as uow:
            found = uow.rounds.get(self.round)
        assert found is not None
        return found.deadline

    def alive(self) -> datetime:
        """The last sign of life."""
        with self.database.begin() as uow:
            return datetime.fromisoformat(uow.key_values.get(outages.ALIVE))

    def told(self, words: str) -> int:
        """How many messages with these words the administrator has."""
        return sum(words in text for text in texts(self.telegram, self.boss))


@pytest.fixture
async def machine(telegram: LocalTelegram, database: Database, url: str, tmp_path: Path) -> AsyncIterator[Machine]:
    machine = Machine(telegram, database, url, tmp_path)
    yield machine
    await machine.phaen.kill()


@pytest.mark.parametrize("off", [YEAR, -2_883 * 86_400.0])
async def test_a_clock_that_is_wrong_at_a_start_moves_nothing_and_is_told_once(machine: Machine, off: float) -> None:
    """A year ahead for some seconds, or a dead battery: no outage, no year of lost days, and people are answered."""
    machine.set(off)
    await machine.phaen.start()
    await until(lambda: machine.told("clock of the system's machine is wrong") == 1)
    world = machine.telegram.world
    user_actions.send_text(world, world.people[machine.boss], world.chats[machine.boss], "/rounds")
    await until(lambda: machine.told("Round") > 0)
    assert machine.kept() == machine.deadline
    machine.set(0)
    await until(lambda: machine.told("is right again") == 1)
    await until(lambda: abs(machine.alive() - datetime.now(UTC)) < timedelta(seconds=30))
    assert await machine.phaen.stop() == 0
    assert machine.kept() == machine.deadline
    assert machine.told("clock of the system's machine is wrong") == 1


async def test_reminders_wait_until_a_wrong_clock_is_right(machine: Machine) -> None:
    """What a clock of next year would have spent at once is still there for its day."""
    noy = machine.story.known("Noy", language="en")
    machine.telegram.world.add_person("Noy", person_id=noy.number).started = True
    due = datetime.now(UTC) + timedelta(days=30)
    with machine.database.begin() as uow:
        uow.lessons.subscribe(noy.me, due_at=due)
    await machine.phaen.start()
    machine.set(YEAR)
    await until(lambda: machine.told("clock of the system's machine is wrong") == 1)
    await asyncio.sleep(1)  # three looks of everything that is timed
    with machine.database.begin() as uow:
        assert uow.lessons.next_lesson_at() == due
    assert texts(machine.telegram, noy.number) == []


async def test_two_minutes_are_no_wrong_clock(machine: Machine) -> None:
    machine.set(100)
    await machine.phaen.start()
    before = machine.alive()
    await until(lambda: machine.alive() > before)
    machine.set(140)
    await until(lambda: machine.told("clock of the system's machine is wrong") == 1)
