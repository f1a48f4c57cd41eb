"""What becomes of an announcement: the states it goes through, and the count of its deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class AnnouncementState(StrEnum):
    """How far an announcement is."""

    DRAFT = "draft"  # being written
    WAITING = "waiting"  # for a second person
    PLANNED = "planned"  # confirmed, its rows are written and wait for its hour
    SENDING = "sending"  # rows are being written
    SENT = "sent"  # every row is written
    PAUSED = "paused"  # on the way, until somebody goes on with it
    STOPPED = "stopped"  # on the way


class Ways(StrEnum):
    """Where members of groups get it; nobody gets it twice unless that is wanted."""

    PRIVATE = "private"  # by themselves; a group's chat only where nobody of the group can be written to
    CHATS = "chats"  # in their groups' chats; by themselves where a group has none
    BOTH = "both"


class Reached(StrEnum):
    """How somebody who was not reached in Telegram has been told."""

    CALLED = "called"
    PRINTED = "printed"


class Reply(StrEnum):
    """What somebody answers to an announcement."""

    UNDERSTOOD = "understood"
    CALL = "call"


DRAFT, WAITING, SENDING = AnnouncementState.DRAFT, AnnouncementState.WAITING, AnnouncementState.SENDING
SENT, STOPPED = AnnouncementState.SENT, AnnouncementState.STOPPED
PLANNED, PAUSED = AnnouncementState.PLANNED, AnnouncementState.PAUSED


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an announcement, in chats. `failed` counts by reason, `blocked` are not among them."""

    delivered: int
    blocked: int
    failed: Mapping[str, int]
    waiting: int
    unsure: int
    dropped: int  # not sent because the announcement was stopped

    @property
    def not_sent(self) -> int:
        """All that could not be sent, without those who blocked the bot."""
        return sum(self.failed.values())


def report(counts: Mapping[tuple[str, str], int], *, stopped: bool) -> Report:
    """The report of deliveries counted by (state, reason); what waits when all was stopped will not be sent."""
    refused = {reason: n for (state, reason), n in counts.items() if state == "refused"}
    waiting = _count(counts, "pending", "sending", "paused")
    return Report(
        delivered=_count(counts, "sent"),
        blocked=refused.get("blocked", 0),
        failed={reason: n for reason, n in refused.items() if reason != "blocked"},
        waiting=0 if stopped else waiting,
        unsure=_count(counts, "unsure"),
        dropped=_count(counts, "superseded") + (waiting if stopped else 0),
    )


def _count(counts: Mapping[tuple[str, str], int], *states: str) -> int:
    return sum(n for (state, _), n in counts.items() if state in states)
