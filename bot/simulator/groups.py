"""Group chats: creation, membership, the upgrade to a supergroup, the bot's privacy mode."""

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
    """The ChatMember object of a user with this status."""
    extras: dict[str, Json] = {
        "creator": {"is_anonymous": False},
        "kicked": {"until_date": 0},
        "administrator": {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
        | dict.fromkeys(RIGHTS, True),
    }
    return {"user": user, "status": status} | extras.get(status, {})


def create(world: World, creator: Person, title: str, *, supergroup: bool = False, with_bot: bool = False) -> Chat:
    """Creates a group chat, with the bot as a member if asked."""
    chat = world.add_group(title, supergroup=supergroup)
    chat.members[creator.id] = "creator"
    if with_bot:
        _set_bot(world, chat, creator, "member")
    kind = "supergroup_chat_created" if supergroup else "group_chat_created"
    queue_message(world, chat, world.post(chat, creator.user, {kind: True}))
    return chat


def create_channel(world: World, creator: Person, title: str) -> Chat:
    """Creates a channel with the bot as its administrator."""
    chat = world.add_channel(title)
    chat.members[creator.id] = "creator"
    _set_bot(world, chat, creator, "administrator")
    return chat


def add_person(world: World, chat: Chat, person: Person, *, by: Person | None = None) -> None:
    chat.members[person.id] = "member"
    newcomers = {"new_chat_members": [person.user], "new_chat_member": person.user}
    queue_message(world, chat, world.post(chat, (by or person).user, newcomers))


def remove_person(world: World, chat: Chat, person: Person) -> None:
    message = world.post(chat, person.user, {"left_chat_member": person.user})
    chat.members.pop(person.id, None)
    queue_message(world, chat, message)


def open_topic(world: World, chat: Chat, by: Person, name: str) -> int:
    """Opens a topic in a supergroup, which becomes a forum by its first; returns its number."""
    chat.topics = {0: True} | chat.topics
    chat.__dict__.pop("api_object", None)
    message = world.post(chat, by.user, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
    thread = int(message["message_id"])
    chat.topics[thread] = True
    message |= {"message_thread_id": thread, "is_topic_message": True}
    queue_message(world, chat, message)
    return thread


def close_topic(chat: Chat, thread: int, *, closed: bool = True) -> None:
    """Closes a topic for all but administrators, or opens it again; 0 is "General"."""
    chat.topics[thread] = not closed


def delete_topic(chat: Chat, thread: int) -> None:
    chat.topics.pop(thread)


def deny(chat: Chat, *kinds: str) -> None:
    """From now on members may not send these kinds of messages; without any, they may send all. Bots are not told."""
    chat.denied = set(kinds)


def add_bot(world: World, chat: Chat, by: Person, *, admin: bool = False) -> None:
    _set_bot(world, chat, by, "administrator" if admin else "member")
    newcomers = {"new_chat_members": [world.profile.user], "new_chat_member": world.profile.user}
    queue_message(world, chat, world.post(chat, by.user, newcomers))


def remove_bot(world: World, chat: Chat, by: Person) -> None:
    """Removes the bot, which gets the updates about it."""
    message = world.post(chat, by.user, {"left_chat_member": world.profile.user})
    queue_message(world, chat, message)
    _set_bot(world, chat, by, "kicked")


def leave(world: World, chat: Chat) -> None:
    """The bot leaves by itself."""
    world.post(chat, world.profile.user, {"left_chat_member": world.profile.user})
    update = _status_change(world, chat, world.profile.user, chat.bot, "left")
    chat.bot = "left"
    world.updates.add("my_chat_member", update, lane=lane(chat))


def upgrade(world: World, chat: Chat, by: Person) -> Chat:
    """Upgrades a basic group to a supergroup: a new chat id, and a service message in either chat."""
    new = world.add_group(chat.title, supergroup=True)
    new.members, new.bot, new.keyboard = dict(chat.members), chat.bot, chat.keyboard
    migration = world.post(chat, by.user, {"migrate_to_chat_id": new.id})
    queue_message(world, chat, migration)
    chat.moved_to = new.id
    queue_message(world, new, world.post(new, by.user, {"migrate_from_chat_id": chat.id}))
    world.events.add("world", new.members)
    return new


def set_blocked(world: World, person: Person, *, blocked: bool) -> None:
    """Blocks or unblocks the bot for a person; the bot gets a my_chat_member update."""
    if not person.started or person.blocked == blocked:
        return
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    person.blocked = blocked
    chat = world.chats[person.id]
    world.updates.add("my_chat_member", _status_change(world, chat, person.user, old, new), lane=lane(chat))
    world.events.add("world", [person.id])


def queue_message(world: World, chat: Chat, message: Json, kind: str = "message") -> None:
    """Queues the update for a message, if the bot may read it."""
    if readable(world, chat, message):
        world.updates.add(kind, message, lane=lane(chat))


def lane(chat: Chat) -> str:
    """The lane in which the updates of a chat keep their order."""
    return f"chat {chat.id}"


def readable(world: World, chat: Chat, message: Json) -> bool:
    """Whether the bot gets a message; privacy mode is on, core.telegram.org/bots/features#privacy-mode."""
    if chat.private:
        return True
    if chat.bot not in ("member", "administrator"):
        return False
    written = "text" in message or "caption" in message or "media_group_id" in message
    medium = any(kind in message for kind in ("photo", "voice", "audio", "video", "document"))
    return chat.bot == "administrator" or not (written or medium) or _addresses_bot(world, message)


def _addresses_bot(world: World, message: Json) -> bool:
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
        "chat": chat.api_object,
        "from": by,
        "date": world.time(),
        "old_chat_member": member(world.profile.user, old),
        "new_chat_member": member(world.profile.user, new),
    }
