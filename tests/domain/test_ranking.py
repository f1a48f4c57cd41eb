"""Positions by bands, by sharing, by the chain; finalists: what must hold for all votes and points."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import peers, ranking

_STARS = st.integers(1, 3)
_VOTES = st.dictionaries(st.integers(0, 8), st.dictionaries(st.integers(0, 8), _STARS, max_size=8), max_size=9)
_POINTS = st.dictionaries(st.integers(0, 12), st.integers(0, 90).map(lambda n: Fraction(n, 3)), max_size=12)
_CHAIN = st.lists(st.dictionaries(st.integers(0, 12), st.integers(0, 3).map(Fraction), max_size=12), max_size=3)
_APART = Fraction(3)


def test_the_star_sums_of_attapeu_give_three_first_two_second_one_third() -> None:
    sums = (14, 14, 14, 12, 12, 9, 7, 7, 7, 6, 5)
    votes = {total: [1 + (total - 5) // 5 + (index < (total - 5) % 5) for index in range(5)] for total in sums}
    assert all(sum(stars) == total for total, stars in votes.items())
    assert [ranking.place(votes[total]).position for total in sums] == [1, 1, 1, 2, 2, 3, None, None, None, None, None]


@pytest.mark.parametrize(
    ("stars", "position"),
    [
        ((3, 3, 2, 2), 1),
        ((3, 2, 2, 2), 2),
        ((2, 2, 2, 2), 2),
        ((2, 2, 1, 1), 3),
        ((2, 1, 1, 1), None),
        ((3, 3, 3), None),
    ],
)
def test_bands_begin_exactly_at_their_number(stars: tuple[int, ...], position: int | None) -> None:
    assert ranking.place(stars).position == position
    assert ranking.place(stars).enough == (len(stars) >= ranking.LEAST_VOTES)


@given(stars=st.lists(_STARS, min_size=4, max_size=24), data=st.data())
def test_a_quarter_of_the_votes_moves_no_plan_by_more_than_one_position(stars: list[int], data: st.DataObject) -> None:
    """Exact: the fourth place is "thanked"."""
    changed = list(stars)
    for index in data.draw(st.permutations(range(len(stars))))[: ranking.sure_of(len(stars))]:
        changed[index] = data.draw(_STARS)
    before, after = ranking.place(stars).position or 4, ranking.place(changed).position or 4
    assert abs(before - after) <= 1


@given(votes=_VOTES, own=st.dictionaries(st.integers(0, 8), _STARS, max_size=9), group=st.integers(0, 8))
def test_its_own_votes_do_not_move_a_plan(votes: dict[int, dict[int, int]], own: dict[int, int], group: int) -> None:
    assert peers.places(range(9), votes)[group] == peers.places(range(9), votes | {group: own})[group]


@given(votes=_VOTES, gone=st.integers(0, 8))
def test_a_plan_that_is_withdrawn_moves_no_other(votes: dict[int, dict[int, int]], gone: int) -> None:
    before, after = peers.places(range(9), votes), peers.places([one for one in range(9) if one != gone], votes)
    assert after == {plan: place for plan, place in before.items() if plan != gone}


@given(votes=_VOTES, data=st.data())
def test_the_order_of_votes_does_not_matter(votes: dict[int, dict[int, int]], data: st.DataObject) -> None:
    turned = {group: votes[group] for group in data.draw(st.permutations(list(votes)))}
    assert peers.places(range(9), turned) == peers.places(range(9), votes)


@given(points=_POINTS, data=st.data())
def test_shared_places_do_not_depend_on_order_and_have_no_gaps(
    points: dict[int, Fraction], data: st.DataObject
) -> None:
    found = ranking.shared(points, _APART)
    turned = {plan: points[plan] for plan in data.draw(st.permutations(list(points)))}
    assert ranking.shared(turned, _APART) == found
    assert set(found.values()) == set(range(1, max(found.values(), default=0) + 1))
    for one, other in ((one, other) for one in points for other in points):
        if points[one] == points[other]:
            assert found[one] == found[other]
        if points[one] - points[other] >= _APART:
            assert found[one] < found[other]


@given(points=_POINTS, chain=_CHAIN, data=st.data())
def test_the_chain_parts_only_who_shares_a_place_and_ties_are_symmetric(
    points: dict[int, Fraction], chain: list[dict[int, Fraction]], data: st.DataObject
) -> None:
    places, found = ranking.shared(points, _APART), ranking.winners(points, chain, _APART)
    turned = {plan: points[plan] for plan in data.draw(st.permutations(list(points)))}
    assert ranking.winners(turned, chain, _APART) == found
    for one, other in ((one, other) for one in points for other in points):
        if places[one] < places[other]:
            assert found[one].position < found[other].position
        same = places[one] == places[other] and all(link.get(one, 0) == link.get(other, 0) for link in chain)
        assert (found[one].position == found[other].position) == same


def test_the_link_that_decided_is_named() -> None:
    points = {"a": Fraction(24), "b": Fraction(23), "c": Fraction(23), "d": Fraction(10)}
    chain = ({"a": Fraction(2), "b": Fraction(2), "c": Fraction(2)}, {"a": Fraction(1), "b": Fraction(3)})
    found = ranking.winners(points, chain, _APART)
    assert [(plan, one.position, one.by) for plan, one in sorted(found.items(), key=lambda row: row[1].position)] == [
        ("b", 1, None),
        ("a", 2, 1),
        ("c", 3, 1),
        ("d", 4, None),
    ]


def test_strictness_is_corrected_to_choose_finalists() -> None:
    """The strict reader met two good plans: by plain means they would be behind two weak ones."""
    totals = {
        plan: {"strict": good - 8, "mild": good} if plan < 4 else {"mild": good, "other": good}
        for plan, good in enumerate((28, 27, 26, 25, 23, 22, 21, 20, 19, 18, 17))
    }
    assert ranking.finalists(totals) == {0, 1, 2, 3, 4}
    means = {plan: ranking.points(list(row.values())) for plan, row in totals.items()}
    assert sorted(means, key=lambda plan: -means[plan])[:5] != [0, 1, 2, 3, 4]


@given(st.integers(0, 60))
def test_finalists_are_five_of_eleven_and_eight_of_thirty(count: int) -> None:
    assert [ranking.how_many_finalists(n) for n in (0, 4, 11, 30)] == [0, 4, 5, 8]
    totals = {plan: {0: plan // 2} for plan in range(count)}
    assert len(ranking.finalists(totals)) >= ranking.how_many_finalists(count)


@given(st.dictionaries(st.integers(0, 40), st.tuples(st.integers(0, 30), st.sampled_from("ab")), min_size=1))
def test_each_part_has_its_best_as_finalists_whatever_the_others_got(plans: dict[int, tuple[int, str]]) -> None:
    totals = {plan: {0: points} for plan, (points, _) in plans.items()}
    parts = {plan: part for plan, (_, part) in plans.items()}
    found = ranking.finalists(totals, parts)
    for part in set(parts.values()):
        alone = {plan: row for plan, row in totals.items() if parts[plan] == part}
        assert found & alone.keys() == ranking.finalists(alone)


@settings(max_examples=50)
@given(st.dictionaries(st.integers(0, 9), st.dictionaries(st.integers(0, 4), st.integers(0, 30)), max_size=9))
def test_equal_plans_are_finalists_together_or_not_at_all(totals: dict[int, dict[int, int]]) -> None:
    found, values = ranking.finalists(totals), ranking.corrected(totals)
    for one in found:
        assert all(other in found for other in values if round(values[other], 9) >= round(values[one], 9))


def test_a_third_reader_makes_it_the_median_and_six_of_thirty_apart_calls_one() -> None:
    assert ranking.points([20, 25]) == Fraction(45, 2)
    assert ranking.points([10, 25, 24], called=True) == 24
    assert ranking.points([10, 25, 24, 23], called=True) == Fraction(47, 2)
    assert ranking.points([10, 25], called=True) == Fraction(35, 2)
    assert [ranking.calls_third([20, 20 + apart], 30) for apart in (5, 6)] == [False, True]
    assert [ranking.calls_third([20, 20 + apart], 26) for apart in (5, 6)] == [False, True]
    assert not ranking.calls_third([3], 30)
    with pytest.raises(ValueError, match="no totals"):
        ranking.points([])
