"""A competition: lot and positions of a thousand plans, how sure the order of the best is, and what rings can do."""

from __future__ import annotations

import time
from random import Random
from statistics import median

from bot.domain import lots, ranking
from tests import judging

PLANS, EXPERTS, READ = 1000, 100, 3
ROUNDS = 2000  # of each simulation: a share is sure to one or two points
POINTS = (3, 4, 5, 6)  # between the first, second, third and fourth


def once(seed: int) -> tuple[float, float, int]:
    """(seconds for the lot, seconds for the ranking, the largest difference of loads)."""
    chance = Random(seed)
    allowed = {plan: [one for one in range(EXPERTS) if chance.random() > 0.25] for plan in range(PLANS)}
    begun = time.perf_counter()
    lot = lots.draw(allowed, dict.fromkeys(allowed, READ), str(seed))
    drawn = time.perf_counter()
    totals = {plan: {one: chance.randrange(31) for one in row} for plan, row in lot.readers.items()}
    scored = time.perf_counter()
    ranking.finalists(totals)
    ranking.shared({plan: ranking.points(list(row.values())) for plan, row in totals.items()}, 30 * ranking.APART)
    loads = lot.loads.values()
    return drawn - begun, time.perf_counter() - scored, max(loads) - min(loads)


async def run() -> str:
    """The heading and the table."""
    runs = [once(seed) for seed in range(5)]
    lot, rank = median(run[0] for run in runs), median(run[1] for run in runs)
    return f"""## The competition: {PLANS} plans, {EXPERTS} experts, {READ} read each, a quarter of the pairs barred

| | seconds |
|---|---|
| the lot (loads differ by {max(run[2] for run in runs)}) | {lot:.2f} |
| finalists and positions | {rank:.2f} |

{orders()}
{rings()}"""


def orders() -> str:
    """The right order of the first three, beside what the note measured with its own program."""
    rows = [(points, judging.order(points, rounds=ROUNDS), _honest(points)) for points in POINTS]
    found = judging.best_found(rounds=ROUNDS)
    table = "\n".join(
        f"| {points} | {bad.mean:.0%} | {bad.finalists:.0%} | {honest.mean:.0%} | {honest.finalists:.0%} |"
        for points, bad, honest in rows
    )
    return f"""### The right order of the first three, {ROUNDS} rounds

Eleven plans, six experts, three read each plan first. The bad panel has one reader 5 points strict, one 5 points
lenient and one who marks at random; practice plans find the last in {judging.GATE:.0%} of rounds before the finalists
are read. A tie is no right order. The true best of plans drawn at random is a finalist in {found:.1%} (aim 95%).

| points apart | bad: mean of 3 | finalists by all (aim at 5: 92%) | honest: mean of 3 | finalists by all |
|---|---|---|---|---|
{table}
"""


def _honest(points: int) -> judging.Order:
    return judging.order(points, rounds=ROUNDS, bad=False)


def rings() -> str:
    """What rings of groups do that give each other three stars and everybody else one."""
    head = " | ".join(f"ring of {size}" for size in judging.RINGS)
    lines = [f"| {plans} × {heard} | {_cells(plans, heard)} |" for plans, heard in judging.CELLS]
    return f"""### Rings, {ROUNDS} rounds a cell

Share of rounds in which any plan moves by more than one position (in brackets: one of the ring rises by more than one /
is newly on the first position). A ring of up to a quarter of the votes never moves a plan by more than one.

| plans × votes | {head} |
|---|{"---|" * len(judging.RINGS)}
""" + "\n".join([*lines, ""])


def _cells(plans: int, heard: int) -> str:
    found = judging.rings(plans, heard, rounds=ROUNDS)
    return " | ".join(f"{_share(one.moved)} ({_share(one.risen)} / {_share(one.first)})" for one in found)


def _share(count: int) -> str:
    return f"{count / ROUNDS:.1%}" if 0 < count < ROUNDS / 100 else f"{count / ROUNDS:.0%}"
