"""Spreadsheets that are brought in, as they are kept: a row a line, so that taking and undoing go on after a death."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from bot.domain.groups import GroupState
from bot.domain.ids import GroupId, PersonId, SheetId, VillageId
from bot.domain.sheets import FORGOTTEN_AFTER, Counts, Line, LineState, Sheet
from bot.store.merges import references
from bot.store.repository import AnyRow, Repository
from bot.store.tables import groups, members, persons, sheet_lines, sheets, villages

_SHEET = [sheets.c[name] for name in ("id", "by_id", "medium_id", "name", "state", "why", "at", "taken_at")]
_WORDS = [one.name for one in fields(Line) if one.name not in ("number", "state", "flaw", "value")]
_AT_ONCE = 500  # values of one question: SQLite takes a few thousand
_OWN = ("sheet_lines.person_id", "members.person_id")  # what bringing somebody in wrote itself


class KnownGroup(NamedTuple):
    """A group that is there, for comparing with what a line says."""

    id: GroupId
    district: str
    village: str
    name: str
    project: str


class Made(NamedTuple):
    """What a line has made."""

    number: int
    group: GroupId | None
    person: PersonId | None
    made_group: bool


class Sheets(Repository):
    """The spreadsheets, their lines, and what the lines have made."""

    def add(self, *, now: datetime, **values: object) -> SheetId:
        """A new one: by_id, medium_id, name, state, zone."""
        return SheetId(self.insert(sheets, at=now, **values))

    def get(self, sheet: SheetId) -> Sheet | None:
        row = self.first(sa.select(*_SHEET).where(sheets.c.id == sheet))
        return Sheet(*row) if row else None

    def lock(self, sheet: SheetId) -> Sheet | None:
        """The same, locked until the transaction ends."""
        row = self.first(sa.select(*_SHEET).where(sheets.c.id == sheet).with_for_update())
        return Sheet(*row) if row else None

    def zone(self, sheet: SheetId) -> str:
        return str(self.value(sheets.c.zone, sheets.c.id == sheet) or "")

    def change(self, sheet: SheetId, **values: object) -> None:
        self.update(sheets, sheets.c.id == sheet, **values)

    def latest(self, *, most: int) -> list[Sheet]:
        """The last ones, the newest first."""
        return [Sheet(*row) for row in self.all(sa.select(*_SHEET).order_by(sheets.c.id.desc()).limit(most))]

    # Lines -----------------------------------------------------------------------------------------------------------
    def keep(self, sheet: SheetId, lines: Iterable[Line]) -> None:
        """Write the lines down as they were understood."""
        rows = [_row(sheet, line) for line in lines]
        if rows:
            self.run(sheet_lines.insert(), rows)

    def lines(self, sheet: SheetId, state: LineState, *, most: int) -> list[Line]:
        """The first lines in a state."""
        columns = [sheet_lines.c[name] for name in ("number", "state", "flaw", "value", "words")]
        where = (sheet_lines.c.sheet_id == sheet, sheet_lines.c.state == state)
        found = self.all(sa.select(*columns).where(*where).order_by(sheet_lines.c.number).limit(most))
        return [Line(row.number, row.state, row.flaw or None, row.value, **row.words) for row in found]

    def made(self, sheet: SheetId, state: LineState, *, most: int) -> list[Made]:
        """What the last lines in a state have made, the last first."""
        columns = [sheet_lines.c[name] for name in ("number", "group_id", "person_id", "made_group")]
        where = (sheet_lines.c.sheet_id == sheet, sheet_lines.c.state == state)
        found = self.all(sa.select(*columns).where(*where).order_by(sheet_lines.c.number.desc()).limit(most))
        return [Made(*row) for row in found]

    def settle(self, sheet: SheetId, rows: Sequence[dict[str, Any]]) -> None:
        """Lines have become something: `number` and the columns that change, the same in all rows."""
        if not rows:
            return
        changed = [name for name in rows[0] if name != "number"]
        statement = (
            sheet_lines.update()
            .where(sheet_lines.c.sheet_id == sheet, sheet_lines.c.number == sa.bindparam("of_number"))
            .values({name: sa.bindparam(f"new_{name}") for name in changed})
        )
        given = [{"of_number": row["number"], **{f"new_{name}": row[name] for name in changed}} for row in rows]
        self.run(statement, given)

    def counts(self, sheet: SheetId) -> Counts:
        """How many lines are in each state, how many groups they have made, and how many people."""
        columns = (
            sheet_lines.c.state,
            sa.func.count(),
            sa.func.sum(sa.case((sheet_lines.c.made_group.is_(True), 1), else_=0)),
            sa.func.count(sheet_lines.c.person_id),
        )
        found = self.all(sa.select(*columns).where(sheet_lines.c.sheet_id == sheet).group_by(sheet_lines.c.state))
        by_state = {LineState(row[0]): int(row[1]) for row in found}
        return Counts(by_state, sum(int(row[2]) for row in found), sum(int(row[3]) for row in found))

    def forget(self, *, now: datetime) -> int:
        """What lines say is kept for a week; returns how many are forgotten."""
        old = sa.select(sheets.c.id).where(sheets.c.at < now - FORGOTTEN_AFTER)
        return self.run(sheet_lines.delete().where(sheet_lines.c.sheet_id.in_(old))).rowcount

    # What is there already -------------------------------------------------------------------------------------------
    def known_groups(self) -> list[KnownGroup]:
        """Every group that is open or waits for staff."""
        columns = (groups.c.id, villages.c.district, villages.c.name, groups.c.name, groups.c.project)
        there = groups.c.state.in_((GroupState.ACTIVE, GroupState.PROPOSED))
        joined = sa.select(*columns).join(villages, villages.c.id == groups.c.village_id)
        return [KnownGroup(*row) for row in self.all(joined.where(there).order_by(groups.c.id))]

    def in_village(self, village: VillageId) -> list[tuple[GroupId, str]]:
        """The groups of a village that are open or wait for staff, by name."""
        there = (groups.c.village_id == village, groups.c.state.in_((GroupState.ACTIVE, GroupState.PROPOSED)))
        found = self.all(sa.select(groups.c.id, groups.c.name).where(*there).order_by(groups.c.id))
        return [(GroupId(row.id), row.name) for row in found]

    def known_villages(self) -> list[tuple[str, str]]:
        """(district, name) of every village."""
        found = self.all(sa.select(villages.c.district, villages.c.name).order_by(villages.c.id))
        return [(row.district, row.name) for row in found]

    def known_members(self, wanted: Iterable[GroupId]) -> list[tuple[GroupId, str, bool]]:
        """(group, name, leads) of everybody in these groups."""
        columns = (members.c.group_id, persons.c.name, members.c.leader)
        joined = sa.select(*columns).join(persons, persons.c.id == members.c.person_id)
        found: list[AnyRow] = []
        for some in _some(wanted):
            found += self.all(joined.where(members.c.state == "active", members.c.group_id.in_(some)))
        return [(GroupId(row.group_id), row.name, bool(row.leader)) for row in found]

    # What lines make -------------------------------------------------------------------------------------------------
    def join(self, rows: Sequence[dict[str, object]]) -> None:
        """New people into groups: group_id, person_id, leader, joined_at."""
        if rows:
            self.run(members.insert(), [{"state": "active", "rung": 0, **row} for row in rows])

    def used_people(self, people: Iterable[PersonId]) -> set[PersonId]:
        """Those to whom anything refers but their place in a group."""
        return {PersonId(one) for one in self._referred(persons, people, but=_OWN)}

    def used_groups(self, wanted: Iterable[GroupId]) -> set[GroupId]:
        """Those to which anything refers, such as members, a plan or a link; or which have a chat."""
        ids = list(wanted)
        found = self._referred(groups, ids, but=("sheet_lines.group_id",))
        for some in _some(ids):
            chats = sa.select(groups.c.id).where(groups.c.id.in_(some), groups.c.chat_id.is_not(None))
            found |= {row.id for row in self.all(chats)}
        return {GroupId(one) for one in found}

    def remove_people(self, people: Iterable[PersonId]) -> None:
        for some in _some(people):
            self.run(persons.delete().where(persons.c.id.in_(some)))

    def remove_groups(self, wanted: Iterable[GroupId]) -> None:
        """Groups go, and their villages where no other group is in them."""
        for some in _some(wanted):
            left = {
                row.village_id
                for row in self.all(sa.select(groups.c.village_id).where(groups.c.id.in_(some)).distinct())
            }
            self.run(groups.delete().where(groups.c.id.in_(some)))
            lived_in = sa.exists().where(groups.c.village_id == villages.c.id)
            for others in _some(left):
                self.run(villages.delete().where(villages.c.id.in_(others), ~lived_in))

    def _referred(self, table: sa.Table, ids: Iterable[int], *, but: tuple[str, ...]) -> set[int]:
        wanted, found = list(ids), set[int]()
        for name, column in references(table).items():
            if name in but:
                continue
            for some in _some(wanted):
                rows = self.all(sa.select(column.label("id")).where(column.in_(some)).distinct())
                found |= {row.id for row in rows}
        return found


def _row(sheet: SheetId, line: Line) -> dict[str, Any]:
    words = {name: getattr(line, name) for name in _WORDS} if line.state is LineState.NEW else {}
    return {
        "sheet_id": sheet,
        "number": line.number,
        "state": line.state,
        "flaw": line.flaw or "",
        "value": line.value,
        "words": words,
        "made_group": False,
    }


def _some(ids: Iterable[int]) -> list[list[int]]:
    whole = list(ids)
    return [whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE)]
