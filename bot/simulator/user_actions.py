"""User actions: what people do on their phones (start, write, send media, tap, edit), and the updates that follow."""

import asyncio
import re
import time
from contextlib import suppress

from bot.simulator import groups, text, validation
from bot.simulator.errors import LocalApiError
from bot.simulator.files import Upload
from bot.simulator.payload import Json
from bot.simulator.world import Callback, Chat, Person, World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")  # core.telegram.org/bots/features#deep-linking
TAP_TIMEOUT = 10.0  # seconds for which a phone shows that a tap waits for its answer


def start(world: World, person: Person, payload: str = "") -> Json:
    """Presses Start or follows a deep link with `payload`; unblocks the bot."""
    if not PAYLOAD.fullmatch(payload):
        raise LocalApiError("a deep link carries at most 64 of A-Z, a-z, 0-9, _ and -")
    groups.set_blocked(world, person, blocked=False)
    person.started = True
    return _post(world, person, world.chats[person.id], _formatted("text", f"/start {payload}".rstrip()))


def send_text(
    world: World,
    person: Person,
    chat: Chat,
    words: str,
    reply_to: int | None = None,
    *,
    thread: int = 0,
    marks: list[Json] | None = None,
) -> Json:
    """Sends a text message, into a topic of a group chat or none; `marks` are entities such as a link behind words."""
    if words.split()[:1] == ["/start"] and chat.private and not person.started:
        person.started = True
    content = _formatted("text", words, marks)
    if not content["text"]:
        raise LocalApiError("an empty message cannot be sent")
    if text.units(content["text"]) > validation.TEXT_UNITS:
        raise LocalApiError("a message has at most 4096 characters")
    topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
    return _post(world, person, chat, _reply(chat, reply_to) | topic | content)


def send_media(world: World, person: Person, chat: Chat, kind: str, uploads: list[Upload], fields: Json) -> list[Json]:
    """Sends one file, or several photos, videos or documents as an album, whose first message carries the caption."""
    if kind not in validation.MEDIA or not uploads:
        raise LocalApiError(f"nothing to send as {kind or 'a file'}")
    _check_open(person, chat)
    contents = [{kind: world.files.store(kind, upload, fields)} for upload in uploads]
    if fields.get("caption"):
        contents[0] |= _formatted("caption", str(fields["caption"]))
    album = {"media_group_id": str(next(world.album_ids))} if len(contents) > 1 else {}
    return [_post(world, person, chat, album | content) for content in contents]


def send_content(world: World, person: Person, chat: Chat, content: Json) -> Json:
    """Sends a message of any other kind, as the Bot API shows it: a sticker, a place, what bots cannot see ({})."""
    return _post(world, person, chat, content)


def edit_content(world: World, chat: Chat, message_id: int, content: Json) -> Json:
    """A message changes without being written anew: a place that moves, a preview that is loaded ({})."""
    message = chat.message(message_id)
    if message is None:
        raise LocalApiError("the message is not there")
    edited = message | content | {"edit_date": world.time()}
    world.replace(chat, edited)
    groups.queue_message(world, chat, edited, "edited_message")
    return edited


def send_contact(world: World, person: Person, chat: Chat, whose: Person | None = None) -> Json:
    """Sends one's own phone number, as a key that asks for it does, or somebody else's out of the address book."""
    return _post(world, person, chat, {"contact": (whose or person).contact})


def edit(world: World, person: Person, chat: Chat, message_id: int, words: str) -> Json:
    """Edits the person's own text message; the bot gets an edited_message update."""
    message = chat.message(message_id)
    if message is None or message["from"]["id"] != person.id or "text" not in message:
        raise LocalApiError("only one's own text messages can be edited")
    _check_open(person, chat)
    rest = {key: value for key, value in message.items() if key != "entities"}
    edited = rest | _formatted("text", words) | {"edit_date": world.time()}
    world.replace(chat, edited)
    groups.queue_message(world, chat, edited, "edited_message")
    return edited


async def tap(world: World, person: Person, chat: Chat, message_id: int, data: str) -> Json | None:
    """Sends a callback query and returns the bot's answer to it, None after a timeout; `data` may be forged."""
    _check_open(person, chat)
    query_id = str(next(world.callback_ids))
    callback = world.callbacks[query_id] = Callback(person.id, chat.id, time.monotonic())
    query = {
        "id": query_id,
        "from": person.user,
        "message": chat.message(message_id) or {"chat": chat.api_object, "message_id": message_id, "date": 0},
        "chat_instance": str(chat.id * 7_919),  # opaque, the same for one chat
        "data": data,
    }
    if chat.private or chat.bot in ("member", "administrator"):
        world.updates.add("callback_query", query, lane=f"taps {person.id}")
    with suppress(TimeoutError):
        await asyncio.wait_for(callback.answered.wait(), TAP_TIMEOUT)
    return callback.answer


def _formatted(name: str, words: str, marks: list[Json] | None = None) -> Json:
    formatted = text.from_plain(words, marks)
    entities = "entities" if name == "text" else "caption_entities"
    return {name: formatted.text} | ({entities: formatted.entities} if formatted.entities else {})


def _reply(chat: Chat, message_id: int | None) -> Json:
    if message_id is None:
        return {}
    message = chat.message(message_id)
    if message is None:
        raise LocalApiError("the message to reply to is not there")
    return {"reply_to_message": validation.without_reply(message)}


def _post(world: World, person: Person, chat: Chat, content: Json) -> Json:
    _check_open(person, chat)
    message = world.post(chat, person.user, content)
    groups.queue_message(world, chat, message)
    return message


def _check_open(person: Person, chat: Chat) -> None:
    if person.id not in chat.members:
        raise LocalApiError("not a member of this chat", 403)
    if chat.moved_to:
        raise LocalApiError("this group has become a supergroup", 409)
    if chat.private and person.blocked:
        raise LocalApiError("the bot is blocked: unblock it first", 409)
    if chat.private and not person.started:
        raise LocalApiError("press Start first", 409)
