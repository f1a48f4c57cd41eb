"""What the network does to messages: nothing is lost, nothing that arrived for sure is sent again."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import ChatId
from bot.simulator import groups, user_actions
from bot.store.outbox import Lane
from tests.workers import notebook
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

WORDS = [f"w{number}" for number in range(6)]

STORMS: dict[str, list[dict[str, Any]]] = {
    "a gateway that fails": [{"method": "*", "status": 502, "times": 12}],
    "answers that get lost": [{"method": "sendMessage", "status": 502, "times": 4, "after_accept": True}],
    "connections cut before": [{"method": "sendMessage", "reset": True, "times": 6}],
    "connections cut after": [{"method": "sendMessage", "reset": True, "times": 3, "after_accept": True}],
    "asked to slow down": [{"method": "*", "status": 429, "times": 15, "retry_after": 1}],
}


@pytest.mark.parametrize("storm", STORMS)
async def test_in_a_storm_every_answer_is_kept_once_and_every_announcement_accounted_for(
    engine: Engine, storm: str
) -> None:
    world = engine.telegram.world
    people = [engine.somebody(name) for name in ("Noy", "Seng", "Mali")]
    for person in people:
        await user_actions.tap(world, person, world.chats[person.id], 1, "test.notebook")
    await engine.quiet()
    world.faults.update({"fail": STORMS[storm]})
    recipients = [engine.somebody(f"H{number}") for number in range(12)]
    for person in recipients:
        await engine.write(person.id, "to all", Lane.ANNOUNCEMENT)
    for word in WORDS:
        for person in people:
            user_actions.send_text(world, person, world.chats[person.id], word)
    await engine.rest()
    for person in people:
        assert notebook.written(engine.app.database, person.id) == WORDS
        assert engine.read(person.id)[-1] == f"last: {WORDS[-1]}"
    _account(engine, [person.id for person in recipients])


async def test_an_hour_without_network_costs_nothing_but_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour of every clock: tries become rarer; afterwards all leaves at once, in order, and each word once."""
    world, noy, seng = engine.telegram.world, engine.somebody("Noy"), engine.somebody("Seng")
    for person in (noy, seng):
        await user_actions.tap(world, person, world.chats[person.id], 1, "test.notebook")
    await engine.quiet()
    recipients = [engine.somebody(f"H{number}") for number in range(12)]
    begun, world.faults.offline = engine.app.clock.now(), True
    for number in range(30):
        await engine.write(noy.id, f"told {number}", Lane.NOTICE)
    engine.app.outbox.look()
    for word in WORDS:
        await engine.let_pass(600, monkeypatch)
        for person in (noy, seng):
            user_actions.send_text(world, person, world.chats[person.id], word)
        for person in recipients if word == WORDS[0] else ():
            await engine.write(person.id, "to all", Lane.ANNOUNCEMENT)
    (tried,) = {row.attempts for row in await engine.app.executor.run(lambda uow: uow.outbox.log()) if row.attempts}
    assert 10 <= tried <= 20  # only the first of a queue is tried: at growing pauses, then once in five minutes
    world.faults.offline = False
    await engine.rest()
    for person in (noy, seng):
        assert notebook.written(engine.app.database, person.id) == WORDS
        assert [text for text in engine.read(person.id) if text.startswith("last")][-1] == f"last: {WORDS[-1]}"
    assert [text for text in engine.read(noy.id) if text.startswith("told")] == [f"told {n}" for n in range(30)]
    assert [engine.read(person.id) for person in recipients] == [["to all"]] * len(recipients)
    assert {state for state, _ in await engine.states()} <= {"sent", "superseded"}
    (noted,) = await _noted(engine)
    assert abs(noted - begun) <= timedelta(minutes=2)  # a sign of life comes every half minute, and is one for another


async def _noted(engine: Engine) -> list[datetime]:
    """When outages began."""
    noted = await engine.app.executor.run(lambda uow: uow.audit.log())
    return [datetime.fromisoformat(row.subject.split()[1]) for row in noted if row.verb == "was away"]


async def test_updates_that_come_twice_are_applied_once(engine: Engine) -> None:
    world, noy = engine.telegram.world, engine.somebody("Noy")
    await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.notebook")
    await engine.quiet()
    world.updates.duplicates = 10
    for word in WORDS:
        user_actions.send_text(world, noy, world.chats[noy.id], word)
    await engine.rest()
    assert notebook.written(engine.app.database, noy.id) == WORDS


async def test_a_word_and_a_tap_of_one_person_at_the_same_time_are_both_done(engine: Engine) -> None:
    world, noy = engine.telegram.world, engine.somebody("Noy")
    chat = world.chats[noy.id]
    await user_actions.tap(world, noy, chat, 1, "test.notebook")
    await engine.quiet()
    for word in WORDS:
        tapping = asyncio.create_task(user_actions.tap(world, noy, chat, 1, "test.notebook"))
        user_actions.send_text(world, noy, chat, word)
        await tapping
    await engine.rest()
    assert notebook.written(engine.app.database, noy.id) == WORDS


async def test_a_group_that_became_a_supergroup_gets_what_waited_for_it_in_order(engine: Engine) -> None:
    world, noy = engine.telegram.world, engine.somebody("Noy")
    group = groups.create(world, noy, "ກຸ່ມ", with_bot=True)
    await engine.quiet()
    new = groups.upgrade(world, group, by=noy)
    await engine.rest()
    before = len(engine.read(new.id))
    for number in range(5):
        await engine.write(ChatId(group.id), f"told {number}", Lane.NOTICE)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(new.id)[before:] == [f"told {number}" for number in range(5)]


async def test_an_edit_in_another_lane_waits_for_the_message_that_it_edits(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    engine.telegram.world.faults.update({"fail": [{"method": "sendMessage", "status": 502, "times": 1}]})
    row = await engine.write(noy.id, "question", Lane.NOTICE)
    await engine.write(noy.id, "answered", Lane.REPLY, method="edit", edits=row)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(noy.id) == ["answered"]


def _account(engine: Engine, recipients: list[int]) -> None:
    """Sent rows arrived exactly once, unsure ones at most once, and there is no other end."""
    with engine.app.database.begin() as uow:
        rows = {row.chat_id: row.state for row in uow.outbox.log() if row.chat_id in recipients}
    arrived = Counter({chat: len(engine.read(chat)) for chat in recipients})
    assert len(rows) == len(recipients)
    assert set(rows.values()) <= {"sent", "unsure"}
    assert all(arrived[chat] == 1 for chat, state in rows.items() if state == "sent")
    assert all(arrived[chat] <= 1 for chat in recipients)
