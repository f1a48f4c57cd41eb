"""A group's Telegram chat: the topic in which reminders come, and what becomes of it: it ends, it is closed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.groups import Group
from bot.domain.ids import ChatId, GroupId
from bot.domain.notices import Notice
from bot.domain.notices.groups import ChatClosed, ChatEnded
from bot.domain.people import Person, Role
from bot.services import notices
from bot.services.groups import groups
from bot.services.reviews import expert_chat
from bot.store.database import UnitOfWork


def linked(uow: UnitOfWork, chat: ChatId) -> bool:
    """Whether a chat is a group's, or the one of the experts."""
    return uow.groups.of_chat(chat) is not None or expert_chat.is_it(uow, chat)


def choose_topic(uow: UnitOfWork, group: GroupId, thread: int | None, *, by: Person, now: datetime) -> None:
    """From now on what comes by itself comes in this topic of the group's chat. Raises: Forbidden."""
    groups.open_to_lead(uow, group, by=by)
    uow.groups.change(group, thread=thread)
    uow.audit.note(by.id, "chose a topic for the reminders of", f"group {group}", now=now)


def topic_gone(uow: UnitOfWork, chat: ChatId, thread: int) -> None:
    """A topic was deleted: what came in it comes in the chat itself."""
    group = uow.groups.of_chat(chat)
    if group is not None and group.thread == thread:
        uow.groups.change(group.id, thread=None)


def ended(uow: UnitOfWork, chat: ChatId, *, now: datetime) -> None:
    """A chat is gone, or the bot was taken out of it: nothing is sent there any more, and whoever leads is told."""
    uow.loose_chats.remove(chat)
    expert_chat.ended(uow, chat, now=now)
    group = uow.groups.of_chat(chat)
    if group is None:
        return
    uow.groups.change(group.id, chat_id=None, thread=None)
    uow.audit.note(None, "lost the chat of", f"group {group.id}", now=now)
    _tell(uow, group, ChatEnded(group=group.id), now=now, key=f"{group.id}:{chat}:{now:%Y%m%d}")


def closed(uow: UnitOfWork, chat: ChatId, *, now: datetime) -> None:
    """The bot may not write in a chat at present: whoever leads is told, once a day."""
    group = uow.groups.of_chat(chat)
    if group is not None:
        _tell(uow, group, ChatClosed(group=group.id), now=now, key=f"{group.id}:{now:%Y%m%d}")


def _tell(uow: UnitOfWork, group: Group, what: Notice, *, now: datetime, key: str) -> None:
    """Tell the group's leaders; staff, where none of them has a phone."""
    leaders = [leader.person for leader in uow.groups.leaders(group.id) if uow.people.reachable(leader.person)]
    told = leaders or [person.id for person in uow.people.with_role(Role.STAFF)]
    notices.tell_all(uow, told, what, now=now, key=key)
