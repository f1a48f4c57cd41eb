"""Announcements of staff and who they reach, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.announcements import AnnouncementState
from bot.domain.ids import AnnouncementId, PersonId
from bot.domain.marks import Mark, read
from bot.store.repository import AnySelect, Repository
from bot.store.tables import (
    accounts,
    announcement_replies,
    announcements,
    groups,
    members,
    outbox,
    persons,
    roles,
    speakers,
    villages,
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement: texts by language, the audience, and how far it is."""

    id: AnnouncementId
    author: PersonId | None  # None: nobody who is known any more
    texts: Mapping[str, str]
    audience: Mapping[str, str]
    state: AnnouncementState
    revision: int
    recipients: int
    created_at: datetime
    sent_at: datetime | None
    kept_marks: Mapping[str, Any] | None = None

    def marks(self, language: str) -> tuple[Mark, ...]:
        """How the words of one language are marked."""
        return read((self.kept_marks or {}).get(language, ()))


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody an announcement goes to; `person` is None for a group chat."""

    chat: int
    person: PersonId | None


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
    )
]


class Announcements(Repository):
    """Announcements and their audiences."""

    def add(self, author: PersonId, *, now: datetime) -> AnnouncementId:
        values = {"author_id": author, "texts": {}, "audience": {}, "state": AnnouncementState.DRAFT}
        return AnnouncementId(self.insert(announcements, created_at=now, **values))

    def get(self, announcement: AnnouncementId) -> Announcement | None:
        row = self.first(sa.select(*_COLUMNS).where(announcements.c.id == announcement))
        return Announcement(*row) if row else None

    def lock(self, announcement: AnnouncementId) -> Announcement | None:
        """The announcement, locked until the transaction ends: whoever changes it takes it first."""
        row = self.first(sa.select(*_COLUMNS).where(announcements.c.id == announcement).with_for_update())
        return Announcement(*row) if row else None

    def change(self, announcement: AnnouncementId, **values: Any) -> None:
        """Change fields; its revision grows."""
        where = announcements.c.id == announcement
        self.update(announcements, where, revision=announcements.c.revision + 1, **values)

    def newest(self, limit: int = 8) -> list[Announcement]:
        """The latest announcements that were sent or are being written."""
        found = self.all(sa.select(*_COLUMNS).order_by(announcements.c.id.desc()).limit(limit))
        return [Announcement(*row) for row in found]

    def count(self, audience: Mapping[str, str]) -> tuple[int, int]:
        """(people, groups) that an audience reaches now."""
        people = self.connection.execute(sa.select(sa.func.count()).select_from(_people(audience).subquery())).scalar()
        in_groups = self.connection.execute(
            sa.select(sa.func.count()).select_from(_groups(audience).subquery())
        ).scalar()
        return int(people or 0), int(in_groups or 0)

    def recipients(self, audience: Mapping[str, str], *, after_id: int, limit: int) -> Sequence[Recipient]:
        """At most `limit` people of the audience in order of account, from the first account above `above` on."""
        wanted = _people(audience).where(accounts.c.id > after_id).order_by(accounts.c.id).limit(limit)
        return [Recipient(row.account_id, PersonId(row.person_id)) for row in self.all(wanted)]

    def chats(self, audience: Mapping[str, str]) -> list[Recipient]:
        """The linked Telegram group chats of the audience's groups; none when only leaders are meant.

        A group chat has a language of its own, Lao until it chose.
        """
        if audience.get("who") == "leaders":
            return []
        wanted = _groups(audience).where(groups.c.chat_id.is_not(None))
        if language := audience.get("language"):
            spoken = sa.func.coalesce(sa.func.nullif(groups.c.chat_language, ""), "lo")
            wanted = wanted.where(spoken == language)
        return [Recipient(row.chat_id, None) for row in self.all(wanted)]

    def provinces(self) -> list[str]:
        """The codes of the provinces that have active groups."""
        code = sa.func.substr(villages.c.district, 1, 2)
        return [row[0] for row in self.all(_with_villages(code).distinct().order_by(code))]

    def projects(self) -> list[str]:
        """The projects that active groups belong to, by name."""
        found = self.all(_with_villages(groups.c.project).distinct().order_by(groups.c.project))
        return [row.project for row in found if row.project]

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
        """Whether the announcement was addressed to a person."""
        where = (outbox.c.announcement_id == announcement, outbox.c.person_id == person)
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


def _with_villages(*columns: sa.ColumnElement[Any]) -> AnySelect:
    """Columns of the active groups and their villages."""
    return (
        sa.select(*columns)
        .select_from(groups.join(villages, villages.c.id == groups.c.village_id))
        .where(groups.c.state == "active")
    )


def _groups(audience: Mapping[str, str]) -> AnySelect:
    wanted = _with_villages(groups.c.id, groups.c.chat_id, groups.c.chat_language)
    if province := audience.get("province"):
        wanted = wanted.where(sa.func.substr(villages.c.district, 1, 2) == province)
    if project := audience.get("project"):
        wanted = wanted.where(groups.c.project == project)
    if audience.get("role"):
        wanted = wanted.where(sa.false())
    return wanted


def _people(audience: Mapping[str, str]) -> AnySelect:
    """Each account once that speaks for somebody of the audience and can be reached."""
    wanted = (
        sa.select(accounts.c.id.label("account_id"), sa.func.min(persons.c.id).label("person_id"))
        .join(speakers, speakers.c.account_id == accounts.c.id)
        .join(persons, persons.c.id == speakers.c.person_id)
        .where(persons.c.consented_at.is_not(None))
        .group_by(accounts.c.id)
    )
    if role := audience.get("role"):
        having = sa.select(roles.c.person_id).where(roles.c.role == role, roles.c.state == "confirmed")
        wanted = wanted.where(persons.c.id.in_(having))
    else:
        inside = sa.select(members.c.person_id).where(
            members.c.state == "active", members.c.group_id.in_(sa.select(_groups(audience).subquery().c.id))
        )
        if audience.get("who") == "leaders":
            inside = inside.where(members.c.leader.is_(True))
        wanted = wanted.where(persons.c.id.in_(inside))
    if language := audience.get("language"):
        wanted = wanted.where(persons.c.language == language)
    return wanted
