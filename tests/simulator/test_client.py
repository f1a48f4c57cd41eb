"""The client, against a small bot that polls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from bot.simulator.client import Client, Person
from tests.simulator.helpers import BareBot

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
                await self.handle(update)

    async def handle(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._note(update["callback_query"])
        elif "text" in update.get("message", {}):
            message = update["message"]
            parameters = {"chat_id": message["chat"]["id"], "text": f"{message['text']}?", "reply_markup": YES_NO}
            await self.bot.get("sendMessage", **parameters)

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


async def test_a_conversation_is_kept_as_a_transcript(client: Client, parrot: Parrot) -> None:
    noy = await client.person("Noy")
    assert await noy.start() == "/start?\n[Yes] [No]"
    assert await noy.send("rice") == "rice?\n[Yes] [No]"
    assert await noy.tap("Yes") == {"text": "You said yes", "show_alert": False}
    assert noy.screen() == "Noted"
    assert client.transcript == [
        "Noy > bot: /start",
        "bot > Noy: /start?\n[Yes] [No]",
        "Noy > bot: rice",
        "bot > Noy: rice?\n[Yes] [No]",
        "Noy taps [Yes]",
        "bot > Noy (note): You said yes",
        "bot > Noy (edited): Noted",
    ]


async def test_a_button_that_is_not_there_cannot_be_tapped(client: Client, parrot: Parrot) -> None:
    noy = await client.person("Noy")
    await noy.start()
    with pytest.raises(LookupError, match=r"Noy sees no \[Maybe\]; visible: \['Yes', 'No'\]"):
        await noy.tap("Maybe")


async def test_a_key_of_the_keyboard_is_typed(client: Client, bot: BareBot, noy: Person) -> None:
    await bot.get("sendMessage", chat_id=noy.id, text="Menu", reply_markup={"keyboard": [["Plan"], [{"text": "Ask"}]]})
    await client.wait_until_idle()
    assert noy.buttons() == ["Plan", "Ask"]
    await noy.tap("Ask", wait=False)
    await client.wait_until_idle()
    assert client.transcript[-2:] == ["bot > Noy (keyboard): [Plan]\n[Ask]", "Noy > bot: Ask"]


async def test_a_silent_bot_is_an_error_of_the_test(client: Client, parrot: Parrot) -> None:
    noy = await client.person("Noy")
    await noy.start()
    client.timeout = 0.2
    with pytest.raises(AssertionError, match="showed nothing to Noy"):
        await noy.voice(b"OggS nothing to repeat")


async def test_media_are_told_in_the_transcript(client: Client, noy: Person) -> None:
    await noy.voice(b"OggS", seconds=7, wait=False)
    await noy.document(b"%PDF", name="plan.pdf", caption="Our plan", wait=False)
    await client.wait_until_idle()
    assert client.transcript[1:] == ["Noy > bot: (voice, 7 s)", "Noy > bot: (document plan.pdf) Our plan"]


async def test_what_happens_in_a_group_is_told_under_its_name(client: Client, parrot: Parrot) -> None:
    noy = await client.person("Noy")
    group = await client.group("Nam Tok growers", noy, bot=True)
    assert await noy.send("/plan", chat=group) == "/plan?\n[Yes] [No]"
    assert client.transcript[-2:] == ["Noy > Nam Tok growers: /plan", "bot > Nam Tok growers: /plan?\n[Yes] [No]"]
