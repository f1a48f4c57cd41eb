"""Announcements of staff and the answers to them, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.announcements import DRAFT, PAUSED, PLANNED, SENDING, SENT, STOPPED, WAITING, AnnouncementState, Ways
from bot.domain.audiences import Audience
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AnnouncementId, MediumId, PersonId
from bot.domain.marks import Mark, read
from bot.store.repository import AnyRow, AnySelect, Repository
from bot.store.tables import announcement_replies, announcements, groups, members, outbox, persons, speakers


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement: texts by language, the audience, and how far it is."""

    id: AnnouncementId
    author: PersonId | None  # None: nobody who is known any more
    texts: Mapping[str, str]
    audience: Audience
    state: AnnouncementState
    revision: int
    recipients: int
    created_at: datetime
    sent_at: datetime | None
    kept_marks: Mapping[str, Any] | None = None
    kept_media: Mapping[str, Any] | None = None
    reason: str = ""  # why it is in one language only
    unasked: bool = False  # without buttons to answer it
    ways: Ways = Ways.PRIVATE
    starts_at: datetime | None = None
    at_night: bool = False
    confirmed_by: PersonId | None = None
    written: bool = False  # every row is
    ended_at: datetime | None = None
    corrected_at: datetime | None = None
    recalled_at: datetime | None = None

    def marks(self, language: str) -> tuple[Mark, ...]:
        """How the words of one language are marked."""
        return read((self.kept_marks or {}).get(language, ()))

    def media(self, language: str) -> tuple[MediumId, ...]:
        """The files of one language."""
        return tuple(MediumId(one["medium"]) for one in (self.kept_media or {}).get(language, ()))

    def shown_with(self, language: str) -> tuple[MediumId, ...]:
        """The files that readers of a language get: its own, where it has none those of another one."""
        kept = self.kept_media or {}
        return self.media(language) or next((self.media(other) for other in sorted(kept) if kept[other]), ())

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which something is said."""
        return frozenset(self.texts) | {one for one, files in (self.kept_media or {}).items() if files}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asked to be called about an announcement; `group` is "" for those without one."""

    name: str
    phone: str
    group: str


_COLUMNS = [
    announcements.c[name]
    for name in (
        "id",
        "author_id",
        "texts",
        "audience",
        "state",
        "revision",
        "recipients",
        "created_at",
        "sent_at",
        "marks",
        "media",
        "reason",
        "unasked",
        "ways",
        "starts_at",
        "at_night",
        "confirmed_by",
        "written",
        "ended_at",
        "corrected_at",
        "recalled_at",
    )
]


class Announcements(Repository):
    """Announcements and their audiences."""

    def add(self, author: PersonId, audience: Audience, *, now: datetime) -> AnnouncementId:
        kept, state = audience.written(), AnnouncementState.DRAFT
        values = {"author_id": author, "texts": {}, "audience": kept, "state": state}
        return AnnouncementId(self.insert(announcements, created_at=now, **values))

    def get(self, announcement: AnnouncementId) -> Announcement | None:
        row = self.first(sa.select(*_COLUMNS).where(announcements.c.id == announcement))
        return _announcement(row) if row else None

    def lock(self, announcement: AnnouncementId) -> Announcement | None:
        """The announcement, locked until the transaction ends: whoever changes it takes it first."""
        row = self.first(sa.select(*_COLUMNS).where(announcements.c.id == announcement).with_for_update())
        return _announcement(row) if row else None

    def change(self, announcement: AnnouncementId, **values: object) -> None:
        """Change fields; its revision grows."""
        where = announcements.c.id == announcement
        self.update(announcements, where, revision=announcements.c.revision + 1, **values)

    def newest(self, limit: int = 8, *, bound: bool = False) -> list[Announcement]:
        """The latest announcements that were sent or are being written; `bound`: of those within some projects."""
        where = [announcements.c.audience["within"].as_string().is_not(None)] if bound else []
        found = self.all(sa.select(*_COLUMNS).where(*where).order_by(announcements.c.id.desc()).limit(limit))
        return [_announcement(row) for row in found]

    def last_asked(self, before: AnnouncementId) -> AnnouncementId:
        """The newest one before another that asked for an answer; 0, which none has, when there is none."""
        left = (announcements.c.state.not_in((DRAFT, WAITING)), announcements.c.unasked.is_(False))
        found = self.value(sa.func.max(announcements.c.id), announcements.c.id < before, *left)
        return AnnouncementId(found or 0)

    def due(self, *, now: datetime) -> list[AnnouncementId]:
        """The planned announcements whose hour has come."""
        where = (announcements.c.state == PLANNED, announcements.c.starts_at <= now)
        return [AnnouncementId(row.id) for row in self.all(sa.select(announcements.c.id).where(*where))]

    def next_at(self) -> datetime | None:
        """When the next planned announcement starts."""
        found: datetime | None = self.value(sa.func.min(announcements.c.starts_at), announcements.c.state == PLANNED)
        return found

    def under_way(self) -> list[AnnouncementId]:
        """The announcements that were let go and whose end nobody was told of."""
        where = (announcements.c.state.in_((SENDING, SENT, PAUSED, STOPPED)), announcements.c.ended_at.is_(None))
        return [AnnouncementId(row.id) for row in self.all(sa.select(announcements.c.id).where(*where))]

    def received(self, person: PersonId, limit: int) -> list[Announcement]:
        """The newest announcements that reached a person, through any phone of theirs."""
        theirs = sa.select(speakers.c.account_id).where(speakers.c.person_id == person)
        came = (outbox.c.method == Method.SEND, outbox.c.state == SendState.SENT)
        numbers = sa.select(outbox.c.announcement_id).where(
            outbox.c.chat_id.in_(theirs), outbox.c.announcement_id.is_not(None), *came
        )
        wanted = sa.select(*_COLUMNS).where(announcements.c.id.in_(numbers), announcements.c.recalled_at.is_(None))
        return [_announcement(row) for row in self.all(wanted.order_by(announcements.c.id.desc()).limit(limit))]

    # Replies ---------------------------------------------------------------------------------------------------------
    def put_reply(self, announcement: AnnouncementId, person: PersonId, answer: str, *, now: datetime) -> None:
        """Keep what somebody answers; it replaces what they answered before."""
        values = {"announcement_id": announcement, "person_id": person, "answer": answer, "at": now}
        self.upsert(announcement_replies, values, key=("announcement_id", "person_id"))

    def reply(self, announcement: AnnouncementId, person: PersonId) -> str:
        """ "understood", "call" or "" when they have not answered."""
        where = (announcement_replies.c.announcement_id == announcement, announcement_replies.c.person_id == person)
        return str(self.value(announcement_replies.c.answer, *where) or "")

    def got(self, announcement: AnnouncementId, person: PersonId) -> bool:
        """Whether the announcement was addressed to a person, or to somebody else through a phone of theirs."""
        sent = (outbox.c.announcement_id == announcement, outbox.c.method == Method.SEND)
        theirs = sa.select(speakers.c.account_id).where(speakers.c.person_id == person)
        where = (*sent, sa.or_(outbox.c.person_id == person, outbox.c.chat_id.in_(theirs)))
        return self.value(outbox.c.id, *where) is not None

    def replies(self, announcement: AnnouncementId) -> dict[str, int]:
        """How many people gave each answer."""
        column = announcement_replies.c.answer
        wanted = sa.select(column, sa.func.count()).where(announcement_replies.c.announcement_id == announcement)
        return {row[0]: row[1] for row in self.all(wanted.group_by(column))}

    def callers(self, announcement: AnnouncementId, *, limit: int | None) -> list[Caller]:
        """Who asked to be called, the first who asked first."""
        group = (
            sa.select(sa.func.min(groups.c.name))
            .join(members, members.c.group_id == groups.c.id)
            .where(members.c.person_id == persons.c.id, members.c.state == "active")
            .scalar_subquery()
        )
        found = self.all(
            sa.select(persons.c.name, persons.c.phone, sa.func.coalesce(group, ""))
            .join(announcement_replies, announcement_replies.c.person_id == persons.c.id)
            .where(announcement_replies.c.announcement_id == announcement, announcement_replies.c.answer == "call")
            .order_by(announcement_replies.c.at, persons.c.id)
            .limit(limit)
        )
        return [Caller(*row) for row in found]

    def silent(self, wanted: AnySelect, *, limit: int | None) -> list[Caller]:
        """Those who answered nothing (Reach.unanswered)."""
        return [Caller(*row) for row in self.all(wanted.limit(limit))]


def _announcement(row: AnyRow) -> Announcement:
    found = Announcement(*row)
    return replace(found, audience=Audience.read(row.audience))
