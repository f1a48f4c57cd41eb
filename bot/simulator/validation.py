"""Validation that several methods share: chat, message, text and reply of a request; Telegram's errors."""

from datetime import timedelta
from typing import Any

from bot.simulator import markup, text
from bot.simulator.errors import BotApiError, bad_request, forbidden
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.text import Formatted
from bot.simulator.world import Chat, World

TEXT_UNITS = 4096  # core.telegram.org/bots/api#sendmessage, after entities parsing
CAPTION_UNITS = 1024  # core.telegram.org/bots/api#sendphoto, after entities parsing
DELETION_PERIOD = timedelta(hours=48)  # core.telegram.org/bots/api#deletemessage
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def chat_of(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat of a request, whatever the bot's rights there."""
    wanted = parameters.text(name).strip()
    if not wanted:
        raise bad_request(f"{name} is empty")
    chat = world.chats.get(int(wanted)) if wanted.removeprefix("-").isdecimal() else None
    if chat is None:  # usernames never resolve: only public groups and channels have one, and there are none here
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, parameters: Parameters) -> Chat:
    """The chat of a request, if the bot may write there; else Telegram's error."""
    chat = chat_of(world, parameters)
    if chat.moved_to:
        raise BotApiError(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
        )
    if chat.person:
        _check_private_chat(chat)
    elif chat.bot in ("kicked", "left"):
        state = "was kicked from" if chat.bot == "kicked" else "is not a member of"
        raise forbidden(f"bot {state} the {chat.type} chat")
    return chat


# Names of kinds of messages in refusals (td/telegram/MessageContent.cpp, can_send_message_content).
RIGHTS = {"text": "text messages", "photo": "photos", "voice": "voice notes", "audio": "music", "video": "videos"}
RIGHTS |= {"document": "documents"}


_PERMISSIONS = {"text": "messages", "voice": "voice_notes", "audio": "audios"}


def permissions(chat: Chat) -> Json:
    """The ChatPermissions object of the Bot API: what members of a group may send."""
    return {f"can_send_{_PERMISSIONS.get(kind, f'{kind}s')}": kind not in chat.denied for kind in RIGHTS}


def check_rights(chat: Chat, content: Json) -> None:
    """Whether members of a group may send such a message; administrators may."""
    denied = next((kind for kind in RIGHTS if kind in content and kind in chat.denied), "")
    if denied and chat.bot == "member":
        raise bad_request(f"not enough rights to send {RIGHTS[denied]} to the chat")


def topic_of(chat: Chat, parameters: Parameters) -> Json:
    """The topic into which a message goes; "General" has no number."""
    thread = parameters.integer("message_thread_id")
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    if not chat.topics.get(thread, True) and chat.bot != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread, "is_topic_message": True} if thread else {}


def _check_private_chat(chat: Chat) -> None:
    person = chat.person
    assert person
    if person.deactivated:
        raise forbidden("user is deactivated")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        raise forbidden("bot was blocked by the user")


def formatted(parameters: Parameters, name: str, entities: str) -> Formatted:
    """A text parameter with its entities, from parse_mode or given explicitly."""
    source = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        return markup.from_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")  # Markdown is not implemented: our bot does not use it
    given = parameters.json(entities, "can't parse entities JSON object")
    return text.from_plain(source, given if isinstance(given, list) else [])


def text_of(parameters: Parameters) -> Json:
    """The `text` and `entities` of a text message."""
    result = formatted(parameters, "text", "entities")
    if not result.text:
        raise bad_request("message text is empty")
    if text.units(result.text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return _fields("text", "entities", result)


def caption_of(parameters: Parameters) -> Json:
    """The `caption` and `caption_entities` of a media message, or {}."""
    result = formatted(parameters, "caption", "caption_entities")
    if text.units(result.text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return _fields("caption", "caption_entities", result) if result.text else {}


def _fields(name: str, entities: str, result: Formatted) -> Json:
    return {name: result.text} | ({entities: result.entities} if result.entities else {})


def message_of(chat: Chat, parameters: Parameters, verb: str) -> Json:
    """The message of a request that edits, deletes, copies…"""
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = chat.message(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def own_message_of(world: World, chat: Chat, parameters: Parameters) -> Json:
    """The message of a request that edits, if it is the bot's own and no service message."""
    message = message_of(chat, parameters, "edit")
    if message["from"]["id"] != world.profile.id or "forward_origin" in message or is_service(message):
        raise bad_request("message can't be edited")
    return message


def is_service(message: Json) -> bool:
    return not any(kind in message for kind in ("text", *MEDIA))


MEDIA = ("photo", "voice", "audio", "video", "document")


def reply_of(chat: Chat, parameters: Parameters) -> Json:
    """The `reply_to_message` field of a request, or {}."""
    given = parameters.json("reply_parameters", "can't parse reply parameters JSON object")
    if given is not None and not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    reply: dict[str, Any] = given or {}
    message_id = reply.get("message_id") or parameters.integer("reply_to_message_id")
    if not message_id:
        return {}
    message = chat.message(int(message_id))
    if message:
        return {"reply_to_message": without_reply(message)}
    if reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def without_reply(message: Json) -> Json:
    """core.telegram.org/bots/api#message: a replied-to message carries no further reply."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def check_deletable(world: World, chat: Chat, message: Json) -> None:
    """core.telegram.org/bots/api#deletemessage"""
    own = message["from"]["id"] == world.profile.id
    if not own and not chat.private and chat.bot != "administrator":
        raise bad_request("message can't be deleted")
    if world.time() - message["date"] > DELETION_PERIOD.total_seconds():
        raise bad_request("message can't be deleted for everyone")
