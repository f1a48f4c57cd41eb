"""Farmer groups, their members, and the invitations that bring people in."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.ids import ChatId, GroupId, PersonId
from bot.domain.people import Role
from bot.domain.reminders import Told
from bot.domain.zones import day


class VillageState(StrEnum):
    """Whether a village is in the list that everybody chooses from."""

    KNOWN = "known"
    PROPOSED = "proposed"


class GroupState(StrEnum):
    """Whether staff have looked at a group."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REFUSED = "refused"
    UNITED = "united"  # it turned out to be another group, which has all of it now


class MemberState(StrEnum):
    """Whether somebody is in a group."""

    ASKED = "asked"  # waits for the leader's yes
    ACTIVE = "active"
    LEFT = "left"  # went by themselves, and may come back
    REFUSED = "refused"  # not let in, this time: they may ask again, and a link works
    REMOVED = "removed"  # taken out: only a new invitation brings them back


class HandoverState(StrEnum):
    """What became of somebody's wish to lead."""

    ASKED = "asked"
    PASSED = "passed"
    STOPPED = "stopped"
    LAPSED = "lapsed"


class InviteKind(StrEnum):
    """What a link leads into."""

    GROUP = "group"  # with a person: for nobody but them
    ROLE = "role"
    PERSON = "person"  # a known person's new phone


@dataclass(frozen=True, slots=True)
class Group:
    """A farmer group in a village."""

    id: GroupId
    name: str
    village: str
    district: str  # code of places.yaml
    province: str  # code of places.yaml
    project: str
    state: GroupState
    hour: int  # o'clock in the group's zone at which reminders come
    zone: ZoneInfo
    chat: ChatId | None  # its Telegram group chat, when one is linked
    chat_language: str
    told: Told = Told.BOTH  # where its reminders come
    thread: int | None = None  # the topic of its chat to which they come, None outside topics
    minute: int = 0  # past that hour
    evening: time | None = None  # of lessons and of what is not due today; None: at its own hour as well

    @property
    def at(self) -> time:
        """When reminders of what is due today come."""
        return time(self.hour, self.minute)

    @property
    def later(self) -> time:
        """When lessons come, and reminders before and past a day."""
        return self.evening or self.at

    def today(self, now: datetime) -> date:
        """The group's day at an instant."""
        return day(now, self.zone)


@dataclass(frozen=True, slots=True)
class Member:
    """One person's membership in a group."""

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
    state: HandoverState
    asked_at: datetime
    until: datetime

    def open(self, now: datetime) -> bool:
        """Whether members may still say what they think of it at `now`."""
        return self.state is HandoverState.ASKED and now < self.until


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that brings somebody into a group or a role, or a known person to a new phone."""

    code: str
    kind: InviteKind
    group: GroupId | None
    role: Role | None
    created_by: PersonId | None
    expires_at: datetime
    uses_left: int | None  # None: as many as want
    revoked: bool
    person: PersonId | None = None  # whose membership a new phone takes, or who alone may use it
    lost: bool = False  # the old phone is lost or stolen: nothing is sent there
    asks: bool = False  # its leader says yes to each who comes by it

    def open(self, now: datetime) -> bool:
        """Whether somebody may still use it at `now`."""
        return not self.revoked and now < self.expires_at and (self.uses_left is None or self.uses_left > 0)
