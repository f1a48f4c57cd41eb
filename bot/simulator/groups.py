"""Group chats: founding them, who comes and goes, how they become supergroups, what the bot may read there."""

from bot.simulator.payload import Json
from bot.simulator.world import Chat, Person, World

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


def member(user: Json, status: str) -> Json:
    """The ChatMember object of somebody with this status."""
    extras: dict[str, Json] = {
        "creator": {"is_anonymous": False},
        "kicked": {"until_date": 0},
        "administrator": {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
        | dict.fromkeys(RIGHTS, True),
    }
    return {"user": user, "status": status} | extras.get(status, {})


def found(world: World, creator: Person, title: str, *, supergroup: bool = False, with_bot: bool = False) -> Chat:
    """A new group chat; the bot may be among its first members."""
    chat = world.add_group(title, supergroup=supergroup)
    chat.members[creator.id] = "creator"
    if with_bot:
        _set_bot(world, chat, creator, "member")
    kind = "supergroup_chat_created" if supergroup else "group_chat_created"
    tell_bot(world, chat, world.post(chat, creator.user, {kind: True}))
    return chat


def add_person(world: World, chat: Chat, person: Person, *, by: Person | None = None) -> None:
    chat.members[person.id] = "member"
    newcomers = {"new_chat_members": [person.user], "new_chat_member": person.user}
    tell_bot(world, chat, world.post(chat, (by or person).user, newcomers))


def remove_person(world: World, chat: Chat, person: Person) -> None:
    message = world.post(chat, person.user, {"left_chat_member": person.user})
    chat.members.pop(person.id, None)
    tell_bot(world, chat, message)


def add_bot(world: World, chat: Chat, by: Person, *, admin: bool = False) -> None:
    _set_bot(world, chat, by, "administrator" if admin else "member")
    newcomers = {"new_chat_members": [world.profile.user], "new_chat_member": world.profile.user}
    tell_bot(world, chat, world.post(chat, by.user, newcomers))


def remove_bot(world: World, chat: Chat, by: Person) -> None:
    """Throws the bot out; it still learns that it was."""
    message = world.post(chat, by.user, {"left_chat_member": world.profile.user})
    tell_bot(world, chat, message)
    _set_bot(world, chat, by, "kicked")


def bot_leaves(world: World, chat: Chat) -> None:
    world.post(chat, world.profile.user, {"left_chat_member": world.profile.user})
    update = _status_change(world, chat, world.profile.user, chat.bot, "left")
    chat.bot = "left"
    world.updates.add("my_chat_member", update, lane=lane(chat))


def upgrade(world: World, chat: Chat, by: Person) -> Chat:
    """Makes a supergroup of a basic group: a new chat id, and one service message on either side."""
    new = world.add_group(chat.title, supergroup=True)
    new.members, new.bot, new.keyboard = dict(chat.members), chat.bot, chat.keyboard
    farewell = world.post(chat, by.user, {"migrate_to_chat_id": new.id})
    tell_bot(world, chat, farewell)
    chat.moved_to = new.id
    tell_bot(world, new, world.post(new, by.user, {"migrate_from_chat_id": chat.id}))
    world.events.add("world", new.members)
    return new


def set_blocked(world: World, person: Person, *, blocked: bool) -> None:
    """A person blocks the bot or lets it write again; the bot is told, as of a change of its own status."""
    if not person.started or person.blocked == blocked:
        return
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    person.blocked = blocked
    chat = world.chats[person.id]
    world.updates.add("my_chat_member", _status_change(world, chat, person.user, old, new), lane=lane(chat))
    world.events.add("world", [person.id])


def tell_bot(world: World, chat: Chat, message: Json, kind: str = "message") -> None:
    """Queues the update of a message that the bot may read."""
    if readable(world, chat, message):
        world.updates.add(kind, message, lane=lane(chat))


def lane(chat: Chat) -> str:
    return f"chat {chat.id}"


def readable(world: World, chat: Chat, message: Json) -> bool:
    """What a bot sees with privacy mode on, core.telegram.org/bots/features#privacy-mode, and as a member at all."""
    if chat.private:
        return True
    if chat.bot not in ("member", "administrator"):
        return False
    spoken = "text" in message or "caption" in message or "media_group_id" in message
    medium = any(kind in message for kind in ("photo", "voice", "audio", "video", "document"))
    return chat.bot == "administrator" or not (spoken or medium) or _meant_for_bot(world, message)


def _meant_for_bot(world: World, message: Json) -> bool:
    reply = message.get("reply_to_message", {})
    if reply.get("from", {}).get("id") == world.profile.id:
        return True
    words = message.get("text") or message.get("caption") or ""
    if words.startswith("/"):
        addressee = words.split()[0].partition("@")[2]
        return addressee.lower() in ("", world.profile.username.lower())
    return f"@{world.profile.username}".lower() in words.lower()


def _set_bot(world: World, chat: Chat, by: Person, status: str) -> None:
    world.updates.add("my_chat_member", _status_change(world, chat, by.user, chat.bot, status), lane=lane(chat))
    chat.bot = status
    world.events.add("world", chat.members)


def _status_change(world: World, chat: Chat, by: Json, old: str, new: str) -> Json:
    return {
        "chat": chat.face,
        "from": by,
        "date": world.time(),
        "old_chat_member": member(world.profile.user, old),
        "new_chat_member": member(world.profile.user, new),
    }
