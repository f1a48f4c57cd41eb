"""The fixture data of rules.yaml: people in every relation to the bot, messages and files of every kind."""

from __future__ import annotations

import time
from typing import Any

from bot.simulator import LocalTelegram, groups, user_actions
from bot.simulator.files import Upload
from bot.simulator.methods.callbacks import ANSWER_TIMEOUT
from bot.simulator.world import Callback
from tests.simulator.helpers import BareBot, StillClock, png

MEGABYTE = 1024 * 1024

BIG = b"x" * (20 * MEGABYTE + 1)  # one for all: aiohttp remembers a thousand applications, and what is in them


async def things(telegram: LocalTelegram, bot: BareBot, clock: StillClock) -> dict[str, Any]:
    """The value of each $name in rules.yaml."""
    people = _people(telegram)
    noy = people["noy"]
    old = await bot.get("sendMessage", chat_id=noy, text="An old one")
    clock.skip(hours=48, seconds=1)
    messages = await _messages(telegram, bot, noy)
    return (
        people
        | messages
        | _groups(telegram, noy)
        | _queries(telegram, noy)
        | _many(messages["photo_file"])
        | {"old": old["message_id"]}
    )


def _people(telegram: LocalTelegram) -> dict[str, Any]:
    world = telegram.world
    noy, seng, kham, bo = (world.add_person(name) for name in ("Noy", "Seng", "Dr. Kham", "Bo"))
    for person in (noy, seng, kham):
        user_actions.start(world, person)
    groups.set_blocked(world, seng, blocked=True)
    kham.deactivated = True
    return {"noy": noy.id, "seng": seng.id, "kham": kham.id, "bo": bo.id}


async def _messages(telegram: LocalTelegram, bot: BareBot, noy: int) -> dict[str, Any]:
    world = telegram.world
    text = await bot.get("sendMessage", chat_id=noy, text="Hello")
    gone = await bot.get("sendMessage", chat_id=noy, text="Gone soon")
    await bot.get("deleteMessage", chat_id=noy, message_id=gone["message_id"])
    photo = (await bot.upload("sendPhoto", {"photo": ("a.png", png())}, chat_id=noy))["result"]
    voice = (await bot.upload("sendVoice", {"voice": ("a.oga", b"OggS voice")}, chat_id=noy))["result"]
    theirs = user_actions.send_text(world, world.people[noy], world.chats[noy], "I wrote this")
    big = world.files.store("document", Upload(BIG, "big.pdf"), {})
    ids = {"text": text, "gone": gone, "photo": photo, "voice": voice, "theirs": theirs}
    files = {"photo_file": photo["photo"][-1]["file_id"], "big_file": big["file_id"]}
    files["voice_file"] = voice["voice"]["file_id"]
    return {name: message["message_id"] for name, message in ids.items()} | files


def _groups(telegram: LocalTelegram, noy: int) -> dict[str, Any]:
    world = telegram.world
    creator = world.people[noy]
    group, kicked, upgraded = (groups.create(world, creator, name, with_bot=True) for name in ("A", "B", "C"))
    strange = groups.create(world, creator, "D", supergroup=True)
    locked = groups.create(world, creator, "E", with_bot=True)
    groups.deny(locked, "text", "photo")
    groups.remove_bot(world, kicked, creator)
    groups.upgrade(world, upgraded, creator)
    forum = groups.create(world, creator, "F", supergroup=True, with_bot=True)
    topic, closed = (groups.open_topic(world, forum, creator, name) for name in ("Pigs", "Old"))
    groups.close_topic(forum, closed)
    topics = {"forum": forum.id, "topic": topic, "closed_topic": closed}
    return topics | {
        "group": group.id,
        "kicked": kicked.id,
        "upgraded": upgraded.id,
        "strange": strange.id,
        "locked": locked.id,
    }


def _queries(telegram: LocalTelegram, noy: int) -> dict[str, Any]:
    now = time.monotonic()
    telegram.world.callbacks |= {"1": Callback(noy, noy, now), "2": Callback(noy, noy, now - ANSWER_TIMEOUT - 1)}
    return {"query": "1", "late_query": "2"}


def _many(photo_file: str) -> dict[str, Any]:
    return {
        "buttons_101": [[{"text": str(n), "callback_data": str(n)}] for n in range(101)],
        "commands_101": [{"command": f"c{n}", "description": "x"} for n in range(101)],
        "photos_11": [{"type": "photo", "media": photo_file}] * 11,
        "ids_101": list(range(1, 102)),
    }
