"""Shares of peers: equal, never one's own or one's village's, sittings of ten minutes, and how many 3-stars."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import peers
from bot.domain.peers import Home


def _homes(districts: dict[str, int]) -> dict[str, Home[str]]:
    """So many groups in each district, each in a village of its own."""
    return {f"{name}{n}": Home(f"{name}{n}", name) for name, count in districts.items() for n in range(count)}


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=2, max_size=16), seed=st.text(max_size=4)
)
def test_nobody_hears_its_own_village_and_shares_are_equal_where_they_can_be(
    places: list[tuple[int, int]], seed: str
) -> None:
    homes: dict[int, Home[int]] = {
        group: Home((village, district), district) for group, (village, district) in enumerate(places)
    }
    found = peers.shares(homes, seed)
    for plan, row in found.lot.readers.items():
        assert all(homes[plan].village != homes[group].village for group in row)
        others = [group for group in homes if homes[group].village != homes[plan].village]
        assert len(row) == len(set(row)) == min(8, len(others))
    if len({village for village, _ in places}) == len(places):
        heard = [len(found.heard_by(group)) for group in homes]
        assert max(heard) - min(heard) <= 1


def test_own_districts_and_kin_are_left_out_while_enough_others_are_left() -> None:
    many = _homes({"a": 10, "b": 10, "c": 10}) | {"a0": Home("a0", "a", kin=frozenset({"b0"}))}
    found = peers.shares(many, "seed")
    assert not found.near
    for plan, row in found.lot.readers.items():
        assert len(row) == 8
        assert all(many[plan].district != many[group].district for group in row)
    assert "b0" not in found.lot.readers["a0"]
    assert "a0" not in found.lot.readers["b0"]


@pytest.mark.parametrize("districts", [{"a": 4, "b": 4, "c": 3}, {"a": 20, "b": 10}, {"a": 6, "b": 6}])
def test_districts_that_do_not_allow_equal_shares_or_part_the_plans_are_heard_too(districts: dict[str, int]) -> None:
    """4, 4 and 3 allow only seven votes; more than half in one district, or two that judge only each other."""
    homes = _homes(districts)
    found = peers.shares(homes, "seed")
    assert found.near
    assert {len(row) for row in found.lot.readers.values()} == {8}
    assert {len(found.heard_by(group)) for group in homes} == {8}


def test_silent_groups_shares_are_topped_up_from_those_that_finished() -> None:
    homes = _homes({"a": 4, "b": 4, "c": 3})
    asked = peers.shares(homes, "seed").lot.readers
    plan = "a0"
    voted = {one: row[:3] if one == plan else row for one, row in asked.items()}
    more = peers.top_up(homes, voted, frozenset(homes) - {"c2"}, asked, "seed")
    assert list(more) == [plan]
    assert len(more[plan]) == 1
    assert not {*more[plan]} & {*asked[plan], plan, "c2"}


@pytest.mark.parametrize(("heard", "threes"), [(5, 2), (8, 3), (10, 3), (7, 3), (1, 1)])
def test_so_many_three_stars(heard: int, threes: int) -> None:
    assert peers.most_threes(heard) == threes


def test_a_changed_vote_gives_its_three_stars_back() -> None:
    given_ = {1: 3, 2: 3, 3: 3, 4: 2}
    assert peers.threes_left(given_, 8, 4) == 0
    assert peers.threes_left(given_, 8, 1) == 1


@given(st.lists(st.integers(1, 75), max_size=40))
def test_no_sitting_is_longer_than_ten_minutes(seconds: list[int]) -> None:
    parts = peers.sittings(seconds)
    assert sum(parts) == len(seconds)
    begin = 0
    for count in parts:
        assert sum(seconds[begin : begin + count]) <= 600
        begin += count


def test_eight_pitches_of_the_longest_kind_are_one_sitting() -> None:
    assert peers.sittings([75] * 8) == (8,)


def test_each_group_hears_in_another_order() -> None:
    heard = {peers.order(range(8), group, "seed") for group in range(5)}
    assert len(heard) > 1
    assert all(sorted(row) == list(range(8)) for row in heard)


def test_votes_far_from_the_others_are_shown_and_friends_praised_are_not() -> None:
    votes = {group: {plan: 3 if plan < 3 else 1 for plan in range(8)} for group in range(8)}
    votes[7] = {plan: 1 if plan < 3 else 3 for plan in range(8)}
    assert peers.differ(votes) == {7}
    assert peers.differ({1: {2: 3}}) == frozenset()
