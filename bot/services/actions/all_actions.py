"""Looking at the work of all groups, for staff: which actions, whose, how many, and where things stand still."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import date

from bot.content.library import Library
from bot.content.locations import Location, Province
from bot.domain.all_actions import EVERYBODY, Counts, Row, Scope, Stuck, Which
from bot.domain.ids import GroupId, RoundId
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden
from bot.i18n import LANGUAGES
from bot.store.database import UnitOfWork
from bot.understand import lao

PAGE = 10  # actions on one page
_PREFIXES = {"province": "p", "district": "d", "project": "j", "round": "r", "group": "g"}
_SHORTEST = 2  # characters of a name that are enough to look for it


@dataclass(frozen=True, slots=True)
class Table:
    """One page of actions of a scope, with how many each filter would show."""

    rows: tuple[Row, ...]
    counts: Counts
    page: int
    pages: int


def table(uow: UnitOfWork, which: Which, scope: Scope, page: int, *, by: Person, today: date) -> Table:
    """One page of actions; a wrong page is the nearest. For staff only. Raises: Forbidden."""
    scope = _mine(scope, by)
    counts = uow.all_actions.counts(scope, today=today)
    pages = max(1, -(-counts[which] // PAGE))
    page = min(max(page, 0), pages - 1)
    rows = uow.all_actions.rows(which, scope, today=today, offset=page * PAGE, limit=PAGE)
    return Table(tuple(rows), counts, page, pages)


def parts(
    uow: UnitOfWork, kind: str, which: Which, scope: Scope, *, by: Person, today: date
) -> list[tuple[Scope, int]]:
    """The provinces, districts, projects, rounds or groups of a scope, each with how many actions a filter shows.

    Raises: Forbidden.
    """
    return uow.all_actions.counted(kind, which, _mine(scope, by), today=today)


def stuck(uow: UnitOfWork, *, by: Person, today: date) -> list[Stuck]:
    """The districts with overdue actions or help requests, the worst first. Raises: Forbidden."""
    _staff(by)
    return uow.all_actions.stuck(by.own_projects, today=today)


def find(uow: UnitOfWork, library: Library, words: str, *, by: Person) -> list[Scope]:
    """What somebody typed: groups, districts, provinces, projects or rounds called so; the whole name goes first.

    Raises: Forbidden.
    """
    _staff(by)
    wanted = lao.fold(words).strip()
    if len(wanted) < _SHORTEST:
        return []
    named = _named(uow, library, by.own_projects)
    same = [scope for scope, names in named if wanted in names]
    locations = [_location(found) for found in library.locations.find(words)]
    exact = [*same, *(scope for scope in locations if any(scope == known for known, _ in named))]
    if exact:
        return list(dict.fromkeys(exact))
    return [scope for scope, names in named if any(wanted in name for name in names)]


def name(uow: UnitOfWork, library: Library, scope: Scope, language: str) -> str:
    """How a scope is called; "" for all groups."""
    match scope.kind:
        case "province" | "district":
            location = library.locations.province(scope.key) or library.locations.district(scope.key)
            return location.name(language) if location else scope.key
        case "round":
            round_ = uow.rounds.get(RoundId(int(scope.key)))
            return (round_.name.get(language) or next(iter(round_.name.values()), "")) if round_ else scope.key
        case "group":
            group = uow.groups.get(GroupId(int(scope.key)))
            return group.name if group else scope.key
    return scope.key


# A scope on a button --------------------------------------------------------------------------------------------------
def code(scope: Scope) -> str:
    """A scope as a button carries it: p17, d1704, r3, g5; a project by a checksum of its name."""
    if scope.kind == "project":
        return f"j{_checksum(scope.key)}"
    return f"{_PREFIXES[scope.kind]}{scope.key}" if scope.kind else "all"


def read(uow: UnitOfWork, word: str) -> Scope:
    """The scope that a button carries; all groups for one that nobody made or that is there no more."""
    kind = next((kind for kind, prefix in _PREFIXES.items() if prefix == word[:1]), "")
    rest = word[1:]
    if kind == "project":
        known = [scope for scope in _kind(uow, "project") if _checksum(scope.key) == rest]
        return known[0] if known else EVERYBODY
    return Scope(kind, rest) if kind and rest.isascii() and rest.isdecimal() and len(rest) <= 9 else EVERYBODY


def _checksum(project: str) -> str:
    return f"{zlib.crc32(project.encode()):x}"


def _named(uow: UnitOfWork, library: Library, own: frozenset[str]) -> list[tuple[Scope, set[str]]]:
    """Everything that has work at present, with its names as they are compared."""
    groups = [(Scope("group", str(key)), {lao.fold(name)}) for key, name in uow.all_actions.groups_named(own)]
    kinds = [kind for kind in _PREFIXES if kind != "group"]
    scopes = [scope for kind in kinds for scope in _kind(uow, kind, own)]
    return [*((scope, _names(uow, library, scope)) for scope in scopes), *groups]


def _kind(uow: UnitOfWork, kind: str, own: frozenset[str] = frozenset()) -> list[Scope]:
    within = replace(EVERYBODY, projects=own)
    return [scope for scope, _ in uow.all_actions.counted(kind, Which.ALL, within, today=date.min)]


def _names(uow: UnitOfWork, library: Library, scope: Scope) -> set[str]:
    return {lao.fold(name(uow, library, scope, language)) for language in LANGUAGES}


def _location(found: Location) -> Scope:
    return Scope("province" if isinstance(found, Province) else "district", found.code)


def _mine(scope: Scope, by: Person) -> Scope:
    """The part of a scope that somebody of the staff looks after. Raises: Forbidden."""
    _staff(by)
    return replace(scope, projects=by.own_projects)


def _staff(person: Person) -> None:
    if Role.STAFF not in person.roles:
        raise Forbidden
