"""What producing costs: the price at which a group neither wins nor loses (lesson 10; FAO 2018, break-even price)."""

MOST_KILOS = 1_000_000
"""More than any village sells in a season: a larger number is a slip."""


def break_even(costs: int, grams: int) -> int:
    """Kip a kilo: all costs (kip) divided by what can be sold, rounded up, so that this price covers the costs.

    Raises ValueError when nothing is sold: no price covers the costs then.
    """
    if grams <= 0:
        raise ValueError("nothing is sold")
    return -(-costs * 1000 // grams)
