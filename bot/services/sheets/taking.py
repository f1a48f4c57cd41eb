"""The lines of a spreadsheet become groups and people, and cease to be: some at a time, each step whole and once."""

from __future__ import annotations

from datetime import datetime

from bot.content.library import Library
from bot.domain.groups import GroupState, VillageState
from bot.domain.ids import GroupId, PersonId, SheetId
from bot.domain.notices.sheets import SheetDone
from bot.domain.sheets import Line, LineState, SheetState
from bot.services import notices
from bot.services.groups import groups, members
from bot.store.database import UnitOfWork
from bot.understand import names

AT_ONCE = 250  # lines of one transaction: others are answered in between


def go_on(uow: UnitOfWork, library: Library, sheet: SheetId, *, now: datetime) -> bool:
    """The next lines are taken, or taken back; False when nothing is left to do, and whoever sent it was told."""
    found = uow.sheets.lock(sheet)
    if found is None or found.state not in (SheetState.TAKING, SheetState.UNDOING):
        return False
    takes = found.state is SheetState.TAKING
    if _take(uow, library, sheet, now=now) if takes else _undo(uow, sheet):
        return True
    uow.sheets.change(sheet, state=SheetState.TAKEN if takes else SheetState.UNDONE)
    if found.by is not None:
        notices.tell(uow, found.by, SheetDone(sheet), now=now, key=f"{sheet} {found.state}")
    return False


# In -------------------------------------------------------------------------------------------------------------------
def _take(uow: UnitOfWork, library: Library, sheet: SheetId, *, now: datetime) -> bool:
    lines = uow.sheets.lines(sheet, LineState.NEW, most=AT_ONCE)
    taking = _Taking(uow, uow.sheets.zone(sheet), groups.hours_of(library.reminders), now)
    uow.sheets.settle(sheet, [taking.line(line) for line in lines])
    uow.sheets.join(taking.joining)
    return bool(lines)


class _Taking:
    """Some lines: what is there meanwhile is looked up once."""

    def __init__(self, uow: UnitOfWork, zone: str, hours: dict[str, object], now: datetime) -> None:
        self.uow, self.zone, self.hours, self.now = uow, zone, hours, now
        self.groups: dict[tuple[str, str, str], GroupId] = {}
        self.people: dict[GroupId, set[str]] = {}
        self.joining: list[dict[str, object]] = []

    def line(self, line: Line) -> dict[str, object]:
        """Take a line; returns what becomes of its row. What came in meanwhile by another way is there already."""
        group, made = self._group(line)
        person = self._person(line, group) if line.name else None
        state = LineState.TAKEN if made or person is not None else LineState.DOUBLE
        return {
            "number": line.number,
            "state": state,
            "words": {},
            "group_id": group,
            "person_id": person,
            "made_group": made,
        }

    def _group(self, line: Line) -> tuple[GroupId, bool]:
        key = (line.district, line.village, names.fold(line.group))
        if key in self.groups:
            return self.groups[key], False
        village = self.uow.groups.village(line.district, line.village, state=VillageState.KNOWN)
        there = [one for one, name in self.uow.sheets.in_village(village) if names.fold(name) == key[2]]
        if there:
            self.groups[key] = there[0]
            return there[0], False
        values = {"village_id": village, "project": line.project, "state": GroupState.ACTIVE, "zone": self.zone}
        self.groups[key] = self.uow.groups.add(now=self.now, name=line.group, **values, **self.hours)
        self.people[self.groups[key]] = set()
        return self.groups[key], True

    def _person(self, line: Line, group: GroupId) -> PersonId | None:
        if group not in self.people:
            self.people[group] = {names.fold(one.name) for one in self.uow.groups.members(group)}
        known, name = self.people[group], names.fold(line.name)
        if name in known or len(known) >= members.MOST:
            return None
        known.add(name)
        about = {"sex": line.sex, "youth": line.youth, "phone": line.phone}
        person = self.uow.people.add(now=self.now, name=line.name, language="", **about)
        values = {"group_id": group, "person_id": person, "leader": line.leader, "joined_at": self.now}
        self.joining.append(values)
        return person


# Out again ------------------------------------------------------------------------------------------------------------
def _undo(uow: UnitOfWork, sheet: SheetId) -> bool:
    """The last lines first, so that a group goes after the people who came into it below its own line."""
    made = uow.sheets.made(sheet, LineState.TAKEN, most=AT_ONCE)
    people = [one.person for one in made if one.person is not None]
    kept = uow.sheets.used_people(people)
    uow.sheets.remove_people(one for one in people if one not in kept)
    wanted = [one.group for one in made if one.made_group and one.group is not None]
    used = uow.sheets.used_groups(wanted)
    uow.sheets.remove_groups(one for one in wanted if one not in used)
    rows = [
        {"number": one.number, "state": LineState.KEPT if one.person in kept or one.group in used else LineState.UNDONE}
        for one in made
    ]
    uow.sheets.settle(sheet, rows)
    return bool(made)
