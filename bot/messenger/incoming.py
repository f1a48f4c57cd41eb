"""An update of Telegram becomes our own `Incoming`.

Read from Telegram's own JSON: the library's objects for the dozen fields that we want cost a tenth of a turn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from telegram.constants import ChatMemberStatus, ChatType

from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import File, Incoming
from bot.domain.marks import Mark
from bot.store.inbox import StoredUpdate

Json: TypeAlias = dict[str, Any]
_SPANS = {"text": "entities", "file": "caption_entities"}  # where marks of the words stand
_READ = ("message_id", "chat", "date", "message_thread_id", "is_topic_message")  # of a message that is repeated
# Where an update repeats a message that was there before.
_ECHOES = (
    ("callback_query", "message"),
    ("message", "reply_to_message"),
    ("edited_message", "reply_to_message"),
    ("message", "pinned_message"),
)
# Updates that Phaen asks Telegram for; everything else is never sent to it.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


_LARGEST = 2**63 - 1  # of a number that a database keeps
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: no text of a database holds one alone
_NOTHING = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # the character 0 in JSON: PostgreSQL's texts hold none


def stored_update(raw: Json, received_at: datetime) -> StoredUpdate:
    """An update as it is written down: without our own words, which Telegram sends back with taps and replies.

    Raises KeyError, TypeError or ValueError for what is none.

    What no database holds is not in the way of others: letters that are none become �, and an update whose own number
    is too large is kept under one of ours, below 0.
    """
    number = int(raw["update_id"])
    text = _HALVES.sub("\ufffd", json.dumps(_without_echo(raw), ensure_ascii=False))
    text = _NOTHING.sub(r"\1\\ufffd", text)
    if not _fits(number):
        number = -1 - int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
    return StoredUpdate(number, *whose(raw), text, received_at)


def _without_echo(raw: Json) -> Json:
    """The update with no more of the message that it is about than `translate` reads."""
    kept = dict(raw)
    for kind, name in _ECHOES:
        body = raw.get(kind)
        told = body.get(name) if isinstance(body, dict) else None
        if isinstance(body, dict) and isinstance(told, dict):
            kept[kind] = body | {name: {part: told[part] for part in _READ if part in told}}
    return kept


def whose(raw: Json) -> tuple[int, int]:
    """(chat, account) of a raw update: what orders it. An update of neither, or of a shape unknown, is under 0."""
    for kind in WANTED:
        if body := raw.get(kind):
            try:
                account = (body.get("from") or body.get("sender_chat") or {}).get("id", 0)
                chat = body.get("chat") or (body.get("message") or {}).get("chat") or {"id": account}
                found = int(chat["id"]), int(account)
            except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
                return 0, 0
            return found if all(map(_fits, found)) else (0, 0)
    return 0, 0


def _fits(number: int) -> bool:
    return abs(number) <= _LARGEST


def translate(raw: Json, received_at: datetime) -> Incoming:
    """The update in our words; kinds that mean nothing to us become "ignored"."""
    if query := raw.get("callback_query"):
        return _tap(query, received_at)
    if change := raw.get("my_chat_member"):
        return _membership(change, received_at)
    message = raw.get("message") or raw.get("edited_message")
    if message is None or _channel(message["chat"]):
        return Incoming("ignored", ChatId(0), AccountId(0), received_at)
    return _message(message, received_at, edited="edited_message" in raw)


def _tap(query: Json, at: datetime) -> Incoming:
    sender, message = query["from"], query.get("message") or {}
    chat = message.get("chat")
    return Incoming(
        "tap" if chat and not _channel(chat) else "ignored",
        ChatId(chat["id"] if chat else sender["id"]),
        AccountId(sender["id"]),
        at,
        private=chat is None or _private(chat),
        first_name=_name(sender),
        message=message.get("message_id", 0),
        text=query.get("data") or "",
        tap=query["id"],
        title=_title(chat or {}),
        thread=_thread(message),
    )


def _membership(change: Json, at: datetime) -> Incoming:
    here, was = _inside(change["new_chat_member"]), _inside(change["old_chat_member"])
    chat, private = change["chat"], _private(change["chat"])
    if private:
        kind = "unblocked" if here else "blocked"
    elif _channel(chat):  # the bot has nothing to say there
        kind = "ignored"
    else:
        kind = "ignored" if here == was else "joined" if here else "removed"
    return Incoming(
        kind,
        ChatId(chat["id"]),
        AccountId(change["from"]["id"]),
        at,
        private=private,
        first_name=_name(change["from"]),
        title=_title(chat),
    )


def _message(message: Json, at: datetime, *, edited: bool) -> Incoming:
    kind, text, payload, file = _content(message)
    chat, sender = message["chat"], message.get("from")
    if edited:  # a place that moves, a game that goes on: nobody changed what was said
        kind = "edited" if kind in _SAID else "ignored"
    return Incoming(
        kind,
        ChatId(chat["id"]),
        AccountId(sender["id"] if sender else 0),
        at,
        private=_private(chat),
        first_name=_name(sender) if sender else "",
        message=message["message_id"],
        text=text,
        payload=payload,
        file=file,
        album=message.get("media_group_id") or "",
        reply_to=(message.get("reply_to_message") or {}).get("message_id"),
        new_chat=message.get("migrate_to_chat_id"),
        own=sender is not None and (message.get("contact") or {}).get("user_id") == sender["id"],
        anonymous="sender_chat" in message or sender is None,
        title=_title(chat),
        marks=_marks(message.get(_SPANS.get(kind, "")) or ()),
        thread=_thread(message),
        addressee=_addressee(message.get("text", "")),
        sent=datetime.fromtimestamp(message["date"], UTC) if message.get("date") else None,
    )


def _private(chat: Json) -> bool:
    return bool(chat["type"] == ChatType.PRIVATE)


def _channel(chat: Json) -> bool:
    return bool(chat.get("type") == ChatType.CHANNEL)


def _inside(member: Json) -> bool:
    """Whether somebody is in a chat; who is restricted may be, or may have left."""
    status = member["status"]
    if status == ChatMemberStatus.RESTRICTED:
        return bool(member.get("is_member", True))
    return status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def _title(chat: Json) -> str:
    return chat.get("title") or ""


def _thread(message: Json) -> int | None:
    """The topic; replies outside topics have a thread too, but are in no place of their own."""
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def _name(sender: Json) -> str:
    return " ".join(part for part in (sender["first_name"], sender.get("last_name")) if part)


def _content(message: Json) -> tuple[str, str, str, File | None]:
    """(kind, text, payload, file) of a message."""
    if message.get("migrate_to_chat_id"):
        return "migrated", "", "", None
    if (text := message.get("text")) is not None:
        return _written(text)
    if (file := _file(message)) is not None:
        return "file", message.get("caption") or "", "", file
    if contact := message.get("contact"):
        return "contact", contact["phone_number"], "", None
    if location := message.get("location"):
        return "location", f"{location['latitude']:.5f}, {location['longitude']:.5f}", "", None
    if any(name in message for name in _SERVICE):
        return "ignored", "", "", None
    return "other", "", "", None  # also what Telegram invents later, and shows to bots as a message without anything


# What Telegram says by itself about a chat, between the messages of people (Bot API, Message).
_TOLD = """
new_chat_members left_chat_member new_chat_title new_chat_photo delete_chat_photo group_chat_created
supergroup_chat_created channel_chat_created message_auto_delete_timer_changed migrate_from_chat_id pinned_message
successful_payment refunded_payment users_shared chat_shared gift unique_gift gift_upgrade_sent connected_website
write_access_allowed passport_data proximity_alert_triggered boost_added chat_background_set checklist_tasks_done
checklist_tasks_added direct_message_price_changed forum_topic_created forum_topic_edited forum_topic_closed
forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden giveaway_created giveaway_completed
paid_message_price_changed suggested_post_approved suggested_post_approval_failed suggested_post_declined
suggested_post_paid suggested_post_refunded video_chat_scheduled video_chat_started video_chat_ended
video_chat_participants_invited web_app_data
"""
_SERVICE = frozenset(_TOLD.split())
_SAID = ("text", "command", "file")  # what somebody can change afterwards
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?[.,;:!?]*(?:\s+(.*))?", re.S)


def _written(text: str) -> tuple[str, str, str, File | None]:
    found = _COMMAND.fullmatch(text)
    if found is None:
        return "text", text, "", None
    return "command", found[1].lower(), (found[3] or "").strip(), None


def _addressee(text: str) -> str:
    """The bot that a command names, "" for none."""
    found = _COMMAND.fullmatch(text)
    return (found[2] or "") if found else ""


# Telegram's name of a mark, and ours; mentions, hashtags and addresses are seen by themselves.
_MARKED = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code"}
_MARKED |= {"pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote", "text_link": "a"}


def _marks(entities: Iterable[Json]) -> tuple[Mark, ...]:
    known = [one for one in entities if one.get("type") in _MARKED]
    return tuple(Mark(_MARKED[one["type"]], one["offset"], one["length"], one.get("url", "")) for one in known)


def _file(message: Json) -> File | None:
    if photos := message.get("photo"):
        return _described("photo", photos[-1], mime="image/jpeg")  # the largest of its sizes
    for kind in ("voice", "audio", "video", "video_note", "animation", "document"):
        if found := message.get(kind):
            return _described({"video_note": "video", "animation": "video"}.get(kind, kind), found)
    return None


def _described(kind: str, file: Json, *, mime: str = "") -> File:
    return File(
        kind,
        file["file_id"],
        file["file_unique_id"],
        mime or file.get("mime_type") or "",
        file.get("file_name") or "",
        file.get("file_size") or 0,
        int(file.get("duration") or 0),
    )
