"""Edits of sent messages: text, caption, media, reply markup."""

from bot.simulator import keyboards, validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.media import caption_position, input_media
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import Chat, World

EDITABLE_MEDIA = ("photo", "video", "document", "audio")  # core.telegram.org/bots/api#inputmedia: no voices
CONTENT_FIELDS = ("text", "entities", "caption", "caption_entities", "show_caption_above_media", *validation.MEDIA)


@method("editMessageText")
def edit_text(world: World, parameters: Parameters) -> Json:
    chat, message = _target(world, parameters)
    content = validation.text_of(parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, message, content, parameters)


@method("editMessageCaption")
def edit_caption(world: World, parameters: Parameters) -> Json:
    chat, message = _target(world, parameters)
    caption = validation.caption_of(parameters) | caption_position(parameters)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    medium = {kind: message[kind] for kind in validation.MEDIA if kind in message}
    return _replace(world, chat, message, medium | caption, parameters)


@method("editMessageMedia")
def edit_media(world: World, parameters: Parameters) -> Json:
    chat, message = _target(world, parameters)
    if "voice" in message:
        raise bad_request("there is no media in the message to edit")
    item = parameters.json("media", "can't parse input media JSON object")
    content = input_media(world, parameters, item, EDITABLE_MEDIA)
    return _replace(world, chat, message, content, parameters)


@method("editMessageReplyMarkup")
def edit_reply_markup(world: World, parameters: Parameters) -> Json:
    chat, message = _target(world, parameters)
    content = {key: message[key] for key in CONTENT_FIELDS if key in message}
    return _replace(world, chat, message, content, parameters)


def _target(world: World, parameters: Parameters) -> tuple[Chat, Json]:
    chat = validation.writable_chat(world, parameters)
    return chat, validation.own_message_of(world, chat, parameters)


def _replace(world: World, chat: Chat, message: Json, content: Json, parameters: Parameters) -> Json:
    """Replaces content and buttons; as at Telegram, an edit without buttons removes them."""
    markup = keyboards.parse(parameters, inline_only=True)
    old = {key: message[key] for key in (*CONTENT_FIELDS, "reply_markup") if key in message}
    new = content | ({"reply_markup": markup} if markup else {})
    if new == old:
        raise bad_request(validation.NOT_MODIFIED)
    frame = {key: value for key, value in message.items() if key not in old}
    edited = frame | ({"edit_date": world.time()} if content != _without_markup(old) else {}) | new
    world.replace(chat, edited)
    return edited


def _without_markup(fields: Json) -> Json:
    return {key: value for key, value in fields.items() if key != "reply_markup"}
