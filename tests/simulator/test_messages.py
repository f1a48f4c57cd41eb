"""Messages: sending, replies, edits, deletion, copies, forwards, reply keyboards."""

from __future__ import annotations

from bot.simulator.client import Client, Person
from tests.simulator.helpers import BareBot, StillClock

BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
MENU = {"keyboard": [[{"text": "🌱 Plan"}]], "resize_keyboard": True}


async def test_a_sent_message_says_who_where_and_when(bot: BareBot, noy: Person) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="<b>Hi</b>", parse_mode="HTML", reply_markup=BUTTONS)
    assert sent == {
        "message_id": 2,
        "from": {"id": 7_000_000, "is_bot": True, "first_name": "Phaen", "username": "phaen_bot"},
        "chat": {"id": noy.id, "type": "private", "first_name": "Noy"},
        "date": 1_772_413_200,
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "reply_markup": BUTTONS,
    }


async def test_a_reply_keyboard_belongs_to_the_chat_not_to_the_message(
    bot: BareBot, client: Client, noy: Person
) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Menu", reply_markup=MENU)
    assert "reply_markup" not in sent
    shown = await client.get(f"/api/people/{noy.id}/chats/{noy.id}/messages")
    assert shown["keyboard"] == MENU
    await bot.get("sendMessage", chat_id=noy.id, text="Bye", reply_markup={"remove_keyboard": True})
    assert (await client.get(f"/api/people/{noy.id}/chats/{noy.id}/messages"))["keyboard"] is None


async def test_an_edit_without_buttons_removes_them(bot: BareBot, noy: Person, clock: StillClock) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Agree?", reply_markup=BUTTONS)
    clock.skip(minutes=1)
    edited = await bot.get("editMessageText", chat_id=noy.id, message_id=sent["message_id"], text="Agreed")
    assert "reply_markup" not in edited
    assert (edited["text"], edited["date"], edited["edit_date"]) == ("Agreed", sent["date"], sent["date"] + 60)


async def test_new_buttons_alone_are_no_edit_of_the_content(bot: BareBot, noy: Person) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Agree?")
    target = {"chat_id": noy.id, "message_id": sent["message_id"]}
    edited = await bot.get("editMessageReplyMarkup", **target, reply_markup=BUTTONS)
    assert edited == sent | {"reply_markup": BUTTONS}


async def test_a_caption_can_be_changed_and_taken_away(bot: BareBot, noy: Person) -> None:
    sent = (await bot.upload("sendDocument", {"document": ("a.txt", b"a")}, chat_id=noy.id, caption="Old"))["result"]
    target = {"chat_id": noy.id, "message_id": sent["message_id"]}
    assert (await bot.get("editMessageCaption", **target, caption="New"))["caption"] == "New"
    bare = await bot.get("editMessageCaption", **target)
    assert "caption" not in bare
    assert bare["document"] == sent["document"]


async def test_a_reply_shows_what_it_answers_but_no_further(bot: BareBot, noy: Person) -> None:
    await noy.send("Question", wait=False)
    first = await bot.get("sendMessage", chat_id=noy.id, text="Answer", reply_parameters={"message_id": 2})
    assert first["reply_to_message"]["text"] == "Question"
    second = await bot.get("sendMessage", chat_id=noy.id, text="More", reply_to_message_id=first["message_id"])
    assert "reply_to_message" not in second["reply_to_message"]


async def test_a_deleted_message_is_gone_for_the_bot_and_marked_on_phones(
    bot: BareBot, client: Client, noy: Person
) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Oops")
    await bot.get("deleteMessage", chat_id=noy.id, message_id=sent["message_id"])
    await client.wait_until_idle()
    assert "Oops" not in [message["text"] for message in noy.messages()]
    kept = (await client.get(f"/api/people/{noy.id}/chats/{noy.id}/messages"))["messages"]
    assert [(message["text"], message.get("deleted")) for message in kept] == [("/start", None), ("Oops", True)]


async def test_several_messages_are_deleted_at_once(bot: BareBot, client: Client, noy: Person) -> None:
    sent = [await bot.get("sendMessage", chat_id=noy.id, text=str(number)) for number in range(3)]
    await bot.get("deleteMessages", chat_id=noy.id, message_ids=[message["message_id"] for message in sent[:2]])
    await client.wait_until_idle()
    assert [message["text"] for message in noy.messages()] == ["/start", "2"]


async def test_a_copy_is_the_bots_own_a_forward_names_the_author(
    bot: BareBot, noy: Person, seng: Person, client: Client
) -> None:
    await noy.send("Good news", wait=False)
    source = {"from_chat_id": noy.id, "message_id": 3}
    copy = await bot.get("copyMessage", chat_id=seng.id, **source)
    forward = await bot.get("forwardMessage", chat_id=seng.id, **source)
    await client.wait_until_idle()
    assert seng.screen() == "Good news"
    assert copy == {"message_id": forward["message_id"] - 1}
    assert forward["forward_origin"]["sender_user"]["first_name"] == "Noy"


async def test_a_copy_may_carry_another_caption(bot: BareBot, client: Client, noy: Person) -> None:
    sent = (await bot.upload("sendDocument", {"document": ("a.txt", b"a")}, chat_id=noy.id, caption="Old"))["result"]
    source = {"from_chat_id": noy.id, "message_id": sent["message_id"]}
    await bot.get("copyMessage", chat_id=noy.id, caption="New", **source)
    await client.wait_until_idle()
    assert noy.screen() == "(document a.txt) New"


async def test_protected_messages_are_not_passed_on(bot: BareBot, noy: Person) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Only for you", protect_content=True)
    source = {"chat_id": noy.id, "from_chat_id": noy.id, "message_id": sent["message_id"]}
    assert await bot.error("forwardMessage", **source) == "400 Bad Request: message can't be forwarded"
    assert await bot.error("copyMessage", **source) == "400 Bad Request: message can't be copied"


async def test_a_pinned_message_is_shown_with_the_chat(bot: BareBot, noy: Person) -> None:
    sent = await bot.get("sendMessage", chat_id=noy.id, text="Your plan")
    await bot.get("pinChatMessage", chat_id=noy.id, message_id=sent["message_id"])
    assert (await bot.get("getChat", chat_id=noy.id))["pinned_message"]["text"] == "Your plan"
    await bot.get("unpinChatMessage", chat_id=noy.id)
    assert "pinned_message" not in await bot.get("getChat", chat_id=noy.id)


async def test_parameters_may_come_as_query_form_or_json(bot: BareBot, noy: Person) -> None:
    url = f"{bot.telegram.url}/bot{bot.telegram.token}/sendMessage"
    parameters = {"chat_id": str(noy.id), "text": "x"}
    for request in (
        bot.session.get(url, params=parameters),
        bot.session.post(url, data=parameters),
        bot.session.post(url, json=parameters),
    ):
        async with request as response:
            assert (await response.json())["result"]["text"] == "x"


async def test_a_broken_body_is_refused(bot: BareBot) -> None:
    url = f"{bot.telegram.url}/bot{bot.telegram.token}/sendMessage"
    async with bot.session.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
