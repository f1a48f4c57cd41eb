"""python-telegram-bot's own Bot and Updater, unchanged, against the local Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.simulator import LocalTelegram
from bot.simulator.client import Client, Person
from tests.simulator.helpers import BareBot, png


@pytest.fixture
async def library(telegram: LocalTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot") as library:
        yield library


async def test_a_whole_conversation_works(library: Bot, noy: Person) -> None:
    assert library.username == "phaen_bot"
    (update,) = await library.get_updates()
    assert update.message is not None
    assert (update.message.text, update.effective_user and update.effective_user.id) == ("/start", noy.id)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
    sent = await library.send_message(noy.id, "<b>Agree?</b>", parse_mode="HTML", reply_markup=keyboard)
    assert sent.text_html == "<b>Agree?</b>"
    tap = asyncio.create_task(noy.send_callback(sent.message_id, "yes", wait=False))
    (update,) = await library.get_updates(offset=update.update_id + 1, timeout=3, allowed_updates=Update.ALL_TYPES)
    assert update.callback_query is not None
    await update.callback_query.answer("Thank you")
    await update.callback_query.edit_message_text("Agreed")
    assert await tap == {"text": "Thank you", "show_alert": False}


async def test_media_of_all_kinds_are_sent(library: Bot, noy: Person) -> None:
    photo = await library.send_photo(noy.id, png(), caption="Field")
    await library.send_voice(noy.id, b"OggS", duration=3)
    await library.send_audio(noy.id, b"ID3", performer="Noy", title="Song")
    await library.send_video(noy.id, b"mp4", width=4, height=3)
    document = await library.send_document(noy.id, b"%PDF", filename="plan.pdf")
    album = await library.send_media_group(noy.id, [InputMediaPhoto(png()), InputMediaPhoto(photo.photo[-1])])
    assert len({message.media_group_id for message in album}) == 1
    await photo.edit_media(InputMediaDocument(document.document.file_id, caption="Plan"))  # type: ignore[union-attr]
    file = await library.get_file(document.document)  # type: ignore[arg-type]
    assert bytes(await file.download_as_bytearray()) == b"%PDF"


async def test_everything_else_that_a_bot_needs_works(library: Bot, noy: Person) -> None:
    command = [BotCommand("menu", "Open the menu")]
    await library.set_my_commands(command, scope=BotCommandScopeAllPrivateChats(), language_code="lo")
    assert await library.get_my_commands(BotCommandScopeAllPrivateChats(), language_code="lo") == tuple(command)
    await library.set_my_description("From lesson to action")
    await library.set_chat_menu_button()
    await library.send_chat_action(noy.id, "typing")
    first = await library.send_message(noy.id, "x", reply_markup=ReplyKeyboardMarkup([["Plan"]]))
    await library.send_message(noy.id, "y", reply_parameters=ReplyParameters(first.message_id))
    await library.forward_message(noy.id, noy.id, first.message_id)
    copy = await library.copy_message(noy.id, noy.id, first.message_id)
    await library.delete_messages(noy.id, [first.message_id, copy.message_id])
    assert (await library.get_chat(noy.id)).first_name == "Noy"
    assert (await library.get_webhook_info()).pending_update_count == 1


async def test_group_updates_are_understood(library: Bot, client: Client, noy: Person) -> None:
    group = await client.group("Nam Tok growers", noy)
    await group.add_bot(noy, admin=True)
    new = await group.upgrade()
    updates = await library.get_updates()
    assert [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member] == [
        "administrator"
    ]
    with pytest.raises(ChatMigrated) as moved:
        await library.send_message(group.id, "x")
    assert moved.value.new_chat_id == new.id
    assert (await library.get_chat_administrators(new.id))[0].user.id == noy.id
    assert await library.get_chat_member_count(new.id) == 2


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
async def test_errors_become_the_librarys_exceptions(library: Bot, bot: BareBot, client: Client, noy: Person) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await library.send_message(4, "x")
    bo = await client.person("Bo")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await library.send_message(bo.id, "x")
    await client.set_faults(fail=[{"method": "sendMessage", "status": 429, "retry_after": 9}])
    with pytest.raises(RetryAfter, match=r"in (9 seconds|0:00:09)"):
        await library.send_message(noy.id, "x")
    await client.set_faults(fail=[{"method": "sendMessage", "status": 502}])
    with pytest.raises(NetworkError):
        await library.send_message(noy.id, "x")
    poll = asyncio.create_task(library.get_updates(offset=700_000_002, timeout=5))
    await asyncio.sleep(0.1)
    await bot.updates()
    with pytest.raises(Conflict):
        await poll


async def test_a_wrong_token_is_told_at_once(telegram: LocalTelegram) -> None:
    async with HTTPXRequest() as calls, HTTPXRequest() as polls:
        stranger = Bot("123:wrong", base_url=f"{telegram.url}/bot", request=calls, get_updates_request=polls)
        with pytest.raises(InvalidToken):
            await stranger.initialize()
