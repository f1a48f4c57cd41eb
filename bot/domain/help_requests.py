"""A call for help: who was asked, how far it is, and what happens while nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import ActionId, PersonId
from bot.domain.reminders import Help


class CallState(StrEnum):
    """How far a call for help is."""

    WAITING = "waiting"  # nobody has taken it
    TAKEN = "taken"  # somebody helps
    ANSWERED = "answered"  # an answer was sent; whoever asked has not said whether it helped
    SOLVED = "solved"
    CLOSED = "closed"  # the work was done, or nobody said any more whether it helped

    @property
    def open(self) -> bool:
        return self not in (CallState.SOLVED, CallState.CLOSED)


@dataclass(frozen=True, slots=True)
class Call:
    """A call for help with an action; `id` is the check-in that it began with."""

    id: int
    action: ActionId
    kind: Help
    asker: PersonId | None
    asker_name: str
    state: CallState
    helper: PersonId | None
    helper_name: str
    rung: int  # how often it was followed up since its state last changed


@dataclass(frozen=True, slots=True)
class Step:
    """What happens when a call stands still for so many days: who is told of it."""

    days: int
    tell: str  # "helpers", "staff", "helper" (who took it), "asker"; "free": nobody has it any more; "close": it ends


# Fitting a programme in which experts are in the field for days, and a disease cannot wait for weeks (a proposal of
# ours, as everything here: no source says how long farmers wait). After the last step a call stays in the list.
FOLLOWED: dict[CallState, tuple[Step, ...]] = {
    CallState.WAITING: (Step(1, "helpers"), Step(1, "staff"), Step(3, "staff")),
    CallState.TAKEN: (Step(2, "helper"), Step(2, "free")),
    CallState.ANSWERED: (Step(3, "asker"), Step(7, "close")),
}


def step(state: CallState, rung: int) -> Step | None:
    """What comes next for a call that was followed up `rung` times; None when nothing does."""
    steps = FOLLOWED.get(state, ())
    return steps[rung] if rung < len(steps) else None
