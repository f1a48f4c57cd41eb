"""Where each conversation is: a bookmark a chat and account, never an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.repository import Repository
from bot.store.tables import places


@dataclass(slots=True)
class Bookmark:
    """The stack of pages a person is on (the top one last), and what their latest input answered.

    `answered` is the outbox row of the newest question that got an answer, `album` the media group of that answer (or
    the moment of a text that Telegram cut), `voice` what was read aloud last (chat/aloud.py), `above` what came before
    pages (chat/above.py), `page` the address of the top page.
    """

    stack: list[dict[str, Any]] = field(default_factory=list)
    answered: int = 0
    album: str = ""
    voice: dict[str, Any] = field(default_factory=dict)
    above: dict[str, Any] = field(default_factory=dict)
    page: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A chat in which a page is open."""

    chat: int
    account: int
    stack: list[dict[str, Any]]


_TAKE = (
    sa.select(places.c.stack, places.c.answered, places.c.album, places.c.voice)
    .where(places.c.chat_id == sa.bindparam("chat"), places.c.account_id == sa.bindparam("account"))
    .with_for_update()
)
AT_ONCE = 4  # pages that are looked for in one statement
_OPEN = (
    sa.select(places.c.chat_id, places.c.account_id, places.c.stack)
    .where(places.c.page.in_([sa.bindparam(f"page{number}") for number in range(AT_ONCE)]), places.c.chat_id > 0)
    .where(places.c.updated_at >= sa.bindparam("since", type_=places.c.updated_at.type))
    .order_by(places.c.chat_id)
)

_ABOVE = "above"  # kept beside the voice, in its column: both are messages around a page


class Bookmarks(Repository):
    """Bookmarks by chat and account."""

    def take(self, chat: int, account: int) -> Bookmark:
        """The bookmark, locked until the transaction ends."""
        row = self.ask_one(_TAKE, chat=chat, account=account)
        if row is None:
            return Bookmark()
        voice = dict(row.voice or {})
        above = dict(voice.pop(_ABOVE, {}))
        return Bookmark(list(row.stack), row.answered, row.album, voice, above)

    def put(self, chat: int, account: int, bookmark: Bookmark, *, now: datetime) -> None:
        values = {
            "chat_id": chat,
            "account_id": account,
            "stack": bookmark.stack,
            "answered": bookmark.answered,
            "album": bookmark.album,
            "voice": bookmark.voice | ({_ABOVE: bookmark.above} if bookmark.above else {}),
            "page": bookmark.page,
            "updated_at": now,
        }
        self.upsert(places, values, key=("chat_id", "account_id"))

    def last(self, chat: int) -> datetime | None:
        """When somebody did anything in a private chat for the last time."""
        at: datetime | None = self.value(places.c.updated_at, places.c.chat_id == chat, places.c.account_id == chat)
        return at

    def open_on(self, pages: Sequence[str], *, since: datetime) -> list[Open]:
        """The private chats that have one of the pages open and used it since an instant."""
        found: list[Open] = []
        for first in range(0, len(pages), AT_ONCE):
            some = [*pages[first : first + AT_ONCE], *[pages[first]] * AT_ONCE][:AT_ONCE]
            rows = self.ask(_OPEN, since=since, **{f"page{number}": page for number, page in enumerate(some)})
            found += [Open(row.chat_id, row.account_id, list(row.stack)) for row in rows]
        return found
