"""The break-even price: kip a kilo, rounded so that it covers the costs."""

import pytest

from bot.domain.costs import break_even


@pytest.mark.parametrize(
    ("costs", "kilos", "price"),
    [
        (6_000_000, 1_500, 4_000),  # the example of lesson 10
        (2_000_000, 500, 4_000),  # its quiz
        (100, 3, 34),  # 33 kip a kilo would leave 1 kip uncovered
        (1_000_000_000_000, 1, 1_000_000_000_000),
    ],
)
def test_the_price_is_all_costs_divided_by_the_kilos_rounded_up(costs: int, kilos: int, price: int) -> None:
    assert break_even(costs, kilos * 1000) == price
    assert price * kilos >= costs > (price - 1) * kilos


def test_half_kilos_count() -> None:
    assert break_even(10_000, 2_500) == 4_000


def test_selling_nothing_has_no_price() -> None:
    with pytest.raises(ValueError, match="nothing is sold"):
        break_even(1_000, 0)
