"""Farmer groups, their members, and the invitations that bring people in."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChatId, GroupId, PersonId
from bot.domain.people import Role
from bot.domain.reminders import Told


@dataclass(frozen=True, slots=True)
class Group:
    """A farmer group in a village."""

    id: GroupId
    name: str
    village: str
    district: str  # code of places.yaml
    province: str  # code of places.yaml
    project: str
    state: str  # "proposed", "active", "refused"
    hour: int  # o'clock in the group's zone at which reminders come
    zone: str
    chat: ChatId | None  # its Telegram group chat, when one is linked
    chat_language: str
    told: Told = Told.BOTH  # where its reminders come


@dataclass(frozen=True, slots=True)
class Member:
    """One person's place in a group."""

    person: PersonId
    group: GroupId
    name: str
    leader: bool
    sex: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """A member asks the group to lead it from now on, because its leader cannot."""

    id: int
    group: GroupId
    person: PersonId
    state: str  # "asked", "passed", "stopped", "lapsed"
    asked_at: datetime
    until: datetime

    def open(self, now: datetime) -> bool:
        """Whether members may still say what they think of it at `now`."""
        return self.state == "asked" and now < self.until


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that brings somebody into a group or a role, or a known person to a new phone."""

    code: str
    kind: str  # "group", "role", "person"
    group: GroupId | None
    role: Role | None
    created_by: PersonId | None
    expires_at: datetime
    uses_left: int | None  # None: as many as want
    revoked: bool
    person: PersonId | None = None  # whose place a new phone takes

    def open(self, now: datetime) -> bool:
        """Whether somebody may still use it at `now`."""
        return not self.revoked and now < self.expires_at and (self.uses_left is None or self.uses_left > 0)
