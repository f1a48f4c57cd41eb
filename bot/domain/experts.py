"""How far experts agree, with how sure that is, and who talks before reading real plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import TypeAlias

from bot.domain.ids import MediumId, PersonId, PracticeId

LEAST_PLANS = 8  # plans with two marks; with fewer there is no figure
TALKS = Fraction(4, 5)  # marks apart from the panel's median, on average, at which an expert talks and repeats
PRACTICE = 2  # plans on which an expert practises
PANEL = 3  # experts who have practised, before anybody is compared with them
_STEPS = 3
TOGETHER = Fraction(1, 5)  # of the highest sum: totals closer than this count as within reach of each other
_SURE = 1.6448536269514722  # the 95th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's α (interval) of totals, and the ends of its 90 % interval; `near` of `plans` are close."""

    alpha: float
    low: float
    high: float
    near: int
    plans: int


def alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Krippendorff's α, interval metric; a list of totals for each plan, those with one mark do not count.

    None where all totals are the same.
    """
    units = [unit for unit in units if len(unit) > 1]
    pooled = [value for unit in units for value in unit]
    count = len(pooled)
    expected = _spread(pooled) / (count * (count - 1)) if count > 1 else 0.0
    if not expected:
        return None
    return 1 - sum(_spread(unit) / (len(unit) - 1) for unit in units) / count / expected


def _spread(values: Sequence[int]) -> float:
    """The squared differences over all ordered pairs."""
    return 2.0 * (len(values) * sum(value * value for value in values) - sum(values) ** 2)


def agreement(units: Sequence[Sequence[int]], highest: int) -> Agreement | None:
    """α with its interval: jackknife over plans, Student's t. None: too few plans to say."""
    double = [unit for unit in units if len(unit) > 1]
    whole = alpha(double)
    if len(double) < LEAST_PLANS or whole is None:
        return None
    count = len(double)
    without = [alpha([*double[:index], *double[index + 1 :]]) for index in range(count)]
    left = [value for value in without if value is not None]
    if len(left) < count:
        return None
    mean = sum(left) / count
    error = ((count - 1) / count * sum((value - mean) ** 2 for value in left)) ** 0.5
    reach = _student(count - 1) * error
    near = sum(Fraction(max(unit) - min(unit)) <= TOGETHER * highest for unit in double)
    return Agreement(whole, whole - reach, min(1.0, whole + reach), near, count)


def _student(freedom: int) -> float:
    """The 95th percentile of Student's t, to three digits from seven degrees of freedom on (Cornish–Fisher)."""
    z = _SURE
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def within_one_step(marks: Sequence[Sequence[int]]) -> tuple[int, int]:
    """(x, y): of y pairs of marks that two experts gave one plan for one question, x are at most one step apart."""
    pairs = [abs(one - other) for row in marks for one, other in combinations(row, 2)]
    return sum(apart <= 1 for apart in pairs), len(pairs)


Marks: TypeAlias = Mapping[tuple[str, str], int | Fraction]  # (plan, question) → mark


def practised(own: Marks, panel: Sequence[Marks]) -> Fraction | None:
    """How far an expert's practice marks are from the panel's median on average.

    `panel`: the marks of all who have practised, the expert among them. None where nothing is shared.
    """
    apart = [
        abs(Fraction(mark) - median([Fraction(row[key]) for row in panel if key in row]))
        for key, mark in own.items()
        if any(key in row for row in panel)
    ]
    return sum(apart, Fraction(0)) / len(apart) if apart else None


def apart(finished: Sequence[Marks], index: int) -> Fraction | None:
    """The same for one of those who have `finished` practising, in that order, by whoever had finished then.

    The first are compared once there are three; None before that. Who finishes later moves nobody's figure.
    """
    seen = finished[: max(index + 1, PANEL)]
    return practised(finished[index], seen) if len(seen) >= PANEL else None


def of_four_steps(mark: int, best: int) -> Fraction:
    """A mark as one of 0 to 3, for which the limit at which experts talk was measured."""
    return Fraction(_STEPS * mark, best) if best else Fraction(0)


@dataclass(frozen=True, slots=True)
class Practice:
    """An expert reads an invented plan; attempt 2: once more, after a talk. `text`, `medium`: why these marks."""

    id: PracticeId
    expert: PersonId
    plan: str
    attempt: int
    marks: Mapping[str, int]
    steps: Mapping[str, Fraction]  # the same as marks of 0 to 3
    text: str
    medium: MediumId | None
    done_at: datetime | None
