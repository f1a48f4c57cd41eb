"""What each line of a spreadsheet says, beside what is there already: new, there twice, or a fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from bot.content.library import Library
from bot.content.locations import District, Province
from bot.domain.sheets import Flaw, Line, LineState
from bot.services import people
from bot.services.groups import groups, members
from bot.store.database import UnitOfWork
from bot.understand import lao, names, phones, sheets
from bot.understand.readings import Unclear

Cells: TypeAlias = tuple[int, Sequence[str]]
Place: TypeAlias = tuple[str, str]  # district, and the folded name of the village
Key: TypeAlias = tuple[str, str, str]  # the same with the folded name of the group
LOOKED_AT = 20  # lines in which the heads are looked for
_SHOWN = 60  # characters of a word that is said back


@dataclass(slots=True)
class _Group:
    """A group as it is after the lines before: its spelling, its project, its people by folded name."""

    village: str
    name: str
    project: str
    people: set[str] = field(default_factory=set)
    led: bool = False


def heads(lines: Iterable[Cells]) -> tuple[int, Mapping[str, int]]:
    """The number of the line that says what the columns are, and where they are; (0, {}) when none does."""
    for number, cells in list(lines)[:LOOKED_AT]:
        found = sheets.columns(cells)
        if found:
            return number, found
    return 0, {}


def check(
    uow: UnitOfWork, library: Library, lines: Sequence[Cells], *, own: frozenset[str] = frozenset()
) -> list[Line]:
    """What comes of each line below the heads, in their order; `own`: the projects that may be brought in, if not all.

    Where there is one alone, it need not be written.
    """
    below, columns = heads(lines)
    wanted = [(number, cells) for number, cells in lines if number > below] if below else []
    return _Check(uow, library, own).lines(wanted, columns)


class _Check:
    """The lines one after the other: each is seen beside what was there and what the lines before it bring."""

    def __init__(self, uow: UnitOfWork, library: Library, own: frozenset[str]) -> None:
        self.uow, self.own = uow, own
        self.fold = cache(names.fold)  # most words of a table come again and again
        self.find = cache(library.locations.find)
        self.villages: dict[Place, str] = {}
        self.groups: dict[Key, _Group] = {}

    def lines(self, wanted: Sequence[Cells], columns: Mapping[str, int]) -> list[Line]:
        written = [(number, _words(cells, columns)) for number, cells in wanted]
        found = [self._understood(number, words) for number, words in written]
        self._load({self._key(line) for line in found if line.flaw is None})
        return [self._compared(line) for line in found]

    # What a line says ------------------------------------------------------------------------------------------------
    def _understood(self, number: int, words: Mapping[str, str]) -> Line:
        line = Line(number)
        formula = next((word for word in words.values() if word.startswith("=")), "")
        if formula:
            return line.wrong(Flaw.FORMULA, formula[:_SHOWN])
        self._where(line, words)
        self._named(line, words)
        self._about(line, words)
        return line

    def _where(self, line: Line, words: Mapping[str, str]) -> None:
        province, district = words["province"], words["district"]
        provinces = [one for one in self.find(province) if isinstance(one, Province)]
        if province and not provinces:
            line.wrong(Flaw.PROVINCE, province[:_SHOWN])
        if not district:
            line.wrong(Flaw.NO_DISTRICT)
            return
        found = [one for one in self.find(district) if isinstance(one, District)]
        if province:
            found = [one for one in found if one.province in {one.code for one in provinces}]
        if len(found) == 1:
            line.district = found[0].code
        else:
            line.wrong(Flaw.WHICH_DISTRICT if found else Flaw.DISTRICT, district[:_SHOWN])

    def _named(self, line: Line, words: Mapping[str, str]) -> None:
        line.village, line.group = names.village(words["village"]), lao.spell(words["group"])
        only = next(iter(self.own)) if len(self.own) == 1 else ""
        line.project, line.name = words["project"] or only, words["name"]
        for missing, flaw in ((line.village, Flaw.NO_VILLAGE), (line.group, Flaw.NO_GROUP)):
            if not missing:
                line.wrong(flaw)
        for word, longest in (
            (line.village, groups.LONGEST_NAME),
            (line.group, groups.LONGEST_NAME),
            (line.project, groups.LONGEST_NAME),
            (line.name, people.LONGEST_NAME),
        ):
            if len(word) > longest:
                line.wrong(Flaw.LONG, word[:_SHOWN])
            elif word and (word.startswith("/") or not any(letter.isalnum() for letter in word)):
                line.wrong(Flaw.NAME, word)
        if line.name and not any(letter.isalpha() for letter in line.name):
            line.wrong(Flaw.NAME, line.name)

    def _about(self, line: Line, words: Mapping[str, str]) -> None:
        leads = sheets.yes(words["leader"])
        if isinstance(leads, Unclear):
            line.wrong(Flaw.LEADER, words["leader"][:_SHOWN])
        elif leads == "yes":
            line.leader = True
            if not line.name:
                line.wrong(Flaw.LEADER_NAME)
        sex, youth = sheets.sex(words["sex"]), sheets.youth(words["youth"])
        if isinstance(sex, Unclear):
            line.wrong(Flaw.SEX, words["sex"][:_SHOWN])
        elif isinstance(youth, Unclear):
            line.wrong(Flaw.YOUTH, words["youth"][:_SHOWN])
        else:
            line.sex, line.youth = sex, youth
        phone = phones.read(words["phone"]) if words["phone"] else ""
        if isinstance(phone, str):
            line.phone = phone
        else:
            line.wrong(Flaw.PHONE, words["phone"][:_SHOWN])

    # Beside what is there --------------------------------------------------------------------------------------------
    def _load(self, wanted: set[Key]) -> None:
        for district, name in self.uow.sheets.known_villages():
            self.villages.setdefault((district, self.fold(names.village(name))), name)
        ids = {}
        for known in self.uow.sheets.known_groups():
            key = (known.district, self.fold(names.village(known.village)), self.fold(known.name))
            if key in wanted and key not in self.groups:
                self.groups[key] = ids[known.id] = _Group(known.village, known.name, known.project)
        for group, name, leads in self.uow.sheets.known_members(ids):
            ids[group].people.add(self.fold(name))
            ids[group].led = ids[group].led or leads

    def _compared(self, line: Line) -> Line:
        if line.flaw is not None:
            return line
        key = self._key(line)
        group = self.groups.get(key)
        if group is None:
            village = self.villages.setdefault(key[:2], line.village)
            group, new = _Group(village, line.group, line.project), True
        else:
            new = False
            if line.project and self.fold(group.project) != self.fold(line.project):
                return line.wrong(Flaw.PROJECT, line.project)
        if self.own and group.project not in self.own:
            return line.wrong(Flaw.NOT_YOURS, group.project)
        line.village, line.group, line.project = group.village, group.name, group.project
        return self._person(line, group, key, new=new)

    def _person(self, line: Line, group: _Group, key: Key, *, new: bool) -> Line:
        name = self.fold(line.name)
        if name in group.people or not (name or new):
            line.state = LineState.DOUBLE
        elif line.leader and group.led:
            return line.wrong(Flaw.TWO_LEADERS, line.name)
        elif name and len(group.people) >= members.MOST:
            return line.wrong(Flaw.FULL, line.group)
        self.groups[key] = group
        if name:
            group.people.add(name)
            group.led = group.led or line.leader
        return line

    def _key(self, line: Line) -> Key:
        return line.district, self.fold(line.village), self.fold(line.group)


def _words(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """What a line has in each column that we know; "" in those that the table lacks."""
    return {key: cells[at] if (at := columns.get(key, -1)) in range(len(cells)) else "" for key in sheets.HEADS}
