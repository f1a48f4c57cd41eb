"""What may be done when: one table, verb × state of the round × state of the plan; every verb about them asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import zones
from bot.domain.plans import PlanState, RoundState


class Verb(StrEnum):
    """What people do with a plan or a round. Only reading is no verb: whoever may see a thing may always see it."""

    BEGIN = "begin"  # a plan
    WRITE = "write"  # its answers, its actions, its name
    AGREE = "agree"
    SEND = "send"
    REVIEW = "review"  # score, comment, decide, decline
    ECHO = "echo"  # whether a comment helped, and the expert's answer to that
    REOPEN = "reopen"  # what the experts decided
    CARRY_OUT = "carry out"  # check in, ask for help
    SPEND = "spend"
    TELL = "tell"  # the story
    NAME = "name"  # a round
    LENGTHEN = "lengthen"  # the last day of a plan that came back
    SET = "set"  # a round's days and rules
    MAKE_UP = "make up"  # for an outage: the last days of a round and of its plans that came back
    OPEN = "open"
    CLOSE = "close"
    RANK = "rank"
    RELEASE = "release"
    REMOVE = "remove"
    PUT_BACK = "put back"  # a round that was removed
    ARCHIVE = "archive"  # an old round, out of the lists and back into them


@dataclass(frozen=True, slots=True)
class Rules:
    """What a programme sets: days to send a plan again that came back, and how long a decision can be taken back."""

    days: int = 14
    waits: timedelta = timedelta(minutes=30)


DRAFT, OPEN, CLOSED, RELEASED, REMOVED = (
    RoundState.DRAFT,
    RoundState.OPEN,
    RoundState.CLOSED,
    RoundState.RELEASED,
    RoundState.REMOVED,
)
_ANY = frozenset(PlanState)
_UNSENT, _RETURNED = frozenset({PlanState.DRAFT}), frozenset({PlanState.RETURNED})
_PASSED = frozenset({PlanState.APPROVED})
_WRITTEN = {OPEN: _UNSENT | _RETURNED, CLOSED: _RETURNED, RELEASED: _RETURNED}
_LIVE = (OPEN, CLOSED, RELEASED)

TABLE: Mapping[Verb, Mapping[RoundState, frozenset[PlanState]]] = {
    # Closing a round ends drafts, agreement and first sendings; a plan that was returned is mended and sent again.
    Verb.BEGIN: {OPEN: _ANY},
    Verb.WRITE: _WRITTEN,
    Verb.AGREE: _WRITTEN,
    Verb.SEND: _WRITTEN,
    # Reading, follow-up and money go on.
    Verb.REVIEW: dict.fromkeys(_LIVE, frozenset({PlanState.SUBMITTED})),
    Verb.ECHO: dict.fromkeys(_LIVE, _RETURNED | {PlanState.SUBMITTED}),
    Verb.REOPEN: dict.fromkeys(_LIVE, _RETURNED | _PASSED),
    Verb.LENGTHEN: dict.fromkeys(_LIVE, _RETURNED),
    Verb.CARRY_OUT: dict.fromkeys(_LIVE, _PASSED),
    Verb.SPEND: dict.fromkeys(_LIVE, _PASSED),
    Verb.TELL: dict.fromkeys(_LIVE, _PASSED),
    # The round itself; where no plan is meant, every plan of the round has to allow it.
    Verb.NAME: dict.fromkeys((DRAFT, *_LIVE), _ANY),
    Verb.SET: dict.fromkeys((DRAFT, OPEN), _ANY),
    Verb.MAKE_UP: {OPEN: _ANY, CLOSED: _RETURNED, RELEASED: _RETURNED},
    Verb.OPEN: dict.fromkeys((DRAFT, CLOSED), _ANY),
    Verb.CLOSE: {OPEN: _ANY},
    Verb.RANK: {CLOSED: _ANY - _UNSENT},
    Verb.RELEASE: {CLOSED: _ANY},
    Verb.REMOVE: dict.fromkeys((DRAFT, OPEN, CLOSED), _UNSENT),
    Verb.PUT_BACK: {REMOVED: _ANY},
    Verb.ARCHIVE: dict.fromkeys((CLOSED, RELEASED), _ANY),
}


def may(verb: Verb, round_: RoundState, plan: PlanState | None = None) -> bool:
    """Whether a verb may be done in a round of this state, to a plan of this state or (None) to the round alone."""
    plans = TABLE[verb].get(round_, frozenset())
    return bool(plans) if plan is None else plan in plans


def later(deadline: datetime, planned: datetime | None, lost: timedelta, zone: ZoneInfo) -> datetime:
    """A deadline that outages have moved: the day into which all the time reaches that was lost, whole.

    `planned` is what it was before the first of them. It is never earlier than it was.
    """
    return max(zones.end(zones.day((planned or deadline) + lost, zone), zone), deadline)
