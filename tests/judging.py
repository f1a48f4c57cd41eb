"""The simulations of the note on judging, on the product's own functions: panels of experts, and rings of groups.

Everything is drawn from a seed, so that a run can be repeated. The model is the note's (contest.md): ten marks of 0 to
3; plans differ by 4 points of 30, a reader's strictness by 1.5, taste by 2 a plan, noise by 0.6 a mark. A bad panel has
one reader 5 points strict, one 5 points lenient and one who marks at random.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bot.domain import lots, peers, ranking

PLANS, EXPERTS, QUESTIONS = 11, 6, 10
GATE = 0.72  # of readers at random are found by two practice plans
CELLS = ((11, 5), (11, 8), (20, 8), (30, 5), (30, 8), (30, 10), (60, 8))  # plans, votes of each
RINGS = (2, 3, 4, 5)


# Experts --------------------------------------------------------------------------------------------------------------
class Panel:
    """Six experts. `bad`: one strict, one lenient, one at random, whom the practice finds where there is a gate."""

    def __init__(self, chance: Random, *, bad: bool = True, gate: bool = True) -> None:
        self.chance = chance
        self.strict = [chance.gauss(0, 1.5) for _ in range(EXPERTS)]
        self.random: int | None = None
        if bad:
            self.strict[0], self.strict[1] = -5.0, 5.0
            self.random = None if gate and chance.random() < GATE else 2

    def total(self, quality: float, reader: int) -> int:
        """What a reader gives a plan in all."""
        if reader == self.random:
            return sum(self.chance.randrange(4) for _ in range(QUESTIONS))
        mean = (quality + self.strict[reader] + self.chance.gauss(0, 2)) / QUESTIONS
        return sum(min(3, max(0, round(mean + self.chance.gauss(0, 0.6)))) for _ in range(QUESTIONS))


def apart(chance: Random, points: float) -> dict[int, float]:
    """Eleven plans drawn at random, of which the best three are then set so far apart: plan → how good it is.

    So the first stands near the upper end of the sheet, as in the note: where a lenient reader can give no more, the
    best become the same. Set on a ladder in the middle (25, 20, 15, 10, 9 …), 57 % were right by the plain mean.
    """
    drawn = sorted((chance.gauss(15, 4) for _ in range(PLANS)), reverse=True)
    return {plan: drawn[max(plan, 3)] + points * max(0, 3 - plan) for plan in range(PLANS)}


def first_reading(quality: Mapping[int, float], panel: Panel, seed: str) -> dict[int, dict[int, int]]:
    """Three readers a plan, by the product's lot: plan → reader → total."""
    lot = lots.draw(dict.fromkeys(quality, range(EXPERTS)), dict.fromkeys(quality, 3), seed)
    return {plan: {one: panel.total(quality[plan], one) for one in row} for plan, row in lot.readers.items()}


def in_order(totals: Mapping[int, Mapping[int, int]]) -> bool:
    """Whether plans 0, 1 and 2 stand alone on the first three places by the plain mean; a tie is no order."""
    points = {plan: ranking.points(list(row.values())) for plan, row in totals.items()}
    best = [points.pop(plan) for plan in range(3) if plan in points]
    return len(best) == 3 and best[0] > best[1] > best[2] > max(points.values())


@dataclass(frozen=True, slots=True)
class Order:
    """Shares of rounds: the right order by the mean of three readers, and among finalists whom all read."""

    mean: float
    finalists: float
    found: float  # the true best is among the finalists


def order(points: float, *, rounds: int, bad: bool = True, seed: int = 16) -> Order:
    """How often the first three stand in their order when they are so many points apart."""
    chance, mean, finalists, found = Random(seed), 0, 0, 0
    for number in range(rounds):
        quality = apart(chance, points)
        mean += in_order(first_reading(quality, Panel(chance, bad=bad, gate=False), str(number)))
        panel = Panel(chance, bad=bad)
        totals = first_reading(quality, panel, str(number))
        best = ranking.finalists(totals)
        found += 0 in best
        finalists += in_order({plan: _read_by_all(totals[plan], quality[plan], panel) for plan in best})
    return Order(mean / rounds, finalists / rounds, found / rounds)


def best_found(*, rounds: int, seed: int = 17) -> float:
    """How often the true best of eleven plans drawn at random is among the finalists of the bad panel."""
    chance, found = Random(seed), 0
    for number in range(rounds):
        quality = {plan: chance.gauss(15, 4) for plan in range(PLANS)}
        best = ranking.finalists(first_reading(quality, Panel(chance), str(number)))
        found += max(quality, key=lambda plan: quality[plan]) in best
    return found / rounds


def _read_by_all(row: Mapping[int, int], quality: float, panel: Panel) -> dict[int, int]:
    return {one: row[one] if one in row else panel.total(quality, one) for one in range(EXPERTS)}


# Groups ---------------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Ring:
    """Counts of rounds in which a ring of so many moves any plan, lifts one of its own, or brings one to the first."""

    size: int
    moved: int = 0  # any plan by more than one position
    risen: int = 0  # one of the ring by more than one
    first: int = 0  # one of the ring newly on the first position


def rings(plans: int, heard: int, *, rounds: int, seed: int = 18) -> list[Ring]:
    """What rings of two to five can do; all sizes meet the same honest votes."""
    chance, found = Random(seed), [Ring(size) for size in RINGS]
    homes: dict[int, peers.Home[int]] = {group: peers.Home(group, group) for group in range(plans)}
    for number in range(rounds):
        honest = _votes(homes, peers.shares(homes, str(number), heard=heard), chance)
        before = _positions(plans, honest)
        for ring in found:
            _compare(ring, before, _positions(plans, _rung(honest, ring.size)))
    return found


def _votes(homes: Mapping[int, object], shares: peers.Shares[int], chance: Random) -> dict[int, dict[int, int]]:
    """What honest groups give: group → plan → stars, as many 3-stars as there may be."""
    quality = {plan: chance.gauss(0, 1) for plan in homes}
    votes: dict[int, dict[int, int]] = {}
    for group in homes:
        strict, mine = chance.gauss(0, 0.7), shares.heard_by(group)
        felt = {plan: quality[plan] + strict + chance.gauss(0, 1) + 0.4 for plan in mine}
        row = {plan: 1 + (value > -0.8) + (value > 0.8) for plan, value in felt.items()}
        best = sorted((plan for plan in row if row[plan] == 3), key=lambda plan: -felt[plan])
        votes[group] = row | dict.fromkeys(best[peers.most_threes(len(mine)) :], 2)
    return votes


def _rung(honest: Mapping[int, Mapping[int, int]], size: int) -> dict[int, Mapping[int, int]]:
    """The same where the first groups give each other three stars and everybody else one."""
    return {
        group: {plan: 3 if plan < size else 1 for plan in row} if group < size else row for group, row in honest.items()
    }


def _positions(plans: int, votes: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """Plan → its position, those without one last."""
    return {plan: place.position or 4 for plan, place in peers.places(range(plans), votes).items()}


def _compare(ring: Ring, before: Mapping[int, int], after: Mapping[int, int]) -> None:
    members = range(ring.size)
    ring.moved += any(abs(before[plan] - after[plan]) > 1 for plan in before)
    ring.risen += any(before[plan] - after[plan] > 1 for plan in members)
    ring.first += any(before[plan] > 1 == after[plan] for plan in members)
