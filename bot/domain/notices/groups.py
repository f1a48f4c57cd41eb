"""Who is in a group, who leads it, where its reminders come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, PersonId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class GroupProposed(Notice):
    notice = "group_proposed"
    group: GroupId


@dataclass(frozen=True, slots=True)
class GroupDecided(Notice):
    notice = "group_decided"
    group: GroupId


@dataclass(frozen=True, slots=True)
class MemberJoined(Notice):
    notice = "member_joined"
    group: GroupId
    member: PersonId


@dataclass(frozen=True, slots=True)
class JoinAsked(Notice):
    notice = "join_asked"
    group: GroupId
    member: PersonId


@dataclass(frozen=True, slots=True)
class JoinDecided(Notice):
    notice = "join_decided"
    group: GroupId


@dataclass(frozen=True, slots=True)
class WrittenDown(Notice):
    notice = "written_down"
    group: GroupId


@dataclass(frozen=True, slots=True)
class ChatLoose(Notice):
    notice = "chat_loose"
    leaves_at: datetime


@dataclass(frozen=True, slots=True)
class MovedTo(Notice):
    notice = "moved_to"
    group: GroupId


@dataclass(frozen=True, slots=True)
class GroupWritten(Notice):
    notice = "group_written"
    group: GroupId
    by: PersonId
    words: str


@dataclass(frozen=True, slots=True)
class SameAsked(Notice):
    notice = "same_asked"
    group: GroupId
    member: PersonId
    entry: PersonId


@dataclass(frozen=True, slots=True)
class SameDecided(Notice):
    notice = "same_decided"
    group: GroupId
    entry: str  # a name
    yes: bool


@dataclass(frozen=True, slots=True)
class InvitedAgain(Notice):
    notice = "invited_again"
    group: GroupId
    code: str


@dataclass(frozen=True, slots=True)
class TakenOut(Notice):
    notice = "taken_out"
    group: GroupId


@dataclass(frozen=True, slots=True)
class LeaderNow(Notice):
    notice = "leader_now"
    group: GroupId


@dataclass(frozen=True, slots=True)
class LeaderChanged(Notice):
    notice = "leader_changed"
    group: GroupId


@dataclass(frozen=True, slots=True)
class LeadAsked(Notice):
    notice = "lead_asked"
    handover: int


@dataclass(frozen=True, slots=True)
class LeadNotNow(Notice):
    notice = "lead_not_now"
    handover: int


@dataclass(frozen=True, slots=True)
class LeadWanted(Notice):
    notice = "lead_wanted"
    group: GroupId
    member: PersonId


@dataclass(frozen=True, slots=True)
class ToldChanged(Notice):
    notice = "told_changed"
    group: GroupId
    by: str  # a name


@dataclass(frozen=True, slots=True)
class ChatEnded(Notice):
    notice = "chat_ended"
    group: GroupId


@dataclass(frozen=True, slots=True)
class ChatClosed(Notice):
    notice = "chat_closed"
    group: GroupId


@dataclass(frozen=True, slots=True)
class GroupPaused(Notice):
    notice = "group_paused"
    group: GroupId
    by: str  # a name
