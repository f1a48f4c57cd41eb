"""Group chats: membership, privacy mode, the upgrade to a supergroup."""

from __future__ import annotations

import asyncio

from bot.simulator.client import Client, Group, Person
from tests.simulator.helpers import BareBot, kinds, newest


async def group_with_bot(client: Client, noy: Person, bot: BareBot) -> Group:
    group = await client.group("Nam Tok growers", noy)
    await group.add_bot(noy)
    await bot.updates(newest(await bot.updates()))
    return group


async def test_the_bot_learns_that_it_was_added(client: Client, noy: Person, bot: BareBot) -> None:
    group = await client.group("Nam Tok growers", noy)
    await group.add_bot(noy, start_payload="g-7")
    _, joined, welcome, start = await bot.updates()
    change = joined["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert change["from"]["id"] == noy.id
    assert [user["username"] for user in welcome["message"]["new_chat_members"]] == ["phaen_bot"]
    assert start["message"]["text"] == "/start@phaen_bot g-7"


async def test_a_group_may_be_created_with_the_bot(client: Client, noy: Person, bot: BareBot) -> None:
    await client.group("Nam Tok growers", noy, bot=True)
    assert kinds(await bot.updates())[1:] == ["my_chat_member", "message"]
    assert (await bot.updates())[-1]["message"]["group_chat_created"] is True


async def test_with_privacy_mode_the_bot_reads_what_is_meant_for_it(
    client: Client, noy: Person, seng: Person, bot: BareBot
) -> None:
    group = await group_with_bot(client, noy, bot)
    await group.add(seng)
    question = await bot.get("sendMessage", chat_id=group.id, text="Do you agree?")
    for words in ("gossip", "/plan", "/plan@phaen_bot", "/plan@other_bot", "hey @phaen_bot", "mail to a@phaen.la"):
        await seng.send(words, chat=group, wait=False)
    await seng.send("I do", chat=group, reply_to=question["message_id"], wait=False)
    await seng.media("photo", b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"\0\0\0\1\0\0\0\1", chat=group, wait=False)
    read = [update["message"].get("text", "(joined)") for update in await bot.updates()]
    assert read == ["(joined)", "/plan", "/plan@phaen_bot", "hey @phaen_bot", "I do"]


async def test_an_administrator_bot_reads_everything(client: Client, noy: Person, bot: BareBot) -> None:
    group = await client.group("Nam Tok growers", noy)
    await group.add_bot(noy, admin=True)
    await noy.send("gossip", chat=group, wait=False)
    assert (await bot.updates())[-1]["message"]["text"] == "gossip"
    administrators = await bot.get("getChatAdministrators", chat_id=group.id)
    assert [(who["user"]["first_name"], who["status"]) for who in administrators] == [("Noy", "creator")]
    own = await bot.get("getChatMember", chat_id=group.id, user_id=7_000_000)
    assert own["status"] == "administrator"


async def test_members_come_and_go(client: Client, noy: Person, seng: Person, bot: BareBot) -> None:
    group = await group_with_bot(client, noy, bot)
    await group.add(seng)
    assert await bot.get("getChatMemberCount", chat_id=group.id) == 3
    assert (await bot.get("getChatMember", chat_id=group.id, user_id=seng.id))["status"] == "member"
    await group.remove(seng)
    assert (await bot.get("getChatMember", chat_id=group.id, user_id=seng.id))["status"] == "left"
    came, went = (update["message"] for update in await bot.updates())
    assert came["new_chat_members"][0]["first_name"] == went["left_chat_member"]["first_name"] == "Seng"


async def test_a_bot_that_was_thrown_out_is_told_and_then_hears_nothing(
    client: Client, noy: Person, bot: BareBot
) -> None:
    group = await group_with_bot(client, noy, bot)
    await group.remove_bot()
    await noy.send("/plan", chat=group, wait=False)
    service, change = await bot.updates()
    assert service["message"]["left_chat_member"]["username"] == "phaen_bot"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_bot_can_leave(client: Client, noy: Person, bot: BareBot) -> None:
    group = await group_with_bot(client, noy, bot)
    await bot.get("leaveChat", chat_id=group.id)
    assert await bot.error("sendMessage", chat_id=group.id, text="x") == (
        "403 Forbidden: bot is not a member of the group chat"
    )


async def test_an_upgraded_group_answers_with_its_new_id(client: Client, noy: Person, bot: BareBot) -> None:
    group = await group_with_bot(client, noy, bot)
    new = await group.upgrade()
    error = await bot.call("sendMessage", chat_id=group.id, text="x")
    assert error["parameters"] == {"migrate_to_chat_id": new.id}
    old_side, new_side = (update["message"] for update in await bot.updates())
    assert (old_side["chat"]["id"], old_side["migrate_to_chat_id"]) == (group.id, new.id)
    assert (new_side["chat"]["id"], new_side["migrate_from_chat_id"]) == (new.id, group.id)
    assert new_side["chat"]["type"] == "supergroup"
    assert new.id < -(2**32)
    await bot.get("sendMessage", chat_id=new.id, text="Here we are")


async def test_a_supergroup_counts_its_own_messages_and_basic_groups_share_one_counter(
    client: Client, noy: Person, bot: BareBot
) -> None:
    group = await client.group("Basic", noy, bot=True)
    large = await client.group("Large", noy, bot=True, type="supergroup")
    sent = [await bot.get("sendMessage", chat_id=chat, text="x") for chat in (noy.id, group.id, noy.id, large.id)]
    ids = [message["message_id"] for message in sent]
    assert ids[:3] == [ids[0], ids[0] + 1, ids[0] + 2]
    assert ids[3] == 2


async def test_every_member_may_tap(client: Client, noy: Person, seng: Person, bot: BareBot) -> None:
    group = await group_with_bot(client, noy, bot)
    await group.add(seng)
    keyboard = {"inline_keyboard": [[{"text": "I agree", "callback_data": "agree"}]]}
    await bot.get("sendMessage", chat_id=group.id, text="Do you agree?", reply_markup=keyboard)
    await client.wait_until_idle()
    offset = newest(await bot.updates())
    await bot.updates(offset)
    tap = asyncio.create_task(seng.tap("I agree", chat=group, wait=False))
    query = (await bot.updates(offset, timeout=3))[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"], query["data"]) == (seng.id, group.id, "agree")
    await bot.get("answerCallbackQuery", callback_query_id=query["id"], text="Thank you")
    assert await tap == {"text": "Thank you", "show_alert": False}
