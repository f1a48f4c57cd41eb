"""An update of Telegram becomes our own `Incoming`."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import File, Incoming
from bot.store.inbox import Letter

# Updates that Phaen asks Telegram for; everything else is never sent to it.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


def letter_of(raw: dict[str, Any], received_at: datetime) -> Letter:
    """An update as it is written down. Raises KeyError or TypeError for what is none."""
    return Letter(int(raw["update_id"]), *whose(raw), json.dumps(raw, ensure_ascii=False), received_at)


def whose(raw: dict[str, Any]) -> tuple[int, int]:
    """(chat, account) of a raw update: what orders it. An update of neither, or of a shape unknown, is under 0."""
    for kind in WANTED:
        if body := raw.get(kind):
            try:
                account = (body.get("from") or body.get("sender_chat") or {}).get("id", 0)
                chat = body.get("chat") or (body.get("message") or {}).get("chat") or {"id": account}
                return int(chat["id"]), int(account)
            except (AttributeError, KeyError, TypeError, ValueError):
                return 0, 0
    return 0, 0


def translate(raw: dict[str, Any], received_at: datetime) -> Incoming:
    """The update in our words; kinds that mean nothing to us become "ignored"."""
    update = Update.de_json(raw, None)
    if update.callback_query is not None:
        return _tap(update.callback_query, received_at)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, received_at)
    message = update.message or update.edited_message
    if message is None:
        return Incoming("ignored", ChatId(0), AccountId(0), received_at)
    return _message(message, received_at, edited=update.edited_message is not None)


def _tap(query: CallbackQuery, at: datetime) -> Incoming:
    chat = query.message.chat if query.message else None
    return Incoming(
        "tap" if chat else "ignored",
        ChatId(chat.id if chat else query.from_user.id),
        AccountId(query.from_user.id),
        at,
        private=chat is None or chat.type == ChatType.PRIVATE,
        first_name=query.from_user.full_name,
        message=query.message.message_id if query.message else 0,
        text=query.data or "",
        tap=query.id,
        title=(chat.title or "") if chat else "",
    )


def _membership(change: ChatMemberUpdated, at: datetime) -> Incoming:
    out = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
    here = change.new_chat_member.status not in out
    was = change.old_chat_member.status not in out
    private = change.chat.type == ChatType.PRIVATE
    if private:
        kind = "unblocked" if here else "blocked"
    else:
        kind = "ignored" if here == was else "joined" if here else "removed"
    return Incoming(
        kind,
        ChatId(change.chat.id),
        AccountId(change.from_user.id),
        at,
        private=private,
        first_name=change.from_user.full_name,
        title=change.chat.title or "",
    )


def _message(message: Message, at: datetime, *, edited: bool) -> Incoming:
    kind, text, payload, file = _content(message)
    sender = message.from_user
    return Incoming(
        "edited" if edited and kind not in ("migrated", "ignored") else kind,
        ChatId(message.chat.id),
        AccountId(sender.id if sender else 0),
        at,
        private=message.chat.type == ChatType.PRIVATE,
        first_name=sender.full_name if sender else "",
        message=message.message_id,
        text=text,
        payload=payload,
        file=file,
        album=message.media_group_id or "",
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        new_chat=message.migrate_to_chat_id,
        anonymous=message.sender_chat is not None or sender is None,
        title=message.chat.title or "",
    )


def _content(message: Message) -> tuple[str, str, str, File | None]:
    """(kind, text, payload, file) of a message."""
    if message.migrate_to_chat_id:
        return "migrated", "", "", None
    if message.text is not None:
        return _written(message.text)
    if (file := _file(message)) is not None:
        return "file", message.caption or "", "", file
    if message.contact is not None:
        return "contact", message.contact.phone_number, "", None
    if message.location is not None:
        return "location", f"{message.location.latitude:.5f}, {message.location.longitude:.5f}", "", None
    if message.sticker is not None or message.poll is not None or message.dice is not None:
        return "other", "", "", None
    return "ignored", "", "", None


def _written(text: str) -> tuple[str, str, str, File | None]:
    if not text.startswith("/") or len(text) == 1 or not text[1].isascii():
        return "text", text, "", None
    name, _, payload = text[1:].partition(" ")
    return "command", name.partition("@")[0].lower(), payload.strip(), None


def _file(message: Message) -> File | None:
    if message.photo:
        photo = message.photo[-1]  # the largest of its sizes
        return File("photo", photo.file_id, photo.file_unique_id, "image/jpeg", "", photo.file_size or 0)
    for kind in ("voice", "audio", "video", "video_note", "animation", "document"):
        found = getattr(message, kind)
        if found is None:
            continue
        length = getattr(found, "duration", 0)
        seconds = int(length.total_seconds()) if hasattr(length, "total_seconds") else int(length or 0)
        return File(
            {"video_note": "video", "animation": "video"}.get(kind, kind),
            found.file_id,
            found.file_unique_id,
            getattr(found, "mime_type", "") or "",
            getattr(found, "file_name", "") or "",
            found.file_size or 0,
            seconds,
        )
    return None
