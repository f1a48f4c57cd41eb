"""Updates: each chat in order, none lost, none applied twice, and one that fails stops nobody."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Html
from bot.simulator import user_actions
from bot.store.database import UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.workers import inbox
from tests.workers import notebook
from tests.workers.conftest import Engine


class Echo(Screen[str]):
    """A page that writes down what it is asked, in order."""

    name = "test.echo"
    args = ("word",)
    strangers = True

    def load(self, turn: Turn) -> str:
        name = f"log {turn.chat}"
        turn.uow.key_values.set(name, f"{turn.uow.key_values.get(name)} {turn.word('word')}".strip())
        return turn.word("word")

    def render(self, view: str, say: object) -> Message:
        return Message(Html(view))


async def log(engine: Engine, chat: int) -> list[str]:
    found = await engine.app.executor.run(lambda uow: uow.key_values.get(f"log {chat}"))
    return found.split()


async def press(engine: Engine, who: int, data: str) -> None:
    world = engine.telegram.world
    await user_actions.tap(world, world.people[who], world.chats[who], 1, data)


async def test_an_update_that_fails_twice_is_set_aside_and_the_chat_goes_on(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    user_actions.start(engine.telegram.world, noy)
    await engine.quiet()
    await press(engine, noy.id, notebook.Poison.name)
    await press(engine, noy.id, "test.echo:after")
    await engine.quiet()
    aside = await engine.app.executor.run(lambda uow: uow.inbox.aside())
    assert [row.error for row in aside] == ["ZeroDivisionError"]
    assert any(aside[0].code in text for text in engine.read(noy.id))
    assert await log(engine, noy.id) == ["after"]


async def test_an_update_that_was_set_aside_can_be_replayed(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    user_actions.start(engine.telegram.world, noy)
    await engine.quiet()
    await press(engine, noy.id, notebook.Poison.name)
    await engine.quiet()
    (row,) = await engine.app.executor.run(lambda uow: uow.inbox.aside())
    assert await engine.app.executor.run(lambda uow: uow.inbox.replay(row.code))
    assert not await engine.app.executor.run(lambda uow: uow.inbox.replay("NONE"))


async def test_chats_side_by_side_are_each_answered_in_order(engine: Engine) -> None:
    people = [engine.somebody(f"P{number}") for number in range(8)]
    updates = [
        _tap(10_000 + turn * 8 + index, person.id, f"test.echo:w{turn}")
        for turn in range(10)
        for index, person in enumerate(people)
    ]
    await engine.app.inbox.keep([StoredUpdate(*update, engine.app.clock.now()) for update in updates])
    await engine.quiet()
    for person in people:
        assert await log(engine, person.id) == [f"w{n}" for n in range(10)]


async def test_an_update_that_comes_again_is_applied_once(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    update = StoredUpdate(*_tap(77_000, noy.id, "test.echo:once"), engine.app.clock.now())
    await engine.app.inbox.keep([update])
    await engine.quiet()
    await engine.app.inbox.keep([update, update])
    await engine.quiet()
    assert await log(engine, noy.id) == ["once"]


async def test_updates_that_come_in_the_wrong_order_are_answered_in_theirs_and_a_late_one_still_is(
    engine: Engine,
) -> None:
    noy, now = engine.somebody("Noy"), engine.app.clock.now()
    await engine.stop()
    engine.app = type(engine.app)(engine.settings, engine.app.clock)
    updates = [StoredUpdate(*_tap(70_000 + number, noy.id, f"test.echo:w{number}"), now) for number in range(6)]
    shuffled = [updates[index] for index in (4, 1, 5, 3, 2)]
    await engine.app.executor.run(lambda uow: uow.inbox.add(shuffled))
    await engine.start()
    await engine.quiet()
    await engine.app.inbox.keep([updates[0]])
    await engine.quiet()
    assert await log(engine, noy.id) == ["w1", "w2", "w3", "w4", "w5", "w0"]


async def test_what_was_written_down_before_a_stop_is_answered_after_the_start(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    await engine.stop()
    engine.app = type(engine.app)(engine.settings, engine.app.clock)
    updates = [StoredUpdate(*_tap(88_000 + n, noy.id, f"test.echo:w{n}"), engine.app.clock.now()) for n in range(3)]
    await engine.app.executor.run(lambda uow: uow.inbox.add(updates))
    await engine.start()
    await engine.quiet()
    assert await log(engine, noy.id) == ["w0", "w1", "w2"]


async def test_a_flood_of_many_chats_waits_at_telegram_and_goes_on_when_there_is_room(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "FULL", 8)
    people, now = [engine.somebody(f"P{number}") for number in range(9)], engine.app.clock.now()
    await engine.stop()
    engine.app = type(engine.app)(engine.settings, engine.app.clock)
    await engine.app.start()
    *many, last = [StoredUpdate(*_tap(90_000 + n, one.id, "test.echo:w"), now) for n, one in enumerate(people)]
    await engine.app.inbox.keep(many)
    waits = asyncio.ensure_future(engine.app.inbox.keep([last]))
    for _ in range(10):
        await asyncio.sleep(0.02)
    assert await engine.app.executor.run(lambda uow: uow.inbox.waiting()) == len(many)
    await engine.go()
    await asyncio.wait_for(waits, 30)
    await engine.quiet()
    assert [await log(engine, one.id) for one in people] == [["w"]] * 9


async def test_an_update_during_which_the_process_died_is_set_aside_after_so_many_deaths(engine: Engine) -> None:
    """Each life finds it waiting once more; the fifth death is the last."""
    noy, now = engine.somebody("Noy"), engine.app.clock.now()
    for deaths in (inbox.DEADLY - 1, inbox.DEADLY):
        await engine.stop()
        engine.app = type(engine.app)(engine.settings, engine.app.clock)
        update = StoredUpdate(*_tap(95_000 + deaths, noy.id, f"test.echo:after{deaths}"), now)

        def died(uow: UnitOfWork, update: StoredUpdate = update, deaths: int = deaths) -> None:
            uow.inbox.add([update])
            for _ in range(deaths):
                uow.inbox.failed(update.id, "the process ended")

        await engine.app.executor.run(died)
        await engine.start()
        await engine.quiet()
    assert await log(engine, noy.id) == [f"after{inbox.DEADLY - 1}"]
    (aside,) = await engine.app.executor.run(lambda uow: uow.inbox.aside())
    assert any(aside.code in text for text in engine.read(noy.id))


def _tap(update: int, who: int, data: str) -> tuple[int, int, int, str]:
    """An update's number, chat, account and raw JSON, as Telegram sends a tap."""
    raw = (
        f'{{"update_id": {update}, "callback_query": {{"id": "{update}", "chat_instance": "1", "data": "{data}",'
        f' "from": {{"id": {who}, "is_bot": false, "first_name": "P"}},'
        f' "message": {{"message_id": 1, "date": 0, "chat": {{"id": {who}, "type": "private"}}}}}}}}'
    )
    return update, who, who, raw
