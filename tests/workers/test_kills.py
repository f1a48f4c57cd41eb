"""kill -9 of the real process at random moments: every word is kept once, no announcement arrives twice."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.simulator import LocalTelegram, user_actions
from bot.simulator.world import Person
from bot.store.database import Database
from bot.workers.inbox import DEADLY
from tests import databases
from tests.process import Phaen, Proxy
from tests.workers.notebook import answered
from tests.workers.siege import HUMAN, Siege, read, somebody

pytestmark = pytest.mark.slow


async def test_one_process_is_killed_again_and_again(url: str, tmp_path: Path) -> None:
    siege = Siege(tmp_path, url, random.Random(3))
    try:
        await siege.start()
        await siege.rage()
        await siege.settle()
        siege.check()
    finally:
        await siege.stop()


async def test_an_update_that_kills_the_process_each_time_is_set_aside_and_others_are_answered(
    telegram: LocalTelegram, database: Database, url: str, tmp_path: Path
) -> None:
    phaen = Phaen(telegram.url, telegram.token, tmp_path, module="tests.workers.notebook", database_url=url)
    world = telegram.world
    bo, noy = somebody(telegram, "Bo"), somebody(telegram, "Noy")
    try:
        await phaen.start()
        await user_actions.tap(world, bo, world.chats[bo.id], 1, "test.killer")
        deaths = 0
        while not (code := _set_aside(database)):
            if phaen.dead:
                deaths += 1
                assert deaths <= DEADLY + 2
                await phaen.kill()
                await phaen.start()
            await asyncio.sleep(0.05)
        assert deaths > DEADLY
        await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.notebook")
        while not (read(telegram, noy) and any(code in text for text in read(telegram, bo))):
            await asyncio.sleep(0.05)
        assert read(telegram, noy) == ["last: -"]
        assert not phaen.dead
    finally:
        await phaen.kill()


def _set_aside(database: Database) -> str:
    """The code of the update that was set aside, "" while there is none."""
    with database.begin() as uow:
        return next((row.code for row in uow.inbox.aside()), "")


async def test_two_processes_on_postgresql_are_killed_in_turn(tmp_path: Path) -> None:
    siege = Siege(tmp_path, databases.migrated("postgresql", tmp_path), random.Random(4))
    async with Proxy() as proxy:
        try:
            await siege.start(proxy=proxy)
            await siege.rage()
            await siege.settle()
            siege.check()
        finally:
            await siege.stop()


async def test_whoever_answers_the_first_copy_of_a_page_has_answered_that_page(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    """The process dies when Telegram has shown the page and nobody has written that down; it is sent once more."""
    url = databases.migrated("sqlite", tmp_path)
    phaen = Phaen(telegram.url, telegram.token, tmp_path, module="tests.workers.notebook", database_url=url)
    world, noy = telegram.world, somebody(telegram, "Noy")
    chat = world.chats[noy.id]
    try:
        await phaen.start()
        await user_actions.tap(world, noy, chat, 1, "test.steps:0")
        await _sees(telegram, noy, "step 0")
        world.faults.update({"fail": [{"method": "sendMessage", "times": 1, "after_accept": True, "hang": 60}]})
        user_actions.send_text(world, noy, chat, "0")
        await _sees(telegram, noy, "step 1")
        await phaen.kill()
        await asyncio.sleep(HUMAN[0])
        user_actions.send_text(world, noy, chat, "1")
        await phaen.start()
        await _sees(telegram, noy, "step 2")
        database = Database(url)
        assert answered(database, noy.id) == ["0=0", "1=1"]
        database.close()
    finally:
        await phaen.kill()


async def _sees(telegram: LocalTelegram, person: Person, text: str) -> None:
    for _ in range(400):
        if text in read(telegram, person):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"no {text!r} in {read(telegram, person)}")
