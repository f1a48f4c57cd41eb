"""Fault injection: latency, lost responses, an unreachable server, duplicate updates."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.simulator.client import Client, Person, RequestError
from tests.simulator.helpers import BareBot


def texts(person: Person) -> list[str]:
    return [message["text"] for message in person.messages() if message["from"]["is_bot"]]


async def test_a_failed_call_leaves_nothing_behind(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(fail=[{"method": "sendMessage", "status": 502, "times": 1}])
    assert await bot.error("sendMessage", chat_id=noy.id, text="lost") == "502 Bad Gateway"
    await bot.get("sendMessage", chat_id=noy.id, text="kept")
    await client.wait_until_idle()
    assert texts(noy) == ["kept"]


async def test_an_answer_can_get_lost_after_the_message_was_taken(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(fail=[{"method": "sendMessage", "after_accept": True, "reset": True}])
    with pytest.raises(aiohttp.ClientError):
        await bot.call("sendMessage", chat_id=noy.id, text="delivered all the same")
    await client.wait_until_idle()
    assert texts(noy) == ["delivered all the same"]


async def test_the_wildcard_fails_every_method_but_polling(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(fail=[{"method": "*", "status": 429, "retry_after": 7}])
    assert len(await bot.updates()) == 1
    refused = await bot.call("getMe")
    assert refused["parameters"] == {"retry_after": 7}
    assert (await bot.call("getMe"))["ok"]


async def test_a_call_can_hang_before_it_fails(bot: BareBot, client: Client) -> None:
    await client.set_faults(fail=[{"method": "getMe", "hang": 0.5, "status": 504}])
    call = asyncio.create_task(bot.error("getMe"))
    await asyncio.sleep(0.05)
    assert not call.done()
    assert await call == "504 Gateway Timeout"


async def test_a_slow_network_takes_its_time(bot: BareBot, client: Client) -> None:
    await client.set_faults(delay_ms=500)
    call = asyncio.create_task(bot.get("getMe"))
    await asyncio.sleep(0.05)
    assert not call.done()
    await call


async def test_offline_nothing_gets_through_and_nothing_is_lost(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(offline=True)
    with pytest.raises(aiohttp.ClientError):
        await bot.call("sendMessage", chat_id=noy.id, text="unsent")
    await noy.send("sent meanwhile", wait=False)
    await client.set_faults(offline=False)
    assert [update["message"]["text"] for update in await bot.updates()] == ["/start", "sent meanwhile"]
    assert texts(noy) == []


async def test_a_poll_under_way_dies_when_the_network_does(bot: BareBot, client: Client) -> None:
    poll = asyncio.create_task(bot.updates(timeout=1))
    await asyncio.sleep(0.05)
    await client.set_faults(offline=True)
    with pytest.raises(aiohttp.ClientError):
        await poll


async def test_an_update_can_come_twice_though_it_was_confirmed(bot: BareBot, client: Client, noy: Person) -> None:
    last = (await bot.updates())[-1]["update_id"]
    await client.set_faults(duplicate_updates=1)
    await noy.send("twice", wait=False)
    await noy.send("once", wait=False)
    first = await bot.updates(last + 1)
    second = await bot.updates(first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in first] == ["twice", "once"]
    assert second == first[:1]
    assert await bot.updates(first[-1]["update_id"] + 1) == []


async def test_the_faults_can_be_read(client: Client) -> None:
    state = await client.set_faults(delay_ms=5, fail=[{"method": "getMe", "times": 2}], limits={"group_per_minute": 5})
    assert state == await client.get("/api/faults")
    assert state["delay_ms"] == 5
    assert [(failure["method"], failure["times"]) for failure in state["fail"]] == [("getMe", 2)]
    assert state["limits"] == {"overall_per_second": 30, "chat_per_second": 1, "group_per_minute": 5}


async def test_a_fault_with_an_unknown_word_is_refused(client: Client) -> None:
    with pytest.raises(RequestError, match="not understood"):
        await client.set_faults(fail=[{"methode": "getMe"}])


async def test_the_calls_are_logged(bot: BareBot, client: Client, noy: Person) -> None:
    await bot.get("sendMessage", chat_id=noy.id, text="x")
    await bot.error("sendMessage", chat_id=4, text="x")
    good, bad = await client.calls("sendMessage")
    assert (good["chat_id"], good["ok"], good["status"]) == (noy.id, True, 200)
    assert (bad["ok"], bad["status"], bad["description"]) == (False, 400, "Bad Request: chat not found")


async def test_an_unknown_method_is_recorded(bot: BareBot, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    await bot.error("sendTelegram")
    assert (await client.get("/api/calls"))["unknown_methods"] == ["sendTelegram"]
    assert "has no method sendTelegram" in caplog.text
