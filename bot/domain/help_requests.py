"""A help request: who was asked, how far it is, and what happens while nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import ActionId, PersonId
from bot.domain.reminders import Help


class HelpState(StrEnum):
    """How far a help request is."""

    WAITING = "waiting"  # nobody has taken it
    TAKEN = "taken"  # somebody helps
    ANSWERED = "answered"  # an answer was sent; whoever asked has not said whether it helped
    SOLVED = "solved"
    CLOSED = "closed"  # the work was done, or nobody said any more whether it helped

    @property
    def open(self) -> bool:
        return self not in (HelpState.SOLVED, HelpState.CLOSED)


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A request for help with an action; `id` is the check-in that it began with."""

    id: int
    action: ActionId
    kind: Help
    asker: PersonId | None
    asker_name: str
    state: HelpState
    taker: PersonId | None
    taker_name: str
    level: int  # how often it was followed up since its state last changed


@dataclass(frozen=True, slots=True)
class Escalation:
    """What happens when a request stands still for so many days: who is told of it."""

    days: int
    tell: str  # "advisers", "staff", "taker", "asker"; "free": nobody has it any more; "close": it ends


# Fitting a programme in which experts are in the field for days, and a disease cannot wait for weeks (a proposal of
# ours, as everything here: no source says how long farmers wait). After the last level a request stays in the list.
LEVELS: dict[HelpState, tuple[Escalation, ...]] = {
    HelpState.WAITING: (Escalation(1, "advisers"), Escalation(1, "staff"), Escalation(3, "staff")),
    HelpState.TAKEN: (Escalation(2, "taker"), Escalation(2, "free")),
    HelpState.ANSWERED: (Escalation(3, "asker"), Escalation(7, "close")),
}


def escalation(state: HelpState, level: int) -> Escalation | None:
    """What comes next for a request that was followed up `level` times; None when nothing does."""
    levels = LEVELS.get(state, ())
    return levels[level] if level < len(levels) else None
