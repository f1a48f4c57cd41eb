"""The lot of readers: equal, connected, never a conflict, and repeated by whoever has the list and the dice."""

from collections.abc import Mapping
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import lots

_PLANS = st.integers(1, 11)
_SEEDS = st.text(max_size=5)


@st.composite
def _allowed(draw: st.DrawFn, plans: int = 11, readers: int = 6) -> dict[int, frozenset[int]]:
    count = draw(st.integers(1, plans))
    return {plan: draw(st.frozensets(st.integers(0, readers - 1))) for plan in range(count)}


def _spread(loads: Mapping[int, int], readers: set[int]) -> int:
    counts = [loads.get(reader, 0) for reader in readers]
    return max(counts, default=0) - min(counts, default=0)


@given(allowed=_allowed(), wanted=st.integers(0, 3), seed=_SEEDS, data=st.data())
def test_the_order_of_the_list_does_not_matter(
    allowed: dict[int, frozenset[int]], wanted: int, seed: str, data: st.DataObject
) -> None:
    needs = dict.fromkeys(allowed, wanted)
    turned = {plan: sorted(allowed[plan], reverse=True) for plan in data.draw(st.permutations(list(allowed)))}
    assert lots.draw(turned, needs, seed) == lots.draw(allowed, needs, seed)


@given(allowed=_allowed(), wanted=st.integers(0, 3), seed=_SEEDS, data=st.data())
def test_nobody_gets_a_conflict_and_every_plan_its_readers(
    allowed: dict[int, frozenset[int]], wanted: int, seed: str, data: st.DataObject
) -> None:
    pinned = {plan: data.draw(st.frozensets(st.integers(0, 5), max_size=2)) for plan in allowed}
    found = lots.draw(allowed, dict.fromkeys(allowed, wanted), seed, pinned=pinned).readers
    for plan, row in found.items():
        fixed = pinned[plan] & allowed[plan]
        assert set(row) <= allowed[plan]
        assert fixed <= set(row)
        assert len(row) == len(set(row)) == max(len(fixed), min(wanted, len(allowed[plan])))


@settings(max_examples=60)
@given(allowed=_allowed(plans=4, readers=4), wanted=st.integers(1, 2), seed=_SEEDS)
def test_loads_are_as_equal_as_the_conflicts_allow(allowed: dict[int, frozenset[int]], wanted: int, seed: str) -> None:
    """Beside every lot there is."""
    readers = {reader for row in allowed.values() for reader in row}
    ways = product(*(list(combinations(sorted(row), min(wanted, len(row)))) for row in allowed.values()))
    best = min(_spread(_counted(way), readers) for way in ways)
    assert _spread(lots.draw(allowed, dict.fromkeys(allowed, wanted), seed, connect=False).loads, readers) == best


def _counted(way: tuple[tuple[int, ...], ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for reader in (reader for row in way for reader in row):
        found[reader] = found.get(reader, 0) + 1
    return found


@given(seed=_SEEDS)
def test_eleven_plans_and_six_readers_hang_together(seed: str) -> None:
    lot = lots.draw({plan: range(6) for plan in range(11)}, dict.fromkeys(range(11), 2), seed)
    assert lot.connected
    assert sorted(lot.loads.values()) == [3, 3, 4, 4, 4, 4]


def test_where_conflicts_part_the_readers_that_is_said() -> None:
    apart = lots.draw({1: "a", 2: "a", 3: "b"}, dict.fromkeys((1, 2, 3), 1), "seed")
    assert not apart.connected
    assert apart.readers == {1: ("a",), 2: ("a",), 3: ("b",)}


def test_what_readers_have_already_counts() -> None:
    lot = lots.draw({1: "ab", 2: "ab"}, {1: 1, 2: 1}, "seed", loads={"a": 2}, connect=False)
    assert lot.loads == {"b": 2}


def test_the_seed_is_the_lists_and_the_dice_together() -> None:
    """Whoever runs the bot chooses neither; the order of the list gives no choice either."""
    seed = lots.seed([1, 2], [7, 8], "4 6")
    assert lots.seed([2, 1], [8, 7], "4 6") == seed
    others = {lots.seed([1, 2], [7, 8], "4 5"), lots.seed([1, 3], [7, 8], "4 6"), lots.seed([1, 2], [7, 9], "4 6")}
    assert seed not in others
    assert lots.seed([1], [2, 7], "") != lots.seed([1, 2], [7], "")
    drawn = {str(lots.draw(dict.fromkeys(range(11), range(6)), dict.fromkeys(range(11), 2), str(n))) for n in range(9)}
    assert len(drawn) > 1
