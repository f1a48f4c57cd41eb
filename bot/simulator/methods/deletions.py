"""deleteMessage and deleteMessages."""

from bot.simulator import validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.world import World

MAX_MESSAGES = 100  # core.telegram.org/bots/api#deletemessages


@method("deleteMessage")
def delete_message(world: World, parameters: Parameters) -> bool:
    chat = validation.writable_chat(world, parameters)
    message = validation.message_of(chat, parameters, "delete")
    validation.check_deletable(world, chat, message)
    world.delete(chat, message["message_id"])
    return True


@method("deleteMessages")
def delete_messages(world: World, parameters: Parameters) -> bool:
    chat = validation.writable_chat(world, parameters)
    ids = parameters.json("message_ids", "can't parse message identifiers JSON object")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_MESSAGES:
        raise bad_request("too many message identifiers specified")
    found = [message for message_id in ids if (message := chat.message(int(message_id)))]
    for message in found:
        validation.check_deletable(world, chat, message)
    for message in found:
        world.delete(chat, message["message_id"])
    return True
