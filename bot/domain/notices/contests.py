"""The phases of a competition, and what groups and experts hear in them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import PersonId, RoundId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class PhaseBegun(Notice):
    notice = "phase_begun"
    round: RoundId
    phase: str


@dataclass(frozen=True, slots=True)
class ContestComes(Notice):
    """Before the round opens: a competition begins soon, and how places are found."""

    notice = "contest_comes"
    round: RoundId


@dataclass(frozen=True, slots=True)
class PhaseEnds(Notice):
    """To whoever has something left to do: the phase ends soon."""

    notice = "phase_ends"
    round: RoundId
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseStuck(Notice):
    """To staff: the next phase should begin by its date, and cannot."""

    notice = "phase_stuck"
    round: RoundId
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseUndated(Notice):
    """To staff: a phase has begun after its day, which is forgotten; it lasts until they set another."""

    notice = "phase_undated"
    round: RoundId
    phase: str


@dataclass(frozen=True, slots=True)
class HeardMore(Notice):
    """To a group that has heard all: some plans lack votes, and it hears another."""

    notice = "heard_more"
    round: RoundId


@dataclass(frozen=True, slots=True)
class ReadersSilent(Notice):
    """To staff: reading is over, and some experts have not finished."""

    notice = "readers_silent"
    round: RoundId
    names: str


@dataclass(frozen=True, slots=True)
class PracticeDiffers(Notice):
    """To an expert: the marks on plans for practice are far from the others'; a talk, then once more."""

    notice = "practice_differs"
    round: RoundId


@dataclass(frozen=True, slots=True)
class PracticeTalk(Notice):
    """The same to staff."""

    notice = "practice_talk"
    round: RoundId
    expert: PersonId


@dataclass(frozen=True, slots=True)
class ReadingOver(Notice):
    """To an expert who has not finished: reading is over."""

    notice = "reading_over"
    round: RoundId
    left: int  # plans
