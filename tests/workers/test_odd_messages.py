"""What people send that is no answer: one kind line in a private chat, never six, and nothing where nobody asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator import groups, user_actions
from bot.simulator.files import Upload
from bot.simulator.world import Person
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

PLACE = {"latitude": 15.5, "longitude": 107.1, "live_period": 3600}
THINGS: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {"file_id": "s", "file_unique_id": "t"}},
    "live location": {"location": PLACE},
    "checklist": {"checklist": {"title": "x", "tasks": [{"id": 1, "text": "y"}]}},
    "story": {"story": {"chat": {"id": -100, "type": "channel", "title": "x"}, "id": 1}},
    "paid media": {"paid_media": {"star_count": 5, "paid_media": []}},
    "game": {"game": {"title": "x", "description": "y", "photo": []}},
    "poll": {"poll": {"id": "1", "question": "x", "options": []}},
    "giveaway": {"giveaway": {"chats": [], "winners_selection_date": 1, "winner_count": 1}},
    "what bots cannot see": {},
    "what comes next year": {"hologram": {"file_id": "h"}},
}
SERVICE = ("pinned_message", "new_chat_photo", "proximity_alert_triggered", "checklist_tasks_done")


async def met(engine: Engine, name: str = "Noy") -> Person:
    """Somebody to whom the bot has said hello."""
    somebody = engine.somebody(name)
    user_actions.start(engine.telegram.world, somebody)
    await engine.rest()
    return somebody


@pytest.mark.parametrize("thing", THINGS)
async def test_what_is_no_answer_gets_one_kind_line(engine: Engine, thing: str) -> None:
    world, noy = engine.telegram.world, await met(engine)
    before = len(engine.read(noy.id))
    sent = [user_actions.send_content(world, noy, world.chats[noy.id], THINGS[thing]) for _ in range(6)]
    for message in sent[-1:] * 6:
        moved = {"location": PLACE | {"latitude": 15.6}} if thing == "live location" else {}
        user_actions.edit_content(world, world.chats[noy.id], message["message_id"], moved)
    await engine.rest()
    assert len(engine.read(noy.id)[before:]) == 1


async def test_what_telegram_says_by_itself_gets_none(engine: Engine) -> None:
    world, noy = engine.telegram.world, await met(engine)
    before = engine.read(noy.id)
    for name in SERVICE:
        user_actions.send_content(world, noy, world.chats[noy.id], {name: {"x": 1}})
    await engine.rest()
    assert engine.read(noy.id) == before


async def test_an_edit_that_changes_nothing_says_nothing_and_a_change_is_said_once(engine: Engine) -> None:
    world, noy = engine.telegram.world, await met(engine)
    chat = world.chats[noy.id]
    text = user_actions.send_text(world, noy, chat, "water")
    (voice,) = user_actions.send_media(world, noy, chat, "voice", [Upload(b"OggS")], {})
    await engine.rest()
    before = engine.read(noy.id)
    for message in (text, voice) * 3:
        user_actions.edit_content(world, chat, message["message_id"], {"link_preview_options": {"url": "x"}})
    await engine.rest()
    assert engine.read(noy.id) == before
    for words in ("water now", "water now.", "water now"):
        user_actions.edit(world, noy, chat, text["message_id"], words)
    await engine.rest()
    assert len(engine.read(noy.id)) == len(before) + 1


async def test_in_a_channel_the_bot_says_nothing(engine: Engine) -> None:
    world, noy = engine.telegram.world, await met(engine)
    channel = groups.create_channel(world, noy, "ຂ່າວ")
    user_actions.send_text(world, noy, channel, "/plan@phaen_bot")
    await user_actions.tap(world, noy, channel, 1, "group_chat.hello")
    await engine.rest()
    assert engine.read(channel.id) == []


@pytest.mark.parametrize("private", [True, False])
async def test_a_command_for_another_bot_is_not_ours(engine: Engine, private: bool) -> None:
    world, noy = engine.telegram.world, await met(engine)
    group = groups.create(world, noy, "ກຸ່ມ")
    groups.add_bot(world, group, noy, admin=True)
    await engine.rest()
    chat = world.chats[noy.id] if private else group
    before = len(engine.read(chat.id))
    for words in ("/plan@another_bot", "/start@another_bot g-1"):
        user_actions.send_text(world, noy, chat, words)
    await engine.rest()
    told = engine.read(chat.id)[before:]
    assert len(told) == (2 if private else 0)
    assert all("@another_bot" in words for words in told)
    user_actions.send_text(world, noy, chat, "/PLAN@Phaen_Bot")
    await engine.rest()
    assert len(engine.read(chat.id)) == before + len(told) + 1
