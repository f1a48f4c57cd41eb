"""Who sends more than people do waits, nothing of it is lost, and nobody else waits."""

from __future__ import annotations

import time

from bot.simulator import user_actions
from bot.workers.pace import KNOWN, Paces
from tests.workers import notebook
from tests.workers.conftest import Engine


def test_so_many_a_minute_and_then_evenly() -> None:
    paces = Paces(60)
    assert [paces.wait(5, 100.0) for _ in range(60)] == [0.0] * 60
    assert paces.wait(5, 100.0) == 1.0
    assert paces.wait(6, 100.0) == 0.0  # somebody else
    assert paces.wait(5, 100.5) == 0.5
    assert paces.wait(5, 101.0) == 0.0
    assert paces.wait(5, 101.0) == 1.0
    assert [paces.wait(5, 1000.0) for _ in range(61)] == [0.0] * 60 + [1.0]


def test_a_group_and_no_limit_have_none() -> None:
    assert {Paces(1).wait(-5, 1.0) for _ in range(9)} == {0.0}
    paces = Paces(0)
    assert {paces.wait(5, 1.0) for _ in range(9)} == {0.0}
    assert not paces.tells(5, 1.0)


def test_somebody_is_told_once_an_hour() -> None:
    paces = Paces(1)
    for at, told in ((0.0, True), (1.0, False), (3599.0, False), (3601.0, True)):
        paces.wait(5, at)
        assert paces.tells(5, at) is told


def test_memory_is_bounded() -> None:
    paces = Paces(1)
    for chat in range(1, KNOWN + 100):
        paces.wait(chat, 0.0)
    assert len(paces._known) == KNOWN


async def test_a_flood_waits_and_is_kept_while_another_person_is_answered(engine: Engine) -> None:
    world, noy, seng = engine.telegram.world, engine.somebody("Noy"), engine.somebody("Seng")
    for one in (noy, seng):
        await user_actions.tap(world, one, world.chats[one.id], 1, "test.notebook")
    await engine.rest()
    engine.app.inbox.paces = Paces(6_000)  # a hundred a second: the test does not wait for minutes
    engine.app.inbox.paces.wait(noy.id, time.monotonic())
    engine.app.inbox.paces._known[noy.id].left = -20.0
    words = [f"w{number}" for number in range(30)]
    for word in words:
        user_actions.send_text(world, noy, world.chats[noy.id], word)
    user_actions.send_text(world, seng, world.chats[seng.id], "hello")
    await engine.rest()
    assert notebook.written(engine.app.database, noy.id) == words
    assert notebook.written(engine.app.database, seng.id) == ["hello"]
    told = [text for text in engine.read(noy.id) if "Many messages came at once" in text or "ຂໍ້ຄວາມມາພ້ອມກັນ" in text]
    assert len(told) == 1
    assert not [text for text in engine.read(seng.id) if "ຂໍ້ຄວາມມາພ້ອມກັນ" in text or "Many messages" in text]
