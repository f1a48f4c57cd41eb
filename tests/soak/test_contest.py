"""The simulations of contest.md, rerun on the functions of the product: finalists, the order of the best, rings."""

from __future__ import annotations

import pytest

from bot.domain import ranking
from tests import judging

ROUNDS = 1000
RINGS = 1000  # rounds a cell; every ring of a quarter of the votes is tried in all of them


def test_three_finalists_five_points_apart_stand_in_their_order() -> None:
    """The note measured 94 to 95 % with its bad panel, and 35 % by the plain mean of three readers."""
    found = judging.order(5, rounds=ROUNDS)
    print(f"right order: {found.finalists:.1%}; by the plain mean of three: {found.mean:.1%}")
    assert found.finalists >= 0.92
    assert 0.25 <= found.mean <= 0.45, "the panel is as bad as the note's"
    assert found.found >= 0.95


def test_an_honest_panel_is_the_note_s() -> None:
    found = judging.order(5, rounds=ROUNDS, bad=False)
    print(f"an honest panel: {found.finalists:.1%}; by the plain mean of three: {found.mean:.1%}")
    assert 0.80 <= found.mean <= 0.92, "the note has 86 %"
    assert found.finalists >= 0.95


def test_the_true_best_is_among_the_finalists() -> None:
    share = judging.best_found(rounds=ROUNDS)
    print(f"the true best among the finalists: {share:.1%}")
    assert share >= 0.95


@pytest.mark.parametrize(("plans", "heard"), judging.CELLS)
def test_rings(plans: int, heard: int) -> None:
    """The table of the note; a ring of a quarter of the votes moves nobody by more than one position, ever."""
    for ring in judging.rings(plans, heard, rounds=RINGS):
        print(f"{plans} plans, {heard} votes, a ring of {ring.size}: {ring.moved / RINGS:.0%} of rounds")
        if ring.size <= ranking.sure_of(heard):
            assert ring.moved == 0
