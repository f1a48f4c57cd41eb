"""Somebody who sends much at once: everything is kept, and the answers to it are few."""

from __future__ import annotations

from bot.simulator import user_actions
from bot.simulator.files import Upload
from bot.workers.limits import Limits
from bot.workers.pace import Paces
from tests.simulator.helpers import png
from tests.workers import notebook
from tests.workers.conftest import Engine


async def test_ten_photos_of_an_album_draw_one_page(engine: Engine) -> None:
    world, noy = engine.telegram.world, engine.somebody("Noy")
    await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.notebook")
    await engine.rest()
    before = len(world.calls)
    user_actions.send_media(world, noy, world.chats[noy.id], "photo", [Upload(png())] * 10, {"caption": "field"})
    await engine.rest()
    calls = [call for call in list(world.calls)[before:] if call["method"] in ("sendMessage", "editMessageText")]
    assert [call["method"] for call in calls if call["ok"]] == ["sendMessage"]
    assert [call for call in calls if not call["ok"]] == []


async def test_what_is_behind_somebody_already_is_not_sent_after_her_for_hours(engine: Engine) -> None:
    world, noy, many = engine.telegram.world, engine.somebody("Noy"), 80
    await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.notebook")
    await engine.rest()
    engine.app.outbox.limits = Limits(0, 1, 20)
    engine.app.inbox.paces = Paces(0)  # nothing of it waits for its own sake
    for number in range(many):
        user_actions.send_text(world, noy, world.chats[noy.id], f"w{number}")
    await engine.rest()
    assert notebook.written(engine.app.database, noy.id) == [f"w{number}" for number in range(many)]
    assert engine.read(noy.id)[-1].endswith(f"last: w{many - 1}")
    assert len([call for call in world.calls if call["method"] == "sendMessage"]) < many / 5
    for number in range(many):
        user_actions.send_text(world, noy, world.chats[noy.id], f"/menu {number}")
    await engine.rest()
    assert len([call for call in world.calls if call["method"] == "sendMessage"]) < many / 4
