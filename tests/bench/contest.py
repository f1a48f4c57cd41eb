"""A thousand plans and a hundred experts: the lot, what strictness hides, and the positions."""

from __future__ import annotations

import time
from random import Random
from statistics import median

from bot.domain import lots, ranking

PLANS, EXPERTS, READ = 1000, 100, 3


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
"""
