"""The local API: start, messages, taps, blocking, command menus, the clock, the event stream."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.simulator import LocalTelegram
from bot.simulator.client import Client, Person, RequestError
from tests.simulator.helpers import MORNING, BareBot, kinds, newest


async def test_a_chat_begins_with_start(client: Client, bot: BareBot) -> None:
    bo = await client.person("Bo")
    with pytest.raises(RequestError, match="press Start first"):
        await bo.send("hello", wait=False)
    await bo.start("g-7", wait=False)
    await bo.send("hello", wait=False)
    assert [update["message"]["text"] for update in await bot.updates()] == ["/start g-7", "hello"]


async def test_a_deep_link_carries_at_most_64_safe_characters(client: Client, bot: BareBot) -> None:
    bo = await client.person("Bo")
    for payload in ("x" * 65, "a b", "ກ", "a=b"):
        with pytest.raises(RequestError, match="deep link"):
            await bo.start(payload, wait=False)
    await bo.start("x" * 64, wait=False)
    assert (await bot.updates())[0]["message"]["text"] == "/start " + "x" * 64


async def test_commands_of_people_are_marked(bot: BareBot, noy: Person) -> None:
    message = (await bot.updates())[0]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": noy.id, "is_bot": False, "first_name": "Noy", "language_code": "lo"}


async def test_ids_of_people_need_more_than_32_bits(noy: Person) -> None:
    assert noy.id > 2**32


async def test_blocking_is_told_and_ends_writing(bot: BareBot, noy: Person) -> None:
    await noy.block()
    with pytest.raises(RequestError, match="blocked"):
        await noy.send("hello", wait=False)
    await noy.start(wait=False)
    changes = [update["my_chat_member"] for update in await bot.updates() if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    assert (await bot.call("sendMessage", chat_id=noy.id, text="back"))["ok"]


async def test_an_edited_message_is_an_update_of_its_own(bot: BareBot, noy: Person) -> None:
    await noy.send("tow hectares", wait=False)
    await noy.edit(2, "two hectares")
    updates = await bot.updates()
    assert kinds(updates) == ["message", "message", "edited_message"]
    assert updates[2]["edited_message"]["text"] == "two hectares"
    with pytest.raises(RequestError, match="one's own"):
        await noy.edit(99, "x")


async def test_a_tap_waits_for_the_answer(bot: BareBot, noy: Person) -> None:
    offset = newest(await bot.updates())
    tap = asyncio.create_task(noy.send_callback(1, "data that no button has", wait=False))
    query = (await bot.updates(offset, timeout=3))[0]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("data that no button has", "/start")
    await bot.get("answerCallbackQuery", callback_query_id=query["id"], text="Saved", show_alert=True)
    assert await tap == {"text": "Saved", "show_alert": True}
    again = await bot.error("answerCallbackQuery", callback_query_id=query["id"])
    assert again.startswith("400 Bad Request: query is too old")


async def test_a_tap_carries_the_message_as_it_is_now(bot: BareBot, noy: Person) -> None:
    offset = newest(await bot.updates())
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Old")
    await bot.get("editMessageText", chat_id=noy.id, message_id=sent["message_id"], text="New")
    tap = asyncio.create_task(noy.send_callback(sent["message_id"], "x", wait=False))
    query = (await bot.updates(offset, timeout=3))[0]["callback_query"]
    assert query["message"]["text"] == "New"
    await bot.get("answerCallbackQuery", callback_query_id=query["id"])
    await tap


async def test_a_tap_on_a_deleted_message_names_it_without_content(bot: BareBot, noy: Person) -> None:
    offset = newest(await bot.updates())
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Gone")
    await bot.get("deleteMessage", chat_id=noy.id, message_id=sent["message_id"])
    tap = asyncio.create_task(noy.send_callback(sent["message_id"], "x", wait=False))
    query = (await bot.updates(offset, timeout=3))[0]["callback_query"]
    assert query["message"] == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}
    await bot.get("answerCallbackQuery", callback_query_id=query["id"])
    await tap


async def test_the_narrowest_scope_and_then_the_language_decide_the_menu(
    bot: BareBot, client: Client, noy: Person, seng: Person
) -> None:
    async def menu(person: Person) -> str:
        shown = await client.get(f"/api/people/{person.id}/chats/{person.id}/messages")
        return " ".join(command["command"] for command in shown["commands"])

    async def offer(name: str, **where: object) -> None:
        await bot.get("setMyCommands", commands=[{"command": name, "description": "x"}], **where)

    assert await menu(noy) == ""
    await offer("anyone")
    await offer("lao", language_code="lo")
    assert (await menu(noy), await menu(seng)) == ("lao", "anyone")
    await offer("private", scope={"type": "all_private_chats"})
    assert await menu(noy) == "private"
    await offer("leader", scope={"type": "chat", "chat_id": noy.id})
    assert (await menu(noy), await menu(seng)) == ("leader", "private")
    assert await bot.get("getMyCommands", language_code="lo") == [{"command": "lao", "description": "x"}]
    await bot.get("deleteMyCommands", scope={"type": "chat", "chat_id": noy.id})
    assert await menu(noy) == "private"


async def test_the_bot_introduces_itself(bot: BareBot, client: Client) -> None:
    await bot.get("setMyName", name="ແຜນ")
    await bot.get("setMyDescription", description="From lesson to action")
    await bot.get("setMyShortDescription", short_description="Short", language_code="en")
    shown = (await client.get("/api/world"))["bot"]
    assert (shown["first_name"], shown["description"]) == ("ແຜນ", "From lesson to action")
    assert await bot.get("getMyShortDescription", language_code="en") == {"short_description": "Short"}
    assert await bot.get("getMyShortDescription") == {"short_description": ""}


async def test_chats_tell_their_last_message_and_what_is_unread(bot: BareBot, client: Client, noy: Person) -> None:
    await bot.get("sendMessage", chat_id=noy.id, text="One")
    await bot.get("sendMessage", chat_id=noy.id, text="Two")
    (chat,) = (await client.get(f"/api/people/{noy.id}/chats"))["chats"]
    assert (chat["last"]["text"], chat["unread"]) == ("Two", 2)
    later = await client.get(f"/api/people/{noy.id}/chats/{noy.id}/messages?after=2")
    assert [message["text"] for message in later["messages"]] == ["Two"]
    (chat,) = (await client.get(f"/api/people/{noy.id}/chats"))["chats"]
    assert chat["unread"] == 0


async def test_the_clock_moves_only_forward(client: Client) -> None:
    assert await client.advance(3600) == (MORNING + timedelta(hours=1)).isoformat()
    with pytest.raises(RequestError, match="forward only"):
        await client.post("/api/clock", {"to": MORNING.isoformat()})


async def test_a_clock_that_nobody_moves_says_so_and_a_bot_without_switch_too() -> None:
    telegram = LocalTelegram()
    async with Client(await telegram.start()) as client:
        assert (await client.get("/api/clock"))["movable"] is False
        with pytest.raises(RequestError, match="does not move"):
            await client.advance(1)
        with pytest.raises(RequestError, match="cannot be switched"):
            await client.switch_bot(on=False)
    await telegram.stop()


async def test_the_switch_is_passed_to_who_runs_the_bot() -> None:
    turned: list[bool] = []

    async def switch(on: bool) -> None:
        turned.append(on)

    telegram = LocalTelegram(switch=switch)
    async with Client(await telegram.start()) as client:
        await client.switch_bot(on=False)
        assert (await client.get("/api/world"))["running"] is False
        await client.switch_bot(on=True)
    await telegram.stop()
    assert turned == [False, True]


async def test_strangers_do_not_look_into_chats(client: Client, noy: Person, seng: Person) -> None:
    with pytest.raises(RequestError, match="no such chat"):
        await client.get(f"/api/people/{seng.id}/chats/{noy.id}/messages")
    with pytest.raises(RequestError, match="no such person"):
        await client.get("/api/people/1/chats")


async def test_events_are_numbered_and_can_be_asked_for_again(
    telegram: LocalTelegram, bot: BareBot, client: Client, noy: Person
) -> None:
    await bot.get("sendMessage", chat_id=noy.id, text="One")
    await bot.get("sendChatAction", chat_id=noy.id, action="typing")
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{telegram.url}/api/events?after=0") as stream:
        events = [await stream.receive_json(timeout=3) for _ in range(4)]
    assert [event["seq"] for event in events] == [1, 2, 3, 4]
    assert [event["type"] for event in events] == ["world", "message", "message", "action"]
    assert events[3] == {"seq": 4, "type": "action", "chat_id": noy.id, "people": [noy.id], "action": "typing"}


async def test_messages_are_dated_by_the_worlds_clock(bot: BareBot, client: Client, noy: Person) -> None:
    await client.advance(86_400)
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Tomorrow")
    assert datetime.fromtimestamp(sent["date"], MORNING.tzinfo) == MORNING + timedelta(days=1)


async def test_the_page_is_served_and_nothing_beside_it(bot: BareBot) -> None:
    async with bot.session.get(f"{bot.telegram.url}/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    async with bot.session.get(f"{bot.telegram.url}/page/%2e%2e/server.py") as answer:
        assert answer.status == 404


async def test_a_contact_says_whose_number_it_is(bot: BareBot, noy: Person, seng: Person) -> None:
    await noy.contact(wait=False)
    await noy.contact(seng, wait=False)
    sent = [update["message"]["contact"] for update in await bot.updates() if "contact" in update["message"]]
    assert [contact["user_id"] for contact in sent] == [noy.id, seng.id]
    assert all(contact["phone_number"].isdigit() for contact in sent)
