"""Telegram group chats into which the bot was taken and that no farmer group has linked yet."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import ChatId
from bot.store.repository import Repository
from bot.store.tables import loose_chats


class LooseChats(Repository):
    """Each with the next moment at which something is said or done about it, and whether it was told already."""

    def add(self, chat: ChatId, *, next_at: datetime) -> None:
        """The bot came into a chat; nothing has been said there yet."""
        self.upsert(loose_chats, {"chat_id": chat, "told": False, "next_at": next_at}, key=("chat_id",))

    def due(self, *, now: datetime) -> tuple[ChatId, bool] | None:
        """One whose moment has come, and whether it was told; locked until the transaction ends."""
        columns = sa.select(loose_chats.c.chat_id, loose_chats.c.told).where(loose_chats.c.next_at <= now)
        row = self.first(columns.order_by(loose_chats.c.next_at).with_for_update(skip_locked=True))
        return (ChatId(row.chat_id), bool(row.told)) if row else None

    def tell(self, chat: ChatId, *, next_at: datetime) -> None:
        """It was told what comes."""
        self.update(loose_chats, loose_chats.c.chat_id == chat, told=True, next_at=next_at)

    def remove(self, chat: ChatId) -> None:
        """It is linked, or the bot is not in it any more."""
        self.run(loose_chats.delete().where(loose_chats.c.chat_id == chat))

    def move(self, old: int, new: int) -> None:
        """A chat became a supergroup with a new number."""
        self.update(loose_chats, loose_chats.c.chat_id == old, chat_id=new)

    def next_at(self) -> datetime | None:
        """When something is due next."""
        found: datetime | None = self.value(sa.func.min(loose_chats.c.next_at))
        return found
