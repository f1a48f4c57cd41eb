"""The bot's profile: names, descriptions, command menus per scope and language."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from bot.simulator.errors import bad_request
from bot.simulator.payload import Json

MAX_COMMANDS = 100  # core.telegram.org/bots/api#setmycommands
MAX_LENGTHS = {"name": 64, "description": 512, "short_description": 120}  # #setmyname and its neighbours
LENGTH_ERRORS = {
    "name": "BOT_TITLE_INVALID",
    "description": "DESCRIPTION_TOO_LONG",
    "short_description": "ABOUT_TOO_LONG",
}
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)

Scope = tuple[str, int, int]  # type, chat, person; 0 where the type has none


@dataclass
class Profile:
    id: int
    username: str
    first_name: str
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    @cached_property
    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def set_text(self, what: str, text: str, language: str) -> None:
        """Sets name, description or short description for one language, or for all others with ""."""
        if len(text) > MAX_LENGTHS[what]:
            raise bad_request(LENGTH_ERRORS[what])
        self.texts.pop((what, language), None)
        if text:
            self.texts[what, language] = text

    def text(self, what: str, language: str = "") -> str:
        default = self.first_name if what == "name" else ""
        return self.texts.get((what, language)) or self.texts.get((what, ""), default)

    def menu(self, *, chat_id: int, private: bool, person: int, language: str, admin: bool = False) -> list[Json]:
        """The commands that a person sees in a chat: those of the narrowest scope, in it of the person's language."""
        for scope in _scopes(chat_id, person, private=private, admin=admin):
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []


def _scopes(chat_id: int, person: int, *, private: bool, admin: bool) -> list[Scope]:
    """core.telegram.org/bots/api#determining-list-of-commands"""
    if private:
        return [("chat", chat_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    member: list[Scope] = [("chat_member", chat_id, person)]
    administrators: list[Scope] = [("chat_administrators", chat_id, 0)] if admin else []
    all_administrators: list[Scope] = [("all_chat_administrators", 0, 0)] if admin else []
    rest: list[Scope] = [("all_group_chats", 0, 0), ("default", 0, 0)]
    return [*member, *administrators, ("chat", chat_id, 0), *all_administrators, *rest]


def parse_scope(value: object) -> Scope:
    """Parses a BotCommandScope; None is the default scope."""
    if value is None:
        return ("default", 0, 0)
    if not isinstance(value, dict) or value.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return (value["type"], int(value.get("chat_id", 0)), int(value.get("user_id", 0)))


def parse_language(code: str) -> str:
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def parse_commands(value: object) -> list[Json]:
    """Parses and validates an array of BotCommand."""
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(entry) for entry in value]


def _command(entry: object) -> Json:
    if not isinstance(entry, dict) or "command" not in entry or "description" not in entry:
        raise bad_request("can't parse BotCommand: Can't find field \"command\"")
    command, description = str(entry["command"]).removeprefix("/"), str(entry["description"])
    if not re.fullmatch("[a-z0-9_]{1,32}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}
