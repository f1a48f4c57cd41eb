"""The simulations of contest.md, rerun on the functions of the product: finalists, the order of the best, rings."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from bot.domain import lots, peers, ranking

ROUNDS = 1000
_PLANS, _EXPERTS, _QUESTIONS = 11, 6, 10


class _Panel:
    """Six experts of whom one is strict, one lenient, one marks at random; the random one is found by the practice."""

    def __init__(self, chance: Random, *, gate: bool = True) -> None:
        self.chance = chance
        self.strict = [chance.gauss(0, 1.5) for _ in range(_EXPERTS)]
        self.strict[0], self.strict[1] = -5.0, 5.0
        found = gate and chance.random() < 0.72  # the gate of 0.8 marks catches 72 % of them
        self.random = None if found else 2

    def total(self, quality: float, reader: int) -> int:
        if reader == self.random:
            return sum(self.chance.randrange(4) for _ in range(_QUESTIONS))
        taste = self.chance.gauss(0, 2)
        mean = (quality + self.strict[reader] + taste) / _QUESTIONS
        return sum(min(3, max(0, round(mean + self.chance.gauss(0, 0.6)))) for _ in range(_QUESTIONS))


def _first_reading(quality: Mapping[int, float], panel: _Panel, seed: str) -> dict[int, dict[int, int]]:
    lot = lots.draw(dict.fromkeys(quality, range(_EXPERTS)), dict.fromkeys(quality, 3), seed)
    return {plan: {one: panel.total(quality[plan], one) for one in row} for plan, row in lot.readers.items()}


def _in_order(points: Mapping[int, Fraction], finalists: frozenset[int]) -> bool:
    ranked = sorted(finalists, key=lambda plan: -points[plan])
    return ranked[:3] == [0, 1, 2]


def test_three_finalists_five_points_apart_stand_in_their_order() -> None:
    chance, right, plain, found = Random(16), 0, 0, 0
    for number in range(ROUNDS):
        quality = {plan: 25.0 - 5 * plan for plan in range(4)} | {plan: 10.0 - (plan - 4) for plan in range(4, _PLANS)}
        panel = _Panel(chance)
        totals = _first_reading(quality, panel, str(number))
        ungated = _first_reading(quality, _Panel(chance, gate=False), str(number))
        means = {plan: ranking.points(list(row.values())) for plan, row in ungated.items()}
        plain += _in_order(means, frozenset(means))
        best = ranking.finalists(totals)
        found += 0 in best
        for plan in best:
            totals[plan] |= {one: panel.total(quality[plan], one) for one in range(_EXPERTS) if one not in totals[plan]}
        points = {plan: ranking.points(list(totals[plan].values())) for plan in best}
        right += _in_order(points, best)
    print(f"right order: {right / ROUNDS:.1%}; by the plain mean of three: {plain / ROUNDS:.1%}")
    assert right / ROUNDS >= 0.92
    assert right > plain
    assert found / ROUNDS >= 0.95


def test_the_true_best_is_among_the_finalists() -> None:
    chance, found = Random(17), 0
    for number in range(ROUNDS):
        quality = {plan: 15 + chance.gauss(0, 4) for plan in range(_PLANS)}
        best = ranking.finalists(_first_reading(quality, _Panel(chance), str(number)))
        found += max(quality, key=lambda plan: quality[plan]) in best
    print(f"the true best among the finalists: {found / ROUNDS:.1%}")
    assert found / ROUNDS >= 0.95


def _votes(plans: int, heard: int, chance: Random, ring: int, seed: str) -> tuple[dict[int, dict[int, int]], ...]:
    """What honest groups give, and the same with a ring that praises itself and gives everybody else one star."""
    quality = [chance.gauss(0, 1) for _ in range(plans)]
    homes: dict[int, peers.Home[int]] = {group: peers.Home(group, group) for group in range(plans)}
    shares = peers.shares(homes, seed, heard=heard)
    honest: dict[int, dict[int, int]] = {}
    for group in range(plans):
        strict, mine = chance.gauss(0, 0.7), shares.heard_by(group)
        felt = {plan: quality[plan] + strict + chance.gauss(0, 1) + 0.4 for plan in mine}
        row = {plan: 1 + (value > -0.8) + (value > 0.8) for plan, value in felt.items()}
        best = sorted((plan for plan in row if row[plan] == 3), key=lambda plan: -felt[plan])
        for plan in best[peers.most_threes(len(mine)) :]:
            row[plan] = 2
        honest[group] = row
    rung = honest | {one: {plan: 3 if plan < ring else 1 for plan in honest[one]} for one in range(ring)}
    return honest, rung


@pytest.mark.parametrize(("plans", "heard"), [(11, 5), (11, 8), (20, 8), (30, 8), (30, 10), (60, 8)])
def test_rings(plans: int, heard: int) -> None:
    """The table of the note; a ring of a quarter of the votes moves nobody by more than one position, ever."""
    chance, rounds = Random(18), max(20, ROUNDS // 4)
    for ring in (2, 3, 4, 5):
        moved = 0
        for number in range(rounds):
            honest, rung = _votes(plans, heard, chance, ring, str(number))
            before, after = peers.places(range(plans), honest), peers.places(range(plans), rung)
            moved += any(abs((before[one].position or 4) - (after[one].position or 4)) > 1 for one in before)
        print(f"{plans} plans, {heard} votes, a ring of {ring}: {moved / rounds:.0%} of rounds")
        if ring <= ranking.sure_of(heard):
            assert moved == 0
