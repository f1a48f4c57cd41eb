"""What people do on their phones: start, write, send media, tap, edit."""

import asyncio
import re
import time
from contextlib import suppress

from bot.simulator import groups, rules, text
from bot.simulator.files import Upload
from bot.simulator.payload import Json
from bot.simulator.world import Callback, Chat, Person, World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")  # core.telegram.org/bots/features#deep-linking
TAP_SECONDS = 10.0  # how long a phone shows the waiting bar


class Impossible(Exception):
    """Something that a person cannot do; `status` is the HTTP status of the people API."""

    def __init__(self, problem: str, status: int = 400) -> None:
        super().__init__(problem)
        self.status = status


def start(world: World, person: Person, payload: str = "") -> Json:
    """Opens the chat with the bot by its Start button or a deep link, and lets a blocked bot write again."""
    if not PAYLOAD.fullmatch(payload):
        raise Impossible("a deep link carries at most 64 of A-Z, a-z, 0-9, _ and -")
    groups.set_blocked(world, person, blocked=False)
    person.started = True
    return _post(world, person, world.chats[person.id], _spoken("text", f"/start {payload}".rstrip()))


def say(world: World, person: Person, chat: Chat, words: str, reply_to: int | None = None) -> Json:
    """Writes a text message."""
    if words.split()[:1] == ["/start"] and chat.private and not person.started:
        person.started = True
    content = _spoken("text", words)
    if not content["text"]:
        raise Impossible("an empty message cannot be sent")
    if text.units(content["text"]) > rules.TEXT_UNITS:
        raise Impossible("a message has at most 4096 characters")
    return _post(world, person, chat, _reply(chat, reply_to) | content)


def send_media(world: World, person: Person, chat: Chat, kind: str, uploads: list[Upload], facts: Json) -> list[Json]:
    """Sends one medium, or several photos, videos or documents as an album; the caption goes with the first."""
    if kind not in rules.MEDIA or not uploads:
        raise Impossible(f"nothing to send as {kind or 'a medium'}")
    _check_open(person, chat)
    contents = [{kind: world.files.store(kind, upload, facts)} for upload in uploads]
    if facts.get("caption"):
        contents[0] |= _spoken("caption", str(facts["caption"]))
    album = {"media_group_id": str(next(world.albums))} if len(contents) > 1 else {}
    return [_post(world, person, chat, album | content) for content in contents]


def edit(world: World, person: Person, chat: Chat, message_id: int, words: str) -> Json:
    """Changes one's own text message; the bot gets an edited_message update."""
    message = chat.living(message_id)
    if message is None or message["from"]["id"] != person.id or "text" not in message:
        raise Impossible("only one's own text messages can be edited")
    _check_open(person, chat)
    kept = {key: value for key, value in message.items() if key != "entities"}
    edited = kept | _spoken("text", words) | {"edit_date": world.time()}
    world.change(chat, edited)
    groups.tell_bot(world, chat, edited, "edited_message")
    return edited


async def tap(world: World, person: Person, chat: Chat, message_id: int, data: str) -> Json | None:
    """Taps a button and waits for what the bot answers, None when it stays silent; `data` may be forged."""
    _check_open(person, chat)
    query_id = str(next(world.callback_numbers))
    callback = world.callbacks[query_id] = Callback(person.id, chat.id, time.monotonic())
    query = {
        "id": query_id,
        "from": person.user,
        "message": chat.living(message_id) or {"chat": chat.face, "message_id": message_id, "date": 0},
        "chat_instance": str(chat.id * 7_919),  # opaque, the same for one chat
        "data": data,
    }
    if chat.private or chat.bot in ("member", "administrator"):
        world.updates.add("callback_query", query, lane=f"taps {person.id}")
    with suppress(TimeoutError):
        await asyncio.wait_for(callback.answered.wait(), TAP_SECONDS)
    return callback.answer


def _spoken(name: str, words: str) -> Json:
    formatted = text.from_plain(words)
    entities = "entities" if name == "text" else "caption_entities"
    return {name: formatted.text} | ({entities: formatted.entities} if formatted.entities else {})


def _reply(chat: Chat, message_id: int | None) -> Json:
    if message_id is None:
        return {}
    message = chat.living(message_id)
    if message is None:
        raise Impossible("the message to reply to is not there")
    return {"reply_to_message": rules.without_reply(message)}


def _post(world: World, person: Person, chat: Chat, content: Json) -> Json:
    _check_open(person, chat)
    message = world.post(chat, person.user, content)
    groups.tell_bot(world, chat, message)
    return message


def _check_open(person: Person, chat: Chat) -> None:
    if person.id not in chat.members:
        raise Impossible("not a member of this chat", 403)
    if chat.moved_to:
        raise Impossible("this group has become a supergroup", 409)
    if chat.private and person.blocked:
        raise Impossible("the bot is blocked: unblock it first", 409)
    if chat.private and not person.started:
        raise Impossible("press Start first", 409)
