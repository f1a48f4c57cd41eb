"""Long polling with getUpdates: order, confirmation, redelivery, expiry, concurrent polls."""

from __future__ import annotations

import asyncio

from bot.simulator.client import Person
from tests.simulator.helpers import BareBot, StillClock, kinds, newest

CONFLICT = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_updates_come_again_until_they_are_confirmed(bot: BareBot, noy: Person) -> None:
    await noy.send("one", wait=False)
    first = await bot.updates()
    again = await bot.updates()
    assert again == first
    assert [update["message"]["text"] for update in first] == ["/start", "one"]
    assert await bot.updates(first[0]["update_id"] + 1) == first[1:]
    assert await bot.updates(first[1]["update_id"] + 1) == []
    assert await bot.updates() == []


async def test_a_batch_has_at_most_a_hundred_updates(bot: BareBot, noy: Person) -> None:
    for number in range(120):
        await noy.send(str(number), wait=False)
    assert len(await bot.updates()) == 100
    assert len(await bot.updates(limit=500)) == 100
    assert len(await bot.updates(limit=7)) == 7


async def test_a_negative_offset_forgets_the_older_updates(bot: BareBot, noy: Person) -> None:
    for words in ("one", "two", "three"):
        await noy.send(words, wait=False)
    assert [update["message"]["text"] for update in await bot.updates(-2)] == ["two", "three"]
    assert [update["message"]["text"] for update in await bot.updates()] == ["two", "three"]


async def test_only_allowed_kinds_are_queued_from_then_on(bot: BareBot, noy: Person) -> None:
    await bot.updates(allowed_updates=["my_chat_member"])
    await noy.send("unheard", wait=False)
    await noy.block()
    assert kinds(await bot.updates()) == ["message", "my_chat_member"]  # /start was there before
    await bot.updates(allowed_updates=[])
    await noy.unblock()
    await noy.send("heard", wait=False)
    assert kinds(await bot.updates())[2:] == ["my_chat_member", "message"]


async def test_a_poll_waits_for_news(bot: BareBot, noy: Person) -> None:
    await bot.updates(-1)
    last = (await bot.updates())[0]["update_id"]
    poll = asyncio.create_task(bot.updates(last + 1, timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await noy.send("news", wait=False)
    assert [update["message"]["text"] for update in await poll] == ["news"]


async def test_a_poll_without_news_ends_empty_after_its_timeout(bot: BareBot) -> None:
    poll = asyncio.create_task(bot.updates(timeout=1))
    await asyncio.sleep(0.05)
    assert not poll.done()
    assert await poll == []


async def test_a_second_poller_ends_the_first_with_409(bot: BareBot, noy: Person) -> None:
    await bot.updates(700_000_002)
    first = asyncio.create_task(bot.error("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.updates(timeout=5))
    assert await first == CONFLICT
    await noy.send("for the second", wait=False)
    assert [update["message"]["text"] for update in await second] == ["for the second"]


async def test_an_update_waits_for_24_hours(bot: BareBot, noy: Person, clock: StillClock) -> None:
    clock.skip(hours=23, minutes=59)
    assert kinds(await bot.updates()) == ["message"]
    clock.skip(minutes=2)
    assert await bot.updates() == []


async def test_a_tap_waits_for_150_seconds(bot: BareBot, noy: Person, clock: StillClock) -> None:
    tap = asyncio.create_task(noy.send_callback(1, "anything", wait=False))
    await asyncio.sleep(0.05)
    clock.skip(seconds=149)
    assert kinds(await bot.updates()) == ["message", "callback_query"]
    clock.skip(seconds=2)
    assert kinds(await bot.updates()) == ["message"]
    tap.cancel()


async def test_a_bot_that_is_killed_while_it_polls_loses_nothing(bot: BareBot, noy: Person) -> None:
    last = newest(await bot.updates())
    killed = asyncio.create_task(bot.updates(last, timeout=5))
    await asyncio.sleep(0.05)
    killed.cancel()
    await noy.send("while it was dead", wait=False)
    assert [update["message"]["text"] for update in await bot.updates(last, timeout=3)] == ["while it was dead"]
