"""copyMessage and forwardMessage."""

from bot.simulator import validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.messages import send
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

COPIED_FIELDS = ("text", "entities", "caption", "caption_entities", *validation.MEDIA)


@method("copyMessage")
def copy_message(world: World, parameters: Parameters) -> Json:
    content = _content(world, parameters, "copy")
    if "caption" in parameters and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= validation.caption_of(parameters)
    sent = send(world, validation.writable_chat(world, parameters), content, parameters)
    return {"message_id": sent["message_id"]}


@method("forwardMessage")
def forward_message(world: World, parameters: Parameters) -> Json:
    source = _source(world, parameters, "forward")
    content = _content(world, parameters, "forward")
    origin = source.get("forward_origin") or {
        "type": "user",
        "sender_user": source["from"],
        "date": source["date"],
    }
    options = Parameters({"chat_id": parameters.text("chat_id"), "protect_content": parameters.text("protect_content")})
    return send(world, validation.writable_chat(world, parameters), content | {"forward_origin": origin}, options)


def _source(world: World, parameters: Parameters, verb: str) -> Json:
    return validation.message_of(validation.chat_of(world, parameters, "from_chat_id"), parameters, verb)


def _content(world: World, parameters: Parameters, verb: str) -> Json:
    source = _source(world, parameters, verb)
    if validation.is_service(source) or source.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return {key: source[key] for key in COPIED_FIELDS if key in source}
