"""Ten thousand messages of one person at once: others are answered meanwhile, and what she has passed is not sent.

Only `make soak` (PHAEN_SOAK) runs it; the small one of the suite is `workers/test_many_messages.py`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.domain.delivery import SendState
from bot.simulator import LocalTelegram, user_actions
from bot.simulator.world import Person
from bot.store.database import Database
from tests.process import Phaen
from tests.workers import notebook
from tests.workers.test_processes import texts

MANY = 10_000
OTHERS = 5
ROUNDS = 3  # words of each of the others that are answered before the flood is through; in fact it is some dozens
BEHIND = 20  # replies that still leave for her when all that she sent is answered: seconds, not hours
MEMORY = 64 * 1024  # KB that the process may grow by
PATIENCE = 900  # seconds for what takes one or two minutes on a machine that does nothing else
pytestmark = pytest.mark.slow


async def test_a_flood_of_one_person_delays_nobody_else_and_is_not_answered_for_hours(
    telegram: LocalTelegram, url: str, tmp_path: Path
) -> None:
    world = telegram.world
    phaen = Phaen(
        telegram.url,
        telegram.token,
        tmp_path,
        module="tests.workers.notebook",
        database_url=url,
        limit_overall="30",
        limit_chat="1",
        messages_minute="0",  # the harder case: nothing of it waits for its own sake
    )
    await phaen.start()
    database = Database(url, reads=True)
    try:
        noy, *others = [await _opened(telegram, f"P{number}") for number in range(1 + OTHERS)]
        await _answered(telegram, noy, "-")
        before, words = _memory(phaen.pid), [f"w{number}" for number in range(MANY)]
        for word in words:
            user_actions.send_text(world, noy, world.chats[noy.id], word)
        rounds = 0
        while _waits(telegram, database):
            for one in others:
                user_actions.send_text(world, one, world.chats[one.id], f"r{rounds}")
            await asyncio.gather(*(_answered(telegram, one, f"r{rounds}") for one in others))
            rounds += bool(_waits(telegram, database))
        passed = _sent(database, noy)
        await _answered(telegram, noy, words[-1])
        sent = _sent(database, noy)
        peak = _memory(phaen.pid)
        print(f"{rounds} rounds of others meanwhile; {sent} replies to {MANY}; {(peak - before) / 1024:.0f} MB more")
        assert notebook.written(database, noy.id) == words
        assert rounds >= ROUNDS, "others waited until the flood was through"
        assert sent - passed <= BEHIND
        assert sent < MANY / 10
        assert peak - before < MEMORY
    finally:
        await phaen.kill()
        database.close()


async def _opened(telegram: LocalTelegram, name: str) -> Person:
    """Somebody with the notebook before them."""
    world = telegram.world
    person = world.add_person(name, language_code="lo")
    person.started = True
    await user_actions.tap(world, person, world.chats[person.id], 1, "test.notebook")
    return person


async def _answered(telegram: LocalTelegram, person: Person, word: str) -> None:
    """Until the newest page that somebody has says so."""
    for _ in range(PATIENCE * 20):
        if any(text.endswith(f"last: {word}") for text in texts(telegram, person.id)[-1:]):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{person.first_name} was not answered to {word}: {texts(telegram, person.id)[-3:]}")


def _sent(database: Database, person: Person) -> int:
    """How often Telegram was asked to show somebody something."""
    with database.begin() as uow:
        return sum(row.chat_id == person.id and row.state == SendState.SENT for row in uow.outbox.log(10 * MANY))


def _waits(telegram: LocalTelegram, database: Database) -> int:
    """How many updates are not answered yet."""
    with database.begin() as uow:
        return uow.inbox.waiting() + len(telegram.world.updates.pending)


def _memory(pid: int) -> int:
    """The most memory that a process ever took, in KB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
