"""Group chats that nobody links: after six days the bot says there that it will go, a day later it goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.ids import ChatId
from bot.domain.notices.groups import ChatLoose
from bot.services import notices
from bot.services.groups import chats
from bot.store.database import UnitOfWork

TOLD_AFTER = timedelta(days=6)
LEFT_AFTER = timedelta(days=1)  # after it was told


def arrived(uow: UnitOfWork, chat: ChatId, *, now: datetime) -> None:
    """The bot came into a chat: it waits there for a group to link it."""
    if not chats.linked(uow, chat):
        uow.loose_chats.add(chat, next_at=now + TOLD_AFTER)


def follow(uow: UnitOfWork, *, now: datetime) -> int:
    """Tell the next chat whose time has come, or leave it; 0 when there is none."""
    found = uow.loose_chats.due(now=now)
    if found is None:
        return 0
    chat, told = found
    if chats.linked(uow, chat):
        uow.loose_chats.remove(chat)
    elif told:
        uow.loose_chats.remove(chat)
        uow.audit.note(None, "left the chat of nobody", f"chat {chat}", now=now)
        uow.jobs.add("leave chat", now=now, key=f"{chat} {now.isoformat()}", chat=chat)
    else:
        leaves = now + LEFT_AFTER
        uow.loose_chats.tell(chat, next_at=leaves)
        notices.tell_chat(uow, chat, ChatLoose(leaves), now=now, key=leaves.isoformat())
    return 1
