"""Chats: information, members, leaving, pinning."""

from bot.simulator import groups, validation
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import Chat, World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat")
def get_chat(world: World, parameters: Parameters) -> Json:
    chat = _visible_chat(world, parameters)
    pinned = chat.message(chat.pinned)
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False)}
    rights = {} if chat.private else {"permissions": validation.permissions(chat)}
    return chat.api_object | full | rights | ({"pinned_message": pinned} if pinned else {})


@method("getChatMember")
def get_chat_member(world: World, parameters: Parameters) -> Json:
    chat = _visible_chat(world, parameters)
    person_id = parameters.integer("user_id")
    if person_id == world.profile.id:
        return groups.member(world.profile.user, chat.bot if not chat.private else "member")
    if person_id not in world.people:
        raise bad_request("invalid user_id specified" if not person_id else "PARTICIPANT_ID_INVALID")
    return groups.member(world.people[person_id].user, chat.members.get(person_id, "left"))


@method("getChatMemberCount")
def get_chat_member_count(world: World, parameters: Parameters) -> int:
    return len(_visible_chat(world, parameters).members) + 1


@method("getChatAdministrators")
def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    chat = _group(world, parameters, "there are no administrators in the private chat")
    members = [(world.people[person].user, status) for person, status in chat.members.items() if status != "member"]
    return [groups.member(user, status) for user, status in members]


@method("leaveChat")
def leave_chat(world: World, parameters: Parameters) -> bool:
    groups.leave(world, _group(world, parameters, "chat member status can't be changed in private chats"))
    return True


@method("pinChatMessage")
def pin_chat_message(world: World, parameters: Parameters) -> bool:
    chat = _pinnable(world, parameters)
    chat.pinned = validation.message_of(chat, parameters, "pin")["message_id"]
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, parameters: Parameters) -> bool:
    _pinnable(world, parameters).pinned = 0
    return True


def _visible_chat(world: World, parameters: Parameters) -> Chat:
    """A chat that the bot may look up; one with a person who blocked it is among them."""
    chat = validation.chat_of(world, parameters)
    return chat if chat.private else validation.writable_chat(world, parameters)


def _group(world: World, parameters: Parameters, problem: str) -> Chat:
    chat = validation.writable_chat(world, parameters)
    if chat.private:
        raise bad_request(problem)
    return chat


def _pinnable(world: World, parameters: Parameters) -> Chat:
    chat = validation.writable_chat(world, parameters)
    if not chat.private and chat.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
