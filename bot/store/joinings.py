"""Who waits for a leader's yes, and who was taken out of a group, as they are kept: places in groups that are none."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.groups import Member, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.store.repository import AnySelect, Repository
from bot.store.tables import members, persons

_MEMBER = (members.c.person_id, members.c.group_id, persons.c.name, members.c.leader, persons.c.sex)
_WAITS = members.c.state == MemberState.ASKED
_MOST = 1000  # who is listed


class Joinings(Repository):
    """`joined_at` of whoever waits is when they asked."""

    def state(self, group: GroupId, person: PersonId) -> MemberState | None:
        """How somebody stands to a group; None when they were never in it and never asked."""
        found: MemberState | None = self.value(members.c.state, *_of(group, person))
        return found

    def lock(self, group: GroupId, person: PersonId) -> MemberState | None:
        """The same, locked until the transaction ends: whoever decides on it takes it first."""
        row = self.first(sa.select(members.c.state).where(*_of(group, person)).with_for_update())
        return row.state if row else None

    def wait(self, group: GroupId, person: PersonId, *, next_at: datetime | None, now: datetime) -> None:
        """Somebody waits for a leader's yes, in this group and no other."""
        self.update(members, members.c.person_id == person, _WAITS, state=MemberState.LEFT, next_at=None)
        values = {"state": MemberState.ASKED, "leader": False, "joined_at": now, "rung": 0, "next_at": next_at}
        self.upsert(members, {"group_id": group, "person_id": person, **values}, key=("group_id", "person_id"))

    def refuse(self, group: GroupId, person: PersonId) -> None:
        """Not let in, this time."""
        self.update(members, *_of(group, person), _WAITS, state=MemberState.REFUSED, next_at=None)

    def asked_at(self, group: GroupId, person: PersonId) -> datetime | None:
        """When somebody asked who was not let in."""
        where = (*_of(group, person), members.c.state == MemberState.REFUSED)
        found: datetime | None = self.value(members.c.joined_at, *where)
        return found

    def waiting_for(self, person: PersonId) -> GroupId | None:
        """The group in which somebody waits."""
        found = self.value(members.c.group_id, members.c.person_id == person, _WAITS)
        return GroupId(found) if found is not None else None

    def within(self, group: GroupId, state: MemberState) -> list[Member]:
        """Who waits, was taken out or went, by name."""
        where = (members.c.group_id == group, members.c.state == state)
        return [Member(*row) for row in self.all(_members(*where, order=persons.c.name).limit(_MOST))]

    def due(self, *, now: datetime, limit: int) -> list[tuple[Member, int]]:
        """Of whom somebody has to be reminded, and how often they were already; locked until the transaction ends."""
        wanted = _members(_WAITS, members.c.next_at <= now, order=members.c.next_at).limit(limit)
        found = [Member(*row) for row in self.all(wanted.with_for_update(of=members, skip_locked=True))]
        return [(one, int(self.value(members.c.rung, *_of(one.group, one.person)) or 0)) for one in found]

    def ring(self, group: GroupId, person: PersonId, *, next_at: datetime | None) -> None:
        """Somebody was reminded of them."""
        self.update(members, *_of(group, person), rung=members.c.rung + 1, next_at=next_at)

    def next_at(self) -> datetime | None:
        """When somebody has to be reminded next."""
        found: datetime | None = self.value(sa.func.min(members.c.next_at), _WAITS)
        return found


def _members(*where: sa.ColumnElement[bool], order: sa.ColumnElement[object]) -> AnySelect:
    joined = sa.select(*_MEMBER, members.c.joined_at).join(persons, persons.c.id == members.c.person_id)
    return joined.where(*where).order_by(order, persons.c.id)


def _of(group: GroupId, person: PersonId) -> tuple[sa.ColumnElement[bool], ...]:
    return (members.c.group_id == group, members.c.person_id == person)
