"""The groups as staff look for them: counted by place, listed by village, with the figures of one group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from bot.domain.groups import GroupState, MemberState
from bot.domain.ids import GroupId, VillageId
from bot.domain.people import Sex, Youth
from bot.store.repository import Repository
from bot.store.tables import accounts, groups, members, persons, places, readings, speakers, villages

_PROVINCE: sa.ColumnElement[str] = sa.func.substr(
    villages.c.district, 1, 2
)  # a district's code begins with its province's
_JOINED = groups.join(villages, villages.c.id == groups.c.village_id)


class VillageRow(NamedTuple):
    """A village with how many groups it has."""

    id: VillageId
    name: str
    groups: int


class GroupRow(NamedTuple):
    """A group as a list shows it."""

    id: GroupId
    name: str
    village: str
    district: str
    project: str


@dataclass(frozen=True, slots=True)
class People:
    """Who is in a group: what they said of themselves, and how many of them a message reaches."""

    women: int
    men: int
    unsaid: int
    youth: int
    youth_unsaid: int

    @property
    def all(self) -> int:
        return self.women + self.men + self.unsaid


class Directory(Repository):
    """Open groups of some projects; of all where none is given."""

    def provinces(self, projects: Collection[str]) -> list[tuple[str, int]]:
        """The codes of the provinces that have groups, each with how many."""
        return self._counted(_PROVINCE, projects)

    def districts(self, province: str, projects: Collection[str]) -> list[tuple[str, int]]:
        """The codes of the districts of a province, each with how many groups it has."""
        of_it = villages.c.district.startswith(province, autoescape=True)
        return self._counted(villages.c.district, projects, of_it) if len(province) == 2 else []

    def villages(self, district: str, projects: Collection[str]) -> list[VillageRow]:
        """The villages of a district that have groups."""
        columns = (villages.c.id, villages.c.name, sa.func.count().label("groups"))
        found = sa.select(*columns).select_from(_JOINED).where(*_open(projects), villages.c.district == district)
        return [VillageRow(*row) for row in self.all(found.group_by(villages.c.id, villages.c.name))]

    def groups(
        self, projects: Collection[str], *, district: str = "", village: VillageId | None = None
    ) -> list[GroupRow]:
        """The groups of a district or a village; all of them without either."""
        where = list(_open(projects))
        if district:
            where.append(villages.c.district == district)
        if village is not None:
            where.append(villages.c.id == village)
        columns = (groups.c.id, groups.c.name, villages.c.name.label("village"), villages.c.district, groups.c.project)
        return [GroupRow(*row) for row in self.all(sa.select(*columns).select_from(_JOINED).where(*where))]

    def projects(self) -> list[str]:
        """The projects that groups are in, by name."""
        where = (groups.c.state == GroupState.ACTIVE, groups.c.project != "")
        found = self.all(sa.select(groups.c.project).where(*where).distinct())
        return sorted(row.project for row in found)

    def _counted(
        self, code: sa.ColumnElement[str], projects: Collection[str], *where: sa.ColumnElement[bool]
    ) -> list[tuple[str, int]]:
        counted = sa.select(code.label("code"), sa.func.count().label("n")).select_from(_JOINED)
        found = self.all(counted.where(*_open(projects), *where).group_by(code).order_by(code))
        return [(row.code, int(row.n)) for row in found]

    # One group -------------------------------------------------------------------------------------------------------
    def people(self, group: GroupId) -> People:
        """Who is in it."""
        joined = sa.select(persons.c.sex, persons.c.youth, sa.func.count().label("n")).join(
            members, members.c.person_id == persons.c.id
        )
        where = (members.c.group_id == group, members.c.state == MemberState.ACTIVE)
        found = self.all(joined.where(*where).group_by(persons.c.sex, persons.c.youth))

        def told(column: str, value: str) -> int:
            return sum(int(row.n) for row in found if getattr(row, column) == value)

        return People(
            told("sex", Sex.WOMAN), told("sex", Sex.MAN), told("sex", ""), told("youth", Youth.YES), told("youth", "")
        )

    def lessons(self, group: GroupId) -> int:
        """How many lessons somebody of the group has finished."""
        joined = sa.select(sa.func.count(readings.c.lesson.distinct())).join(
            members, members.c.person_id == readings.c.person_id
        )
        where = (members.c.group_id == group, members.c.state == MemberState.ACTIVE)
        row = self.first(joined.where(*where, readings.c.finished_at.is_not(None)))
        return int(row[0]) if row else 0

    def last_sign(self, group: GroupId) -> datetime | None:
        """When somebody of the group last wrote or tapped in the private chat."""
        heard = sa.and_(places.c.chat_id == accounts.c.id, places.c.account_id == accounts.c.id)
        joined = (
            sa.select(places.c.updated_at)
            .join(accounts, heard)
            .join(speakers, speakers.c.account_id == accounts.c.id)
            .join(members, members.c.person_id == speakers.c.person_id)
        )
        where = (members.c.group_id == group, members.c.state == MemberState.ACTIVE)
        row = self.first(joined.where(*where).order_by(places.c.updated_at.desc()))
        return row.updated_at if row else None


def _open(projects: Collection[str]) -> tuple[sa.ColumnElement[bool], ...]:
    active = groups.c.state == GroupState.ACTIVE
    return (active, groups.c.project.in_(list(projects))) if projects else (active,)
