"""The client for tests, against a small bot that really polls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from bot.simulator import client
from tests.simulator.bench import BareBot

YES_NO = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}, {"text": "No", "callback_data": "no"}]]}


class Parrot:
    """Repeats texts with a question below, notes taps, and is silent about photos."""

    def __init__(self, bot: BareBot) -> None:
        self.bot = bot

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.bot.updates(offset, timeout=5):
                offset = update["update_id"] + 1
                await self.take(update)

    async def take(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._note(update["callback_query"])
        elif "text" in update.get("message", {}):
            message = update["message"]
            wish = {"chat_id": message["chat"]["id"], "text": f"{message['text']}?", "reply_markup": YES_NO}
            await self.bot.get("sendMessage", **wish)

    async def _note(self, query: dict[str, Any]) -> None:
        await self.bot.get("answerCallbackQuery", callback_query_id=query["id"], text=f"You said {query['data']}")
        target = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await self.bot.get("editMessageText", **target, text="Noted")


@pytest.fixture
async def parrot(bot: BareBot) -> AsyncIterator[Parrot]:
    parrot = Parrot(bot)
    running = asyncio.create_task(parrot.run())
    yield parrot
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_conversation_is_kept_as_a_transcript(world: client.World, parrot: Parrot) -> None:
    noy = await world.person("Noy")
    assert await noy.start() == "/start?\n[Yes] [No]"
    assert await noy.send("rice") == "rice?\n[Yes] [No]"
    assert await noy.tap("Yes") == {"text": "You said yes", "show_alert": False}
    assert noy.screen() == "Noted"
    assert world.transcript == [
        "Noy > bot: /start",
        "bot > Noy: /start?\n[Yes] [No]",
        "Noy > bot: rice",
        "bot > Noy: rice?\n[Yes] [No]",
        "Noy taps [Yes]",
        "bot > Noy (note): You said yes",
        "bot > Noy (edited): Noted",
    ]


async def test_a_button_that_is_not_there_cannot_be_tapped(world: client.World, parrot: Parrot) -> None:
    noy = await world.person("Noy")
    await noy.start()
    with pytest.raises(LookupError, match=r"Noy sees no \[Maybe\]; in sight: \['Yes', 'No'\]"):
        await noy.tap("Maybe")


async def test_a_key_of_the_keyboard_is_typed(world: client.World, bot: BareBot, noy: client.Person) -> None:
    await bot.get("sendMessage", chat_id=noy.id, text="Menu", reply_markup={"keyboard": [["Plan"], [{"text": "Ask"}]]})
    await world.settle()
    assert noy.buttons() == ["Plan", "Ask"]
    await noy.tap("Ask", wait=False)
    await world.settle()
    assert world.transcript[-2:] == ["bot > Noy (keyboard): [Plan]\n[Ask]", "Noy > bot: Ask"]


async def test_a_silent_bot_is_an_error_of_the_test(world: client.World, parrot: Parrot) -> None:
    noy = await world.person("Noy")
    await noy.start()
    world.patience = 0.2
    with pytest.raises(AssertionError, match="showed nothing to Noy"):
        await noy.voice(b"OggS nothing to repeat")


async def test_media_are_told_in_the_transcript(world: client.World, noy: client.Person) -> None:
    await noy.voice(b"OggS", seconds=7, wait=False)
    await noy.document(b"%PDF", name="plan.pdf", caption="Our plan", wait=False)
    await world.settle()
    assert world.transcript[1:] == ["Noy > bot: (voice, 7 s)", "Noy > bot: (document plan.pdf) Our plan"]


async def test_what_happens_in_a_group_is_told_under_its_name(world: client.World, parrot: Parrot) -> None:
    noy = await world.person("Noy")
    group = await world.group("Nam Tok growers", noy, bot=True)
    assert await noy.send("/plan", chat=group) == "/plan?\n[Yes] [No]"
    assert world.transcript[-2:] == ["Noy > Nam Tok growers: /plan", "bot > Nam Tok growers: /plan?\n[Yes] [No]"]
