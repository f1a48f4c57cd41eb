"""Whom an announcement was for, and how each of them was reached: in Telegram, by a call, on paper, or not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.announcements import Reached
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AnnouncementId, GroupId, PersonId
from bot.store.repository import AnySelect, Repository
from bot.store.tables import announcement_replies, groups, hearers, outbox, persons, speakers


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people were reached in which way; the four add up to all."""

    telegram: int = 0
    called: int = 0
    printed: int = 0
    not_yet: int = 0

    @property
    def all(self) -> int:
        return self.telegram + self.called + self.printed + self.not_yet


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The same for one group; None is for those who are in none."""

    group: GroupId | None
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody who was not reached in Telegram; `reached` says how else they were, "" not yet."""

    person: PersonId
    name: str
    phone: str
    reached: Reached | str


class Reach(Repository):
    """The people of an announcement as they were when it was confirmed."""

    def write(self, announcement: AnnouncementId, people: Sequence[tuple[PersonId, GroupId | None]]) -> None:
        """Write down some of them; who stands there already stays."""
        rows = [{"announcement_id": announcement, "person_id": one, "group_id": group} for one, group in people]
        if rows:
            self.insert_new(hearers, rows, key=("announcement_id", "person_id"))

    def drop(self, announcement: AnnouncementId) -> None:
        """Forget them: it is written anew."""
        self.run(hearers.delete().where(hearers.c.announcement_id == announcement))

    def tallies(self, announcement: AnnouncementId) -> list[OfGroup]:
        """Each group, those with the most who are not reached yet first."""
        way = sa.case((_in_telegram(announcement), "telegram"), else_=sa.cast(hearers.c.reached, sa.Text))
        each = sa.select(hearers.c.group_id, way.label("way")).where(hearers.c.announcement_id == announcement)
        each_one = each.subquery()
        counted = sa.select(each_one.c.group_id, each_one.c.way, sa.func.count().label("n")).group_by(
            each_one.c.group_id, each_one.c.way
        )
        found: dict[GroupId | None, dict[str, int]] = {}
        for row in self.all(counted):
            found.setdefault(row.group_id, {})[row.way] = row.n
        names = self._names(announcement)
        listed = [OfGroup(group, names.get(group, ""), _tally(ways)) for group, ways in found.items()]
        return sorted(listed, key=lambda one: (-one.tally.not_yet, one.name, one.group or 0))

    def unreached(self, announcement: AnnouncementId, group: GroupId | None, *, limit: int) -> list[Unreached]:
        """The people of a group whom Telegram did not reach, those not told yet first."""
        of_group = hearers.c.group_id.is_(None) if group is None else hearers.c.group_id == group
        wanted = (
            sa.select(persons.c.id, persons.c.name, persons.c.phone, hearers.c.reached)
            .join(hearers, hearers.c.person_id == persons.c.id)
            .where(hearers.c.announcement_id == announcement, of_group, sa.not_(_in_telegram(announcement)))
            .order_by(sa.cast(hearers.c.reached, sa.Text), persons.c.id)
            .limit(limit)
        )
        return [Unreached(*row) for row in self.all(wanted)]

    def unanswered(self, announcement: AnnouncementId) -> AnySelect:
        """Who was reached in Telegram and answered nothing: name, phone, group."""
        answered = sa.exists(
            sa.select(1).where(
                announcement_replies.c.announcement_id == announcement,
                announcement_replies.c.person_id == hearers.c.person_id,
            )
        )
        return (
            sa.select(persons.c.name, persons.c.phone, sa.func.coalesce(groups.c.name, ""))
            .join(hearers, hearers.c.person_id == persons.c.id)
            .join(groups, groups.c.id == hearers.c.group_id, isouter=True)
            .where(hearers.c.announcement_id == announcement, _by_themselves(announcement), sa.not_(answered))
            .order_by(groups.c.name, persons.c.id)
        )

    def mark(
        self,
        announcement: AnnouncementId,
        people: Sequence[PersonId],
        reached: Reached | str,
        by: PersonId,
        *,
        now: datetime,
    ) -> int:
        """Say how people were told outside of Telegram, "" for not; returns how many of them it was for."""
        where = (hearers.c.announcement_id == announcement, hearers.c.person_id.in_(list(people)))
        return self.update(hearers, *where, reached=reached, by_id=by, at=now)

    def _names(self, announcement: AnnouncementId) -> Mapping[GroupId | None, str]:
        inside = sa.select(hearers.c.group_id).where(hearers.c.announcement_id == announcement)
        found = self.all(sa.select(groups.c.id, groups.c.name).where(groups.c.id.in_(inside)))
        return {GroupId(row.id): row.name for row in found}


def _tally(ways: Mapping[str, int]) -> Tally:
    return Tally(ways.get("telegram", 0), ways.get(Reached.CALLED, 0), ways.get(Reached.PRINTED, 0), ways.get("", 0))


def _in_telegram(announcement: AnnouncementId) -> sa.ColumnElement[bool]:
    """Whether it arrived on a phone of somebody's, or in the chat of their group."""
    in_chat = sa.exists(
        sa.select(1)
        .select_from(groups.join(outbox, outbox.c.key == _key(announcement, groups.c.chat_id)))
        .where(groups.c.id == hearers.c.group_id, outbox.c.state == SendState.SENT)
        .correlate(hearers)
    )
    return sa.or_(_by_themselves(announcement), in_chat)


def _by_themselves(announcement: AnnouncementId) -> sa.ColumnElement[bool]:
    """Whether it arrived on a phone of somebody's."""
    there = speakers.join(outbox, outbox.c.key == _key(announcement, speakers.c.account_id))
    arrived = (outbox.c.state == SendState.SENT, outbox.c.method == Method.SEND)
    return sa.exists(
        sa.select(1).select_from(there).where(speakers.c.person_id == hearers.c.person_id, *arrived).correlate(hearers)
    )


def _key(announcement: AnnouncementId, chat: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """The key of the row that brings it to a chat (services/announcements/sending.py)."""
    return sa.literal(f"announcement:{announcement}:").concat(sa.cast(chat, sa.Text))
