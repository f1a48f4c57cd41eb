"""Calls of the Bot API through python-telegram-bot, its errors translated into results in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.delivery import (
    Barred,
    Gone,
    Malformed,
    Moved,
    NotEditable,
    NoTopic,
    NotSent,
    Sent,
    Taken,
    TooFast,
    Unreachable,
)
from bot.messenger.incoming import WANTED
from bot.messenger.request import AiohttpRequest, NotTaken

# Texts by which Telegram says that a message cannot become what we want, or cannot go (telegram-bot-api, Client.cpp).
_NO_EDIT = (
    "there is no text in the message",
    "there is no caption in the message",
    "message to edit not found",
    "message can't be edited",
    "inline keyboard expected",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)
_NO_CHAT = ("chat not found", "user not found", "peer_id_invalid", "user_id_inv", "chat was deleted")
_OUT = ("kicked", "not a member", "chat was deleted", "deactivated", "blocked", "initiate conversation", "to bots")
# A right that is taken away comes back: chats are locked for a moment or a night (td/telegram, can_send_message).
_BARRED = ("not enough rights", "have no rights", "no write access", "write_forbidden", "chat_restricted", "chat_send_")

_SENDS = ("can_send_messages", "can_send_photos", "can_send_documents")
_NO_TOPIC = ("topic_closed", "topic_deleted", "thread not found", "topic_id_invalid")

InAlbum: TypeAlias = InputMediaPhoto | InputMediaVideo | InputMediaDocument | InputMediaAudio
_IN_ALBUMS: dict[str, type[InAlbum]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}

ANSWER = 10  # seconds beyond those of long polling in which Telegram answers a call; twice as many for others


class Telegram:
    """The transport to one Bot API server, real or local; nothing else knows which."""

    def __init__(self, token: str, root: str) -> None:
        self._calls = AiohttpRequest(connections=256, read_timeout=2 * ANSWER)
        self._polls = AiohttpRequest(connections=2, read_timeout=2 * ANSWER)
        self._bot = Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._url = f"{root}/bot{token}"

    async def open(self) -> str:
        """Connect; returns the bot's username. Raises NotSent when Telegram cannot be reached or knows no such bot."""
        async with _translated_errors():
            await self._bot.initialize()
            return self._bot.username

    async def close(self) -> None:
        await self._bot.shutdown()

    async def reachable(self, *, since: float) -> bool:
        if self.heard_at() > since:
            return True
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    def heard_at(self) -> float:
        """When Telegram last answered this bot, in monotonic seconds; -inf: not yet."""
        return max(self._calls.heard_at, self._polls.heard_at)

    def true_time(self) -> datetime | None:
        latest = max(self._calls, self._polls, key=lambda way: way.dated_at)
        return latest.true_time()

    async def updates(self, offset: int, *, timeout: int) -> list[dict[str, Any]]:
        """Wait up to `timeout` seconds for updates from `offset` on; asking for them confirms all before."""
        parameters = {"offset": offset, "timeout": timeout, "limit": 100, "allowed_updates": list(WANTED)}
        async with _translated_errors():
            # Not through Bot.get_updates: the inbox keeps Telegram's own JSON.
            found = await self._polls.call(f"{self._url}/getUpdates", parameters, read_timeout=timeout + ANSWER)
            return list(found)
        raise AssertionError("unreachable")

    async def serve_at(self, url: str, secret: str) -> None:
        """Have updates brought to `url`; "" ends that, for asking for them is refused while it lasts."""
        async with _translated_errors():
            if url:
                await self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(WANTED))
            else:
                await self._bot.delete_webhook()

    async def webhook(self) -> str:
        """The address at which somebody has this bot's updates brought, "" for none. Raises NotSent."""
        async with _translated_errors():
            found = await self._call("getWebhookInfo", {})
            return str(found.get("url") or "") if isinstance(found, dict) else ""
        raise AssertionError("unreachable")

    async def abilities(self) -> dict[str, bool]:
        """What this bot may do at all, as the Bot API names it. Raises NotSent."""
        async with _translated_errors():
            found = await self._call("getMe", {})
            return {name: value for name, value in found.items() if isinstance(value, bool)}
        raise AssertionError("unreachable")

    async def count_commands(self, language: str) -> int:
        """How many commands everybody's menu has in a language, "" for the default. Raises NotSent."""
        async with _translated_errors():
            return len(await self._bot.get_my_commands(language_code=language or None))
        raise AssertionError("unreachable")

    async def rights(self, chat: int) -> dict[str, bool]:
        """What this bot may send in a group chat, as the Bot API names it. Raises NotSent, Gone outside of it."""
        async with _translated_errors():
            own = await self._call("getChatMember", {"chat_id": chat, "user_id": self._bot.id})
            if own.get("status") in ("left", "kicked"):
                raise Gone("not a member")
            everybody = (await self._call("getChat", {"chat_id": chat})).get("permissions") or {}
            if own.get("status") == "administrator":
                return dict.fromkeys(_SENDS, True)
            own_rights = own if own.get("status") == "restricted" else {}
            return {right: bool(everybody.get(right)) and own_rights.get(right, True) for right in _SENDS}
        raise AssertionError("unreachable")

    async def send(self, chat: int, content: dict[str, Any]) -> Sent:
        async with _translated_errors():
            if medium := content.get("medium"):
                return _sent(await self._send_medium(chat, content, medium))
            sent = await self._call("sendMessage", _text(content) | _markup(content) | _topic(content), chat_id=chat)
            if not isinstance(sent, dict) or not isinstance(sent.get("message_id"), int):
                raise NetworkError("the answer names no message")
            return Sent(sent["message_id"])
        raise AssertionError("unreachable")

    async def send_album(self, chat: int, album: list[dict[str, object]]) -> Sent:
        async with _translated_errors():
            sent = await self._bot.send_media_group(chat, [_in_album(medium) for medium in album])
            return Sent(sent[-1].message_id, also=tuple(one.message_id for one in sent[:-1]))
        raise AssertionError("unreachable")

    async def edit(self, chat: int, message: int, content: dict[str, Any]) -> Sent:
        async with _translated_errors():
            with _already_so():
                where = {"chat_id": chat, "message_id": message}
                if content.get("medium"):
                    words = {"caption": content.get("text", ""), "parse_mode": "HTML"}
                    await self._call("editMessageCaption", words | _buttons(content), **where)
                else:
                    await self._call("editMessageText", _text(content) | _buttons(content), **where)
            return Sent(message)
        raise AssertionError("unreachable")

    async def strip(self, chat: int, message: int) -> None:
        async with _translated_errors():
            with _already_so():
                await self._bot.edit_message_reply_markup(chat, message, reply_markup=None)

    async def delete(self, chat: int, message: int) -> None:
        async with _translated_errors():
            await self._bot.delete_message(chat, message)

    async def answer_tap(self, tap: str, text: str, *, alert: bool) -> None:
        try:
            words = {"text": text, "show_alert": alert} if text else {}
            await self._call("answerCallbackQuery", words, callback_query_id=tap)
        except TelegramError:
            return  # too late or offline: the page itself says what happened

    async def fetch(self, file_id: str) -> bytes:
        async with _translated_errors():
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        raise AssertionError("unreachable")

    async def leave(self, chat: int) -> None:
        """Go out of a group chat. Raises NotSent, Gone where the bot is not in it any more."""
        async with _translated_errors():
            await self._bot.leave_chat(chat)

    async def publish(self, commands: Iterable[tuple[str, str]], *, language: str, scope: str | int) -> None:
        """Set the command menu: `scope` is "private", "groups" or a chat id; `language` "" is the default."""
        where: BotCommandScope
        if isinstance(scope, int):
            where = BotCommandScopeChat(scope)
        else:
            where = BotCommandScopeAllGroupChats() if scope == "groups" else BotCommandScopeDefault()
        async with _translated_errors():
            listed = [BotCommand(name, about) for name, about in commands]
            await self._bot.set_my_commands(listed, scope=where, language_code=language or None)

    async def describe(self, text: str, *, language: str) -> None:
        """Set what people read before they press Start."""
        async with _translated_errors():
            await self._bot.set_my_description(text, language_code=language or None)

    async def _call(self, method: str, parameters: dict[str, object], **more: Any) -> Any:
        """A call in plain JSON: most of what leaves is a text with buttons, and needs no objects of the library."""
        return await self._calls.call(f"{self._url}/{method}", parameters | more)

    async def _send_medium(self, chat: int, content: dict[str, Any], medium: dict[str, Any]) -> Message:
        source: Any = medium.get("file_id") or medium.get("bytes") or Path(medium["path"]).read_bytes()
        rest: dict[str, Any] = {"parse_mode": "HTML", **_markup(content), **_topic(content)}
        if content.get("text"):
            rest["caption"] = content["text"]
        if medium["kind"] == "photo":
            return await self._bot.send_photo(chat, source, **rest)
        if medium["kind"] == "voice":
            return await self._bot.send_voice(chat, source, **rest)
        if medium["kind"] == "video":
            return await self._bot.send_video(chat, source, **rest)
        if medium["kind"] == "audio":
            return await self._bot.send_audio(chat, source, **rest)
        return await self._bot.send_document(chat, source, filename=medium.get("name") or None, **rest)


def _in_album(medium: dict[str, Any]) -> InAlbum:
    return _IN_ALBUMS[medium["kind"]](medium["file_id"], caption=medium.get("text") or None, parse_mode="HTML")


def _text(content: dict[str, object]) -> dict[str, Any]:
    return {"text": content["text"], "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _topic(content: dict[str, Any]) -> dict[str, int]:
    """The topic of a group chat, where a message goes into one."""
    return {"message_thread_id": content["thread"]} if content.get("thread") else {}


def _markup(content: dict[str, Any]) -> dict[str, Any]:
    """The large keyboard or the buttons of a message, where it has any."""
    if keyboard := content.get("keyboard"):
        rows: list[list[dict[str, Any]]] = [[{"text": label} for label in row] for row in keyboard]
        if contact := content.get("contact"):
            rows.insert(0, [{"text": contact, "request_contact": True}])
        hint = {"input_field_placeholder": content["hint"]} if content.get("hint") else {}
        return {"reply_markup": {"keyboard": rows, "resize_keyboard": True, "is_persistent": True, **hint}}
    return _buttons(content)


def _buttons(content: dict[str, Any]) -> dict[str, Any]:
    rows = [[_button(button) for button in row] for row in content.get("rows") or ()]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: dict[str, str]) -> dict[str, Any]:
    if "copy" in button:
        return {"text": button["label"], "copy_text": {"text": button["copy"]}}
    leads = {"url": button["url"]} if "url" in button else {"callback_data": button["data"]}
    return {"text": button["label"], **leads}


def _sent(message: Message) -> Sent:
    found: object = message.effective_attachment
    if isinstance(found, list | tuple):
        found = found[-1] if found else None
    return Sent(message.message_id, getattr(found, "file_id", ""))


@contextmanager
def _already_so() -> Iterator[None]:
    """An edit that changes nothing is done."""
    try:
        yield
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


@asynccontextmanager
async def _translated_errors() -> AsyncIterator[None]:
    """Errors of the library leave as our own."""
    try:
        yield
    except TelegramError as error:
        raise translate_error(error) from error


def translate_error(error: TelegramError) -> NotSent:
    """What an error of the library means for the message."""
    words = error.message.lower()
    match error:
        case RetryAfter():
            wait = error.retry_after
            return TooFast(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden() if not any(text in words for text in _OUT):
            return Barred(error.message)
        case Forbidden():
            return Gone("deactivated" if "deactivated" in words else "blocked" if "blocked" in words else "chat gone")
        case InvalidToken():
            # Nothing of the message's own: whoever renews the token finds it still waiting.
            return Unreachable("Telegram knows no bot with this token", left=False)
        case Conflict():
            return Taken()
        case BadRequest():
            return _refused(error.message, words)
        case NotTaken():
            return Unreachable(error.message, left=False)
        case NetworkError():
            return Unreachable(error.message, left=True)
        case _:
            return Unreachable(error.message, left=True)


def _refused(message: str, words: str) -> NotSent:
    """What Telegram's word of refusal, in small letters, means for the message."""
    if any(text in words for text in _BARRED):
        return Barred(message)
    if any(text in words for text in _NO_TOPIC):
        return NoTopic(message, gone="topic_closed" not in words)
    if any(text in words for text in _NO_CHAT):
        return Gone("chat gone")
    return NotEditable(message) if any(text in words for text in _NO_EDIT) else Malformed(message)
