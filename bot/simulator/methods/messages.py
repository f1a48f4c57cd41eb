"""sendMessage and sendChatAction; `send` is shared by all methods that send one message."""

from bot.simulator import keyboards, validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import Chat, World

CHAT_ACTIONS = (  # core.telegram.org/bots/api#sendchataction
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


@method("sendMessage")
def send_message(world: World, parameters: Parameters) -> Json:
    chat = validation.writable_chat(world, parameters)
    return send(world, chat, validation.text_of(parameters), parameters)


def send(world: World, chat: Chat, content: Json, parameters: Parameters) -> Json:
    """Posts a message of the bot with the reply, keyboard and options of the request."""
    validation.check_rights(chat, content)
    reply = validation.topic_of(chat, parameters) | validation.reply_of(chat, parameters)
    markup = keyboards.parse(parameters, private=chat.private)
    world.limits.consume(chat.id, group=not chat.private)
    inline = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    message = world.post(chat, world.profile.user, reply | content | protection(parameters) | inline)
    if markup and not inline:
        _show_keyboard(world, chat, markup)
    return message


def protection(parameters: Parameters) -> Json:
    return {"has_protected_content": True} if parameters.flag("protect_content") else {}


def _show_keyboard(world: World, chat: Chat, markup: Json) -> None:
    if "keyboard" in markup or "remove_keyboard" in markup:
        chat.keyboard = markup if "keyboard" in markup else None
        world.events.add("keyboard", chat.members, chat.id, keyboard=chat.keyboard)


@method("sendChatAction")
def send_chat_action(world: World, parameters: Parameters) -> bool:
    chat = validation.writable_chat(world, parameters)
    if parameters.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.add("action", chat.members, chat.id, action=parameters.text("action"))
    return True
