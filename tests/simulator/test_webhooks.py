"""Webhooks: the secret token, retries, order, concurrency."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.simulator import LocalTelegram
from bot.simulator.client import Client, Person
from tests.simulator.helpers import BareBot


class Receiver:
    """A bot's web server, with a response status for each delivery."""

    def __init__(self) -> None:
        self.url = ""
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.delay = 0.0
        self.concurrent = self.most_concurrent = 0
        self.received = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        self.concurrent += 1
        self.most_concurrent = max(self.most_concurrent, self.concurrent)
        await asyncio.sleep(self.delay)
        self.concurrent -= 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        self.taken.append(await request.json() | {"status": status})
        self.received.set()
        return web.Response(status=status)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.taken) < count:
                self.received.clear()
                await self.received.wait()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken if update["status"] == 200]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.add_routes([web.post("/hook", receiver.take)])
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_the_secret_token_comes_in_a_header(bot: BareBot, noy: Person, receiver: Receiver) -> None:
    await bot.get("setWebhook", url=receiver.url, secret_token="Only_we-know")
    await receiver.until(1)
    assert receiver.texts() == ["/start"]
    assert receiver.secrets == ["Only_we-know"]


async def test_an_update_is_delivered_again_until_it_is_taken(
    bot: BareBot, telegram: LocalTelegram, noy: Person, receiver: Receiver
) -> None:
    telegram.world.webhook.first_backoff = 0.05
    receiver.statuses = [500, 503]
    await bot.get("setWebhook", url=receiver.url)
    await noy.send("second", wait=False)
    await receiver.until(4)
    assert [update["status"] for update in receiver.taken] == [500, 503, 200, 200]
    assert receiver.texts() == ["/start", "second"]


async def test_no_more_deliveries_at_once_than_connections(bot: BareBot, client: Client, receiver: Receiver) -> None:
    receiver.delay = 0.05
    for number in range(6):
        await client.person(f"Person {number}", started=True)
    await bot.get("setWebhook", url=receiver.url, max_connections=2)
    await receiver.until(6)
    assert receiver.most_concurrent == 2


async def test_one_chat_is_delivered_in_order(bot: BareBot, noy: Person, receiver: Receiver) -> None:
    receiver.delay = 0.01
    receiver.statuses = [500]
    for number in range(5):
        await noy.send(str(number), wait=False)
    await bot.get("setWebhook", url=receiver.url, max_connections=40)
    await receiver.until(7)
    assert receiver.texts() == ["/start", "0", "1", "2", "3", "4"]


async def test_a_message_and_a_tap_of_one_person_may_come_at_the_same_time(
    bot: BareBot, noy: Person, receiver: Receiver
) -> None:
    receiver.delay = 0.1
    tap = asyncio.create_task(noy.send_callback(1, "x", wait=False))
    await asyncio.sleep(0.03)
    await bot.get("setWebhook", url=receiver.url)
    await receiver.until(2)
    assert receiver.most_concurrent == 2
    tap.cancel()


async def test_nobody_polls_while_a_webhook_is_set(bot: BareBot, receiver: Receiver) -> None:
    poll = asyncio.create_task(bot.error("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    await bot.get("setWebhook", url=receiver.url)
    assert await poll == "409 Conflict: terminated by setWebhook request"
    assert await bot.error("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot.get("deleteWebhook")
    assert await bot.updates() == []


async def test_the_webhook_tells_how_it_goes(bot: BareBot, noy: Person, receiver: Receiver) -> None:
    assert await bot.get("getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 1}
    receiver.statuses = [500] * 3
    await bot.get("setWebhook", url=receiver.url, max_connections=5, allowed_updates=["message"])
    await receiver.until(2)
    info = await bot.get("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["max_connections"] == 5
    assert info["allowed_updates"] == ["message"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_pending_updates_can_be_dropped(bot: BareBot, noy: Person) -> None:
    await bot.get("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []
