"""The world of the local Telegram in a folder, so that a demo goes on where it was stopped or killed."""

import json
from collections import deque
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.simulator.files import StoredFile
from bot.simulator.payload import Json
from bot.simulator.updates import Update
from bot.simulator.world import Chat, Person, World

VERSION = 1
T = TypeVar("T")


def save(world: World, file: Path, more: Json) -> None:
    """Write people, chats, messages, files and waiting updates, all at once; `more` is kept beside them."""
    kept = {
        "version": VERSION,
        "more": more,
        "people": [_plain(person) for person in world.people.values()],
        "chats": [_chat(chat) for chat in world.chats.values()],
        "last": [world.last_id, world.last_group, world.last_supergroup],
        "profile": [[[*key], value] for key, value in world.profile.texts.items()],
        "commands": [[[*scope], code, value] for (scope, code), value in world.profile.commands.items()],
        "updates": [_plain(update) | {"expires_at": update.expires_at.isoformat()} for update in world.updates.pending],
        "next_update": world.updates.next_id,
        "allowed": sorted(world.updates.allowed),
        "files": [asdict(one) for one in world.files.stored()],
        "contents": world.files.contents(),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(kept, ensure_ascii=False))
    new.replace(file)


def restore(world: World, file: Path) -> Json:
    """Fill an empty world with what was saved; returns what was kept beside it. Raises ValueError for other files."""
    kept = json.loads(file.read_text())
    if kept.get("version") != VERSION:
        raise ValueError("a world of another version")
    for one in kept["people"]:
        world.people[one["id"]] = Person(**_known(Person, one))
    for one in kept["chats"]:
        chat = _restored_chat(world, one)
        world.chats[chat.id] = chat
    world.last_id, world.last_group, world.last_supergroup = kept["last"]
    world.profile.texts.update({(what, language): text for (what, language), text in kept["profile"]})
    world.profile.commands.update({((*scope,), code): menu for scope, code, menu in kept["commands"]})
    world.updates.pending = deque(_update(one) for one in kept["updates"])
    world.updates.next_id = kept["next_update"]
    world.updates.allow(kept["allowed"])
    world.files.restore([StoredFile(**one) for one in kept["files"]], kept["contents"])
    more: Json = kept["more"]
    return more


def _plain(one: Any) -> Json:
    values = ((field.name, getattr(one, field.name)) for field in fields(one))
    return {name: sorted(value) if isinstance(value, set) else value for name, value in values}


def _known(kind: type[T], values: Json) -> Json:
    return {field.name: values[field.name] for field in fields(kind) if field.name in values}  # type: ignore[arg-type]


def _chat(chat: Chat) -> Json:
    kept = _plain(chat) | {"person": chat.person.id if chat.person else 0}
    return kept | {"messages": list(chat.messages.values()), "members": list(chat.members.items())}


def _restored_chat(world: World, kept: Json) -> Chat:
    return Chat(
        **_known(Chat, kept)
        | {
            "person": world.people.get(kept["person"]),
            "members": dict(kept["members"]),
            "messages": {message["message_id"]: message for message in kept["messages"]},
            "deleted": set(kept["deleted"]),
            "denied": set(kept["denied"]),
            "unread": {int(person): count for person, count in kept["unread"].items()},
            "topics": {int(thread): is_open for thread, is_open in kept["topics"].items()},
        }
    )


def _update(kept: Json) -> Update:
    return Update(**kept | {"expires_at": datetime.fromisoformat(kept["expires_at"])})
