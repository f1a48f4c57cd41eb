"""What Telegram asks of us and how it falls silent: no answer of it makes the bot deaf or mute for all."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.messenger import polling
from bot.simulator import user_actions
from bot.simulator.updates import Update
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane
from bot.workers import outbox
from tests.workers import notebook
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

DAY = 86_400


def fail(engine: Engine, *failures: dict[str, Any]) -> None:
    engine.telegram.world.faults.update({"fail": list(failures)})


async def until(seen: Any) -> None:
    for _ in range(300):
        if seen():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not come")


async def test_a_wait_of_a_day_for_updates_is_a_minute(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert polling.LONGEST <= 60
    monkeypatch.setattr(polling, "LONGEST", 0.1)
    world, noy = engine.telegram.world, engine.somebody("Noy")
    fail(engine, {"method": "getUpdates", "status": 429, "retry_after": DAY})
    user_actions.send_text(world, noy, world.chats[noy.id], "/start")
    user_actions.send_text(world, noy, world.chats[noy.id], "/start")
    await until(lambda: engine.read(noy.id))


async def test_three_chats_that_have_to_wait_a_day_keep_nobody_else_waiting(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outbox.LONGEST <= 60
    monkeypatch.setattr(outbox, "LONGEST", 0.2)
    slow, noy = [engine.somebody(f"S{number}") for number in range(3)], engine.somebody("Noy")
    fail(engine, {"method": "sendMessage", "status": 429, "retry_after": DAY, "times": 3})
    for person in slow:
        await engine.write(person.id, "later")
    engine.app.outbox.look()
    await until(lambda: not engine.telegram.world.faults.fail[0].times)
    await engine.write(noy.id, "now")
    engine.app.outbox.look()
    await until(lambda: engine.read(noy.id))
    assert [engine.read(person.id) for person in slow] == [[], [], []]
    assert sorted(await engine.states())[:3] == [("pending", "asked to wait")] * 3


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":false,"error_code":429,"description":"Too Many Requests"}',
        '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{}}',
        "<html>slow down</html>",
        "[]",
    ],
)
async def test_an_announcement_that_was_too_fast_is_sent_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr("bot.messenger.request.SLOWER", 1)
    noy = engine.somebody("Noy")
    fail(engine, {"method": "sendMessage", "status": 429, "body": body})
    await engine.write(noy.id, "to all", Lane.ANNOUNCEMENT)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(noy.id) == ["to all"]
    assert await engine.states() == [("sent", "")]


@pytest.mark.parametrize("status", [403, 404, 413, 418])
async def test_an_announcement_that_a_gateway_turned_away_is_sent_again(engine: Engine, status: int) -> None:
    noy = engine.somebody("Noy")
    fail(engine, {"method": "sendMessage", "status": status, "body": "<html>"})
    await engine.write(noy.id, "to all", Lane.ANNOUNCEMENT)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(noy.id) == ["to all"]


async def test_health_says_when_telegram_was_last_heard(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    health = engine.app.health
    assert (await health.state())["telegram_seconds"] < 60
    revoked = [{"method": method, "status": 401, "times": 10_000} for method in ("getUpdates", "*")]
    fail(engine, *revoked)
    user_actions.start(engine.telegram.world, engine.somebody("Noy"))  # ends the request that is open
    await until(lambda: engine.telegram.world.faults.fail[0].times < 10_000)
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + 1000)
    await engine.app.heartbeat.beat()
    state = await health.state()
    assert (state["healthy"], state["telegram"]) == (False, "not heard")
    assert 900 <= state["telegram_seconds"] <= 1100
    fail(engine)
    await engine.app.heartbeat.beat()
    assert (await health.state())["healthy"]


async def test_updates_that_cannot_be_stored_stop_nobody(engine: Engine) -> None:
    world, noy = engine.telegram.world, engine.somebody("Noy")
    await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.notebook")
    await engine.quiet()
    chat, author = world.chats[noy.id].api_object, noy.user
    odd = {"message_id": 2**70, "date": 0, "chat": chat, "from": author, "text": "x"}
    stranger = odd | {"message_id": 5, "chat": {"id": 2**70, "type": "private"}, "from": author | {"id": 2**70}}
    for message in (odd, stranger):
        world.updates.add("message", message, lane="odd")
    huge = Update(
        2**70, "message", odd | {"message_id": 6, "text": "late"}, "odd", world.updates.pending[-1].expires_at
    )
    world.updates.pending.append(huge)
    user_actions.send_text(world, noy, world.chats[noy.id], "half\ud83dof")
    user_actions.send_text(world, noy, world.chats[noy.id], "nothing\0here")
    user_actions.send_text(world, noy, world.chats[noy.id], "after")
    await until(lambda: "after" in notebook.written(engine.app.database, noy.id))
    world.updates.pending.remove(huge)
    await engine.rest()
    found = notebook.written(engine.app.database, noy.id)
    assert [word for word in found if word != "late"] == ["half\ufffdof", "nothing\ufffdhere", "after"]
    aside = await engine.app.executor.run(lambda uow: uow.inbox.aside())
    assert len(aside) == 2


async def test_what_no_database_takes_is_set_aside_and_the_rest_is_kept(engine: Engine) -> None:
    now = engine.app.clock.now()
    bad, lost = StoredUpdate(1, 7, 7, "\ud800", now), StoredUpdate(2**70, 7, 7, "{}", now)
    await engine.app.inbox.keep([bad, lost, StoredUpdate(2, 0, 0, '{"update_id":2}', now)])
    await engine.quiet()
    assert [row.update_id for row in await engine.app.executor.run(lambda uow: uow.inbox.aside())] == [1]
