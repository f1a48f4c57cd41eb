"""The bot's profile: getMe, commands, descriptions, menu button."""

from collections.abc import Callable

from bot.simulator import profile, validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import Method, method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World


@method("getMe")
def get_me(world: World, parameters: Parameters) -> Json:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return (
        world.profile.user
        | abilities
        | {"can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False}
    )


@method("logOut")
@method("close")
def close(world: World, parameters: Parameters) -> bool:
    return True


@method("setMyCommands")
def set_my_commands(world: World, parameters: Parameters) -> bool:
    commands = profile.parse_commands(parameters.json("commands", "can't parse commands JSON object"))
    world.profile.commands[_key(world, parameters)] = commands
    world.events.add("commands", world.people)
    return True


@method("deleteMyCommands")
def delete_my_commands(world: World, parameters: Parameters) -> bool:
    world.profile.commands.pop(_key(world, parameters), None)
    world.events.add("commands", world.people)
    return True


@method("getMyCommands")
def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    return world.profile.commands.get(_key(world, parameters), [])


def _key(world: World, parameters: Parameters) -> tuple[profile.Scope, str]:
    scope = profile.parse_scope(parameters.json("scope", "can't parse BotCommandScope JSON object"))
    if scope[0] in ("chat", "chat_administrators", "chat_member") and scope[1] not in world.chats:
        raise bad_request("chat not found")
    return scope, profile.parse_language(parameters.text("language_code"))


def _setter(what: str) -> Method:
    def set_text(world: World, parameters: Parameters) -> bool:
        world.profile.set_text(what, parameters.text(what), profile.parse_language(parameters.text("language_code")))
        world.events.add("world", world.people)
        return True

    return set_text


def _getter(what: str) -> Callable[[World, Parameters], Json]:
    def get_text(world: World, parameters: Parameters) -> Json:
        return {what: world.profile.text(what, profile.parse_language(parameters.text("language_code")))}

    return get_text


for _what, _name in (("name", "Name"), ("description", "Description"), ("short_description", "ShortDescription")):
    method(f"setMy{_name}")(_setter(_what))
    method(f"getMy{_name}")(_getter(_what))


@method("setChatMenuButton")
def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    button = parameters.json("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    world.profile.menu_buttons[_private_chat(world, parameters)] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(_private_chat(world, parameters)) or buttons.get(0) or {"type": "commands"}


def _private_chat(world: World, parameters: Parameters) -> int:
    return validation.chat_of(world, parameters).id if "chat_id" in parameters else 0
