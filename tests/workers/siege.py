"""People who write while Phaen's processes are killed, and the account of what came of it."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.simulator import LocalTelegram, user_actions
from bot.simulator.world import Person
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from bot.workers.outbox import CLAIMED
from tests.process import Phaen, Proxy, free_port
from tests.workers.notebook import answered, written

KILLS = int(os.environ.get("PHAEN_KILLS", "6"))
WRITERS, WALKERS, RECIPIENTS = 8, 24, 400
HUMAN = (2.6, 3.4)  # seconds in which a walker reads a step and answers it with its number
ALIVE = (0.05, 4.0)  # seconds for which a process may work: in between somebody answers
PACE = 60  # messages a second: slow enough that the announcement lasts through several kills
IN_FLIGHT = 8  # calls that PACE and the network's delay keep open at a time, generously


class Siege:
    """A local Telegram, the processes on it, people who write, and an announcement to others."""

    def __init__(self, folder: Path, database_url: str, chance: random.Random) -> None:
        self.telegram = LocalTelegram(folder=folder / "telegram")
        self.folder, self.url, self.chance = folder, database_url, chance
        self.database = Database(database_url)
        self.said: dict[int, list[str]] = {}
        self.walked: dict[int, list[str]] = {}
        self.kills = 0
        self.processes: list[Phaen] = []

    async def start(self, *, proxy: Proxy | None = None) -> None:
        """One process that polls, or two behind a proxy."""
        address = await self.telegram.start()
        self.telegram.world.webhook.first_backoff = 0.1
        shared = {"database_url": self.url, "limit_overall": str(PACE)}
        for _ in range(2 if proxy else 1):
            settings = shared
            if proxy:
                port = free_port()
                proxy.ports.append(port)
                settings = shared | {"listen": f"127.0.0.1:{port}", "webhook_url": f"{proxy.url}/telegram"}
            self.processes.append(
                Phaen(address, self.telegram.token, self.folder, module="tests.workers.notebook", **settings)
            )
        for process in self.processes:
            await process.start()
        self.telegram.world.faults.delay_ms = 20

    async def stop(self) -> None:
        for process in self.processes:
            await process.kill()
        await self.telegram.stop()
        self.database.close()

    async def rage(self) -> None:
        """Everybody writes and an announcement leaves, while processes are killed at random moments."""
        world = self.telegram.world
        self.writers = [somebody(self.telegram, f"W{number}") for number in range(WRITERS)]
        self.recipients = [somebody(self.telegram, f"H{number}") for number in range(RECIPIENTS)]
        for person in self.writers:
            self.said[person.id] = []
            await _open(self.telegram, person)
        for number in range(WALKERS):
            walker = somebody(self.telegram, f"S{number}")
            self.walked[walker.id] = []
            await user_actions.tap(world, walker, world.chats[walker.id], 1, "test.steps:0")
        self._announce()
        talk = asyncio.gather(self._talk(), *(self._walk(world.people[walker]) for walker in self.walked))
        for _ in range(KILLS):
            await asyncio.sleep(self.chance.uniform(*ALIVE))
            process = self.processes[self.kills % len(self.processes)]
            await process.kill()
            self.kills += 1
            await process.start()
        talk.cancel()
        await asyncio.gather(talk, return_exceptions=True)
        for person in self.writers:  # one word that nothing interrupts
            self._say(person)
        assert not world.unknown_methods

    async def settle(self, patience: float = 60) -> None:
        """Wait until nothing waits, at Telegram or in the database – as long as it becomes less, in seconds."""
        least, still = sys.maxsize, 0.0
        while still < patience:
            await asyncio.sleep(0.1)
            with self.database.begin() as uow:
                rows = uow.outbox.counts()
                left = uow.inbox.waiting() + sum(rows[key] for key in rows if key[1] != "unsure")
            left += len(self.telegram.world.updates.pending)
            if not left:
                return
            still = 0.0 if left < least else still + 0.1
            least = min(least, left)
        lines = "\n".join(line for process in self.processes for line in process.output[-20:])
        raise AssertionError(f"{left} still waiting, rows {rows}\n{lines}")

    # The account -----------------------------------------------------------------------------------------------------
    def check(self) -> None:
        """Every word once and in order, every answer under the step that its writer had before her eyes; every
        announcement row sent, refused or unsure; none arrived twice."""
        assert sum(map(len, self.walked.values())) > WALKERS, "the walkers did not get far"
        stands = {chat: answered(self.database, chat) for chat in self.walked}
        wrong = {chat: (stands[chat], told) for chat, told in self.walked.items() if stands[chat] != told}
        lost = {chat: told for chat, told in self.walked.items() if _said(stands[chat]) != _said(told)}
        assert not lost, lost
        # Of two processes the one that lives on may write down later than a walker reads that a page has left.
        assert len(wrong) < len(self.processes), wrong
        for person in self.writers:
            assert written(self.database, person.id) == self.said[person.id]
            assert read(self.telegram, person)[-1] == f"last: {self.said[person.id][-1]}"
        with self.database.begin() as uow:
            chats = {person.id for person in self.recipients}
            rows = {row.chat_id: row.state for row in uow.outbox.log(limit=100_000) if row.chat_id in chats}
        arrived = Counter({person.id: len(read(self.telegram, person)) for person in self.recipients})
        assert set(rows) == {person.id for person in self.recipients}
        assert set(rows.values()) <= {"sent", "unsure"}
        assert {arrived[chat] for chat, state in rows.items() if state == "sent"} == {1}
        assert max(arrived.values()) == 1
        unsure = sum(state == "unsure" for state in rows.values())
        assert unsure <= self.kills * (PACE // 10 + IN_FLIGHT) <= self.kills * (CLAIMED + IN_FLIGHT)

    def _announce(self) -> None:
        rows = [
            Outgoing(0, person.id, Lane.ANNOUNCEMENT, content={"text": "to all"}, key=f"to all {person.id}")
            for person in self.recipients
        ]
        with self.database.begin() as uow:
            uow.outbox.put_many(rows, now=datetime.now(UTC))

    async def _talk(self) -> None:
        while True:
            self._say(self.chance.choice(self.writers))
            await asyncio.sleep(self.chance.uniform(0.01, 0.06))

    async def _walk(self, person: Person) -> None:
        """Answer each step that is seen with its number, once however often the page comes."""
        while True:
            steps = [text for text in read(self.telegram, person) if text.startswith("step ")]
            number = len(self.walked[person.id])
            if steps and steps[-1] == f"step {number}":
                await asyncio.sleep(self.chance.uniform(*HUMAN))
                self.walked[person.id].append(f"{number}={number}")
                world = self.telegram.world
                user_actions.send_text(world, person, world.chats[person.id], str(number))
            await asyncio.sleep(0.05)

    def _say(self, person: Person) -> None:
        word = f"{person.first_name}-{len(self.said[person.id])}"
        self.said[person.id].append(word)
        user_actions.send_text(self.telegram.world, person, self.telegram.world.chats[person.id], word)


def _said(answers: list[str]) -> list[str]:
    """What was answered, whatever step it stands under."""
    return [one.partition("=")[2] for one in answers]


def somebody(telegram: LocalTelegram, name: str) -> Person:
    """Somebody who has opened the chat with the bot."""
    person = telegram.world.add_person(name, language_code="lo")
    person.started = True
    return person


async def _open(telegram: LocalTelegram, person: Person) -> None:
    """Open the notebook and wait until its page is there: what is written before belongs to no question."""
    chat = telegram.world.chats[person.id]
    await user_actions.tap(telegram.world, person, chat, 1, "test.notebook")
    for _ in range(100):
        if any(text.startswith("last:") for text in read(telegram, person)):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the notebook does not open")


def read(telegram: LocalTelegram, person: Person) -> list[str]:
    """What the bot wrote to somebody, in order."""
    messages = telegram.world.chats[person.id].messages.values()
    return [message["text"] for message in messages if message["from"]["is_bot"] and "text" in message]
