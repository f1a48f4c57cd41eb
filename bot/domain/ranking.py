"""Positions: from the stars of peers by fixed bands, from the points of experts by sharing, and the final winners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from types import MappingProxyType
from typing import TypeVar

BANDS = ((1, 5, 2), (2, 2, 1), (3, 3, 2))  # position, and the least mean of stars as a fraction: 5/2, 2/1, 3/2
LEAST_VOTES = 4  # with fewer a plan has no position
APART = Fraction(1, 10)  # of the highest sum: who is this far behind the leader of a place does not share it
_SWEEPS = 40

Plan = TypeVar("Plan", bound=Hashable)
Reader = TypeVar("Reader", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the stars that a plan got put it. `position` None with `enough` votes: thanked, and not numbered."""

    position: int | None
    votes: int
    stars: int

    @property
    def enough(self) -> bool:
        return self.votes >= LEAST_VOTES


def place(stars: Iterable[int]) -> Place:
    """By the votes that a plan got and nothing else: others' votes and other plans cannot move it."""
    given = tuple(stars)
    votes, total = len(given), sum(given)
    reached = (position for position, over, under in BANDS if under * total >= over * votes)
    return Place(next(reached, None) if votes >= LEAST_VOTES else None, votes, total)


def sure_of(votes: int) -> int:
    """How many of so many votes may be changed without moving a plan by more than one position: a certainty."""
    return votes // 4


def shared(points: Mapping[Plan, Fraction], apart: Fraction) -> dict[Plan, int]:
    """Positions without gaps: a plan shares the place of the leader of that place unless it is `apart` or more behind.

    The order of `points` does not matter, and equal points have equal positions.
    """
    found: dict[Plan, int] = {}
    leader, position = Fraction(0), 0
    for plan in sorted(points, key=lambda one: -points[one]):
        if position == 0 or leader - points[plan] >= apart:
            leader, position = points[plan], position + 1
        found[plan] = position
    return found


@dataclass(frozen=True, slots=True)
class Final:
    """A final position; `by`: which link of the tie-break chain put it behind the one before, None: its points."""

    position: int
    by: int | None = None


def winners(
    points: Mapping[Plan, Fraction], chain: Sequence[Mapping[Plan, Fraction]], apart: Fraction
) -> dict[Plan, Final]:
    """Final positions: who shares a place by points is parted by the chain, link by link; who is equal in all shares.

    A plan that a link says nothing about counts as 0 there.
    """
    places = shared(points, apart)

    def links(plan: Plan) -> tuple[Fraction, ...]:
        return tuple(link.get(plan, Fraction(0)) for link in chain)

    found: dict[Plan, Final] = {}
    before: tuple[int, tuple[Fraction, ...]] | None = None
    position, by = 0, None
    for plan in sorted(places, key=lambda one: (places[one], *(-value for value in links(one)))):
        now = (places[plan], links(plan))
        if before != now:
            position += 1
            same = before is not None and before[0] == now[0]
            by = _differs(before[1], now[1]) if before is not None and same else None
        found[plan], before = Final(position, by), now
    return found


def _differs(one: Sequence[Fraction], other: Sequence[Fraction]) -> int:
    return next(index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


# Finalists ------------------------------------------------------------------------------------------------------------
def corrected(totals: Mapping[Plan, Mapping[Reader, int]]) -> dict[Plan, float]:
    """What plans would have got from readers of equal strictness; only good for choosing whom all of them read.

    Additive: total = plan + reader, the reader's part shrunk by the weight of one vote.
    """
    marks = [(plan, reader, mark) for plan, row in totals.items() for reader, mark in row.items()]
    strict: dict[Reader, float] = dict.fromkeys((reader for _, reader, _ in marks), 0.0)
    plans = {plan: 0.0 for plan, row in totals.items() if row}
    counts = Counter(reader for _, reader, _ in marks)
    for _ in range(_SWEEPS):
        sums = dict.fromkeys(plans, 0.0)
        for plan, reader, mark in marks:
            sums[plan] += mark - strict[reader]
        plans = {plan: sums[plan] / len(totals[plan]) for plan in plans}
        left = dict.fromkeys(strict, 0.0)
        for plan, reader, mark in marks:
            left[reader] += mark - plans[plan]
        strict = {reader: left[reader] / (counts[reader] + 1) for reader in strict}
    return plans


def how_many_finalists(plans: int) -> int:
    """Five of eleven, eight of thirty; all where there are not more."""
    return min(plans, 5 + max(0, (plans - 11) * 3 // 19))


def finalists(
    totals: Mapping[Plan, Mapping[Reader, int]], parts: Mapping[Plan, str] = MappingProxyType({})
) -> frozenset[Plan]:
    """The best plans, which all readers read; whoever is as good as the last of them is one too.

    `parts`: plans that compete only with those of the same part; strictness is corrected over all of them.
    """
    values = {plan: round(value, 9) for plan, value in corrected(totals).items()}
    by_part: dict[str, list[Plan]] = {}
    for plan in values:
        by_part.setdefault(parts.get(plan, ""), []).append(plan)
    found: set[Plan] = set()
    for plans in by_part.values():
        best = sorted((values[plan] for plan in plans), reverse=True)
        last = best[how_many_finalists(len(best)) - 1]
        found |= {plan for plan in plans if values[plan] >= last}
    return frozenset(found)


def points(totals: Collection[int], *, called: bool = False) -> Fraction:
    """What a plan has: the plain mean; where a third reader was `called` because two differ, the median.

    ValueError without totals.
    """
    given = tuple(totals)
    if not given:
        raise ValueError("no totals")
    if called:
        return Fraction(median(map(Fraction, given)))
    return Fraction(sum(given), len(given))


def calls_third(totals: Collection[int], highest: int) -> bool:
    """Whether readers differ so much that one more is asked: by 20 % of the highest sum, 6 of 30."""
    return len(totals) > 1 and 5 * (max(totals) - min(totals)) >= highest
