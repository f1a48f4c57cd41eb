"""Sending a message on: copied as one's own, or forwarded under its author's name."""

from bot.simulator import rules
from bot.simulator.errors import bad_request
from bot.simulator.methods.messages import send
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

CARRIED = ("text", "entities", "caption", "caption_entities", *rules.MEDIA)


@method("copyMessage")
def copy_message(world: World, parameters: Parameters) -> Json:
    content = _content(world, parameters, "copy")
    if "caption" in parameters and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= rules.caption_of(parameters)
    sent = send(world, rules.chat_to_write(world, parameters), content, parameters)
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
    bare = Parameters({"chat_id": parameters.text("chat_id"), "protect_content": parameters.text("protect_content")})
    return send(world, rules.chat_to_write(world, parameters), content | {"forward_origin": origin}, bare)


def _source(world: World, parameters: Parameters, verb: str) -> Json:
    return rules.message_of(rules.chat_of(world, parameters, "from_chat_id"), parameters, verb)


def _content(world: World, parameters: Parameters, verb: str) -> Json:
    source = _source(world, parameters, verb)
    if rules.service(source) or source.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return {key: source[key] for key in CARRIED if key in source}
