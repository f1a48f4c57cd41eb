"""Finding a group: by province, district and village as a Lao dictionary has them, or by words in either language."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.content.locations import District, Province
from bot.domain.all_actions import Counts, Scope
from bot.domain.groups import Group
from bot.domain.ids import GroupId, VillageId
from bot.domain.people import OFFICE, Person
from bot.domain.refused import Forbidden
from bot.services.groups import groups, progress
from bot.services.groups.progress import Standing
from bot.store.database import UnitOfWork
from bot.store.directory import GroupRow, People, VillageRow
from bot.understand import names

MOST = 60  # groups that are found by words; whoever finds more writes more of the name


@dataclass(frozen=True, slots=True)
class Found:
    """What words may mean: places that have groups, and groups, the likeliest first."""

    provinces: tuple[str, ...]
    districts: tuple[str, ...]
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The whole of a group at a moment. Money in kip; `planned` and `spent` are None before a plan has passed."""

    group: Group
    people: People
    leaders: tuple[str, ...]
    lessons: int
    standing: Standing
    work: Counts
    planned: int | None
    spent: int | None
    last_sign: datetime | None


def provinces(uow: UnitOfWork, *, by: Person) -> list[tuple[str, int]]:
    """The provinces that have groups, with how many: for staff. Raises: Forbidden."""
    return uow.directory.provinces(_projects(by))


def districts(uow: UnitOfWork, province: str, *, by: Person) -> list[tuple[str, int]]:
    """The districts of a province, with how many groups each has. Raises: Forbidden."""
    return uow.directory.districts(province, _projects(by))


def villages(uow: UnitOfWork, district: str, *, by: Person) -> list[VillageRow]:
    """The villages of a district that have groups, in a dictionary's order. Raises: Forbidden."""
    return sorted(uow.directory.villages(district, _projects(by)), key=lambda one: (names.order(one.name), one.id))


def of_district(uow: UnitOfWork, district: str, *, by: Person) -> list[GroupRow]:
    """The groups of a district by village and name. Raises: Forbidden."""
    return sorted(uow.directory.groups(_projects(by), district=district), key=_order)


def of_village(uow: UnitOfWork, village: VillageId, *, by: Person) -> list[GroupRow]:
    """The groups of a village by name. Raises: Forbidden."""
    return sorted(uow.directory.groups(_projects(by), village=village), key=_order)


def projects(uow: UnitOfWork, *, by: Person) -> list[str]:
    """The projects that somebody looks after. Raises: Forbidden."""
    mine = _projects(by)
    return [one for one in uow.directory.projects() if not mine or one in mine]


def code(project: str) -> str:
    """A project as a button carries it."""
    return f"{zlib.crc32(project.encode()):x}"


def find(uow: UnitOfWork, library: Library, words: str, *, by: Person) -> Found:
    """The groups that may be meant: by their name, their village's or project's, and places called so.

    In either language and in any usual spelling; where nothing has the words, what sounds like them. Raises: Forbidden.
    """
    mine = _projects(by)
    everything = uow.directory.groups(mine)
    wanted = names.fold(names.village(words))
    if not wanted:
        return Found((), (), ())
    having = [one for one in everything if wanted in names.fold(f"{one.name} {one.project}{one.village}")]
    having.sort(key=lambda one: (wanted != names.fold(one.name), _order(one)))
    if not having:
        alike = [key for key, _ in names.alike(words, ((one.id, one.name) for one in everything), MOST)]
        near = [key for key, _ in names.alike(words, ((one.id, one.village) for one in everything), MOST)]
        by_id = {one.id: one for one in everything}
        having = [by_id[key] for key in dict.fromkeys((*alike, *near))]
    places = library.locations.find(words)
    there = {one.district for one in everything}
    return Found(
        tuple(one.code for one in places if isinstance(one, Province) and any(d[:2] == one.code for d in there)),
        tuple(one.code for one in places if isinstance(one, District) and one.code in there),
        tuple(having[:MOST]),
    )


def state(uow: UnitOfWork, library: Library, group: GroupId, *, by: Person, now: datetime) -> State:
    """The whole state of a group, for staff. Raises: Forbidden."""
    _projects(by)
    found = groups.open_group(uow, group, by=by)
    plan = uow.plans.approved(group)
    actions = uow.actions.of_plan(plan.id) if plan else []
    expenses = uow.expenses.of_actions([one.id for one in actions])
    return State(
        found,
        uow.directory.people(group),
        tuple(one.name for one in uow.groups.leaders(group)),
        uow.directory.lessons(group),
        progress.standing(uow, library, group, now=now),
        uow.all_actions.counts(Scope("group", str(group)), today=found.today(now)),
        sum(one.cost or 0 for one in actions) if plan else None,
        sum(one.kip for one in expenses if one.counts) if plan else None,
        uow.directory.last_sign(group),
    )


def _projects(by: Person) -> Collection[str]:
    if not by.roles & OFFICE:
        raise Forbidden
    return by.own_projects


def _order(one: GroupRow) -> tuple[tuple[str, str], tuple[str, str], int]:
    return names.order(one.village), names.order(one.name), one.id
