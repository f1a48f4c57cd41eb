"""Roles and phones."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.notices import Notice
from bot.domain.people import Role


@dataclass(frozen=True, slots=True)
class RoleAsked(Notice):
    notice = "role_asked"
    member: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class RoleDecided(Notice):
    notice = "role_decided"
    role: Role


@dataclass(frozen=True, slots=True)
class RoleTaken(Notice):
    notice = "role_taken"
    role: Role


@dataclass(frozen=True, slots=True)
class RoleTakenOf(Notice):
    notice = "role_taken_of"
    member: PersonId
    by: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class PhoneLocked(Notice):
    notice = "phone_locked"
    member: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True)
class PhoneMoved(Notice):
    notice = "phone_moved"
    member: PersonId


@dataclass(frozen=True, slots=True)
class PhoneMovedAway(Notice):
    notice = "phone_moved_away"
    move: int = 0  # 0: told before moves were kept


@dataclass(frozen=True, slots=True)
class PhoneDoubted(Notice):
    notice = "phone_doubted"
    move: int


@dataclass(frozen=True, slots=True)
class PhoneSettled(Notice):
    notice = "phone_settled"
    move: int
    yours: bool


@dataclass(frozen=True, slots=True)
class PhoneShared(Notice):
    notice = "phone_shared"
    group: GroupId
    member: PersonId
    owner: PersonId
    account: AccountId


@dataclass(frozen=True, slots=True)
class DataComes(Notice):
    notice = "data_comes"
    parts: int  # archives that follow


@dataclass(frozen=True, slots=True)
class ProjectsChosen(Notice):
    notice = "projects_chosen"
