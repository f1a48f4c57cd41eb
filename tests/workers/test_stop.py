"""While an administrator holds what leaves: nothing reaches anybody else, and a restart changes nothing of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.simulator import LocalTelegram, user_actions
from bot.store.database import Database
from bot.store.outbox import Lane
from tests import databases
from tests.process import Phaen, Proxy, free_port
from tests.workers.conftest import Engine
from tests.workers.test_confidential import says, settled, taps

pytestmark = pytest.mark.slow


async def true(found: Callable[[], bool]) -> None:
    for _ in range(300):
        if found():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen in time")


def more_than(read: Callable[[int], list[str]], chat: int, n: int) -> bool:
    return len(read(chat)) > n


def waiting(database: Database) -> int:
    with database.begin() as uow:
        return sum(row.state == "pending" for row in uow.outbox.log())


async def press(engine: Engine, who: int, label: str) -> None:
    """Tap a button of the newest page that has it, and wait until another page is shown."""
    world = engine.telegram.world
    chat = world.chats[who]
    found = [
        (number, button["callback_data"])
        for number, message in chat.messages.items()
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if label in button["text"]
    ]
    before = str(chat.messages)
    await user_actions.tap(world, world.people[who], chat, *max(found))
    await true(lambda: str(chat.messages) != before)


async def say_and_wait(engine: Engine, who: int, words: str) -> None:
    world = engine.telegram.world
    before = len(engine.read(who))
    user_actions.send_text(world, world.people[who], world.chats[who], words)
    await true(lambda: len(engine.read(who)) > before)


async def held(engine: Engine) -> tuple[int, int]:
    """Noy's chat and the administrator's, who has pressed the button."""
    noy, admin = await settled(engine)
    await says(engine, admin, "/hold")
    await taps(engine, admin, "Hold all")
    return noy.id, admin.id


async def waits(engine: Engine, n: int) -> None:
    """Until so many rows wait and nothing else moves."""
    for _ in range(300):
        states = [state for state, _ in await engine.states()]
        if states.count("pending") == n and "sending" not in states:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{states.count('pending')} rows wait, not {n}")


async def test_nothing_leaves_but_what_answers_the_administrator(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        noy, admin = await held(engine)
    assert "an administrator holds what leaves" in caplog.text
    for number in range(600):  # more than a window of a lane
        await engine.write(noy, f"answer {number}")
    for lane in (Lane.NOTICE, Lane.ANNOUNCEMENT):
        await engine.write(noy, f"in lane {lane}", lane)
    engine.app.outbox.look()
    await say_and_wait(engine, admin, "/hold")
    assert "Announcements: 1" in engine.read(admin)[-1]
    assert "Answers to what people write: 600" in engine.read(admin)[-1]
    assert engine.read(noy) == []
    await waits(engine, 602)


async def test_what_was_dropped_stays_away_after_a_restart_and_the_rest_leaves_in_order(engine: Engine) -> None:
    noy, admin = await held(engine)
    for lane, words in ((Lane.NOTICE, "notice"), (Lane.ANNOUNCEMENT, "announcement"), (Lane.REPLY, "answer")):
        await engine.write(noy, words, lane)
    await engine.write(noy, "second answer")
    await engine.stop()
    engine = Engine(engine.telegram, engine.settings)
    await engine.start()
    try:
        await waits(engine, 4)
        assert engine.read(noy) == []
        await say_and_wait(engine, admin, "/hold")
        for label in ("Announcements", "🗑 Drop them", "Let all go"):
            await press(engine, admin, label)
        await engine.rest()
        found = engine.read(noy)
        assert sorted(found) == ["answer", "notice", "second answer"]
        assert found.index("answer") < found.index("second answer")
        assert ("superseded", "dropped") in await engine.states()
    finally:
        await engine.stop()


async def test_an_answer_given_while_pages_are_held_is_no_answer_to_a_page_that_nobody_has_seen(
    engine: Engine,
) -> None:
    noy, admin = await settled(engine)
    await says(engine, noy, "/settings")
    await taps(engine, noy, "About me")
    await taps(engine, noy, "Change the name")
    await says(engine, admin, "/hold")
    await taps(engine, admin, "Hold all")
    telegram = engine.telegram.world
    chat = telegram.chats[noy.id]
    user_actions.send_text(telegram, noy, chat, "/search coffee")  # its page waits
    await waits(engine, 1)
    engine.clock.ahead += timedelta(minutes=10)  # longer than a living sender leaves a reply untried
    user_actions.send_text(telegram, noy, chat, "Noy Keo")
    await waits(engine, 2)
    found = await engine.app.executor.run(lambda uow: uow.people.names())
    assert "Noy Keo" in {name for _, name in found}


async def test_two_processes_obey_one_button(telegram: LocalTelegram, tmp_path: Path) -> None:
    """The one that answers the administrator need not be the one that sends."""
    url, ports = databases.migrated("postgresql", tmp_path), [free_port(), free_port()]
    async with Proxy(*ports) as proxy:
        more = {"database_url": url, "webhook_url": f"{proxy.url}/telegram", "admins": "71"}
        bots = [Phaen(telegram.url, telegram.token, tmp_path, listen=f"127.0.0.1:{port}", **more) for port in ports]
        database = Database(url)
        try:
            for bot in bots:
                await bot.start()
            with database.begin() as uow:
                now = datetime.now(UTC)
                person = uow.people.add(now=now, name="Mali", language="en", listens=False, consented_at=now)
                uow.people.account(AccountId(71), now=now)
                uow.people.speak_as(AccountId(71), person)
                uow.people.put_role(person, Role.ADMIN, "confirmed", now=now)
            mali = telegram.world.add_person("Mali", language_code="en", person_id=71)
            noy = telegram.world.add_person("Noy", language_code="en")
            mali.started = noy.started = True
            chat = telegram.world.chats[71]

            def read(number: int) -> list[str]:
                messages = telegram.world.chats[number].messages.values()
                return [one["text"] for one in messages if one["from"]["is_bot"] and "text" in one]

            for n in (1, 2):  # one reaches each process
                user_actions.send_text(telegram.world, mali, chat, "/hold")
                await true(partial(more_than, read, 71, n - 1))
            number = max(chat.messages)
            await user_actions.tap(telegram.world, mali, chat, number, "stop.page!hold")
            await true(lambda: "held since" in read(71)[-1])
            user_actions.send_text(telegram.world, noy, telegram.world.chats[noy.id], "/start")
            user_actions.send_text(telegram.world, noy, telegram.world.chats[noy.id], "/start")
            await true(lambda: waiting(database) >= 1)
            assert read(noy.id) == []
            await user_actions.tap(telegram.world, mali, chat, number, "stop.page!go")
            await true(lambda: len(read(noy.id)) >= 1)
        finally:
            for bot in bots:
                await bot.kill()
            database.close()
