"""How far experts agree: Krippendorff's α by its published example, its interval, and who practises again."""

from fractions import Fraction

import pytest

from bot.domain import experts


def test_alpha_is_krippendorffs() -> None:
    """The example of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", interval metric: 0.849."""
    rows = (
        (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
        (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, None, 3, None),
    )  # fmt: skip
    units = [[mark for mark in row if mark is not None] for row in rows]
    assert experts.alpha(units) == pytest.approx(0.849, abs=0.0005)


def test_all_alike_is_one_and_without_difference_nothing_can_be_said() -> None:
    assert experts.alpha([[1, 1], [5, 5], [9, 9]]) == pytest.approx(1)
    assert experts.alpha([[4, 4], [4, 4]]) is None
    assert experts.alpha([]) is None


def test_there_is_no_figure_below_eight_plans_with_two_totals() -> None:
    seven = [[10 + n, 11 + n] for n in range(7)]
    assert experts.agreement([*seven, [9]], 30) is None
    found = experts.agreement([*seven, [9, 20]], 30)
    assert found is not None
    assert found.low < found.alpha < found.high <= 1
    assert (found.near, found.plans) == (7, 8)


def test_the_words_of_the_note_are_possible() -> None:
    """With eleven plans the interval is wide: that is what it is for."""
    units = [
        [12, 16],
        [20, 15],
        [25, 22],
        [9, 14],
        [18, 18],
        [22, 27],
        [15, 11],
        [17, 21],
        [26, 20],
        [13, 12],
        [19, 25],
    ]
    found = experts.agreement(units, 30)
    assert found is not None
    assert found.high - found.low > 0.2


def test_marks_within_one_step_are_counted_over_all_pairs() -> None:
    assert experts.within_one_step([[1, 2], [0, 3], [1, 1, 3]]) == (2, 5)


def test_who_is_far_from_the_median_of_the_panel_talks_first() -> None:
    keys = [(plan, str(question)) for plan in ("one", "two") for question in range(10)]
    good = [dict.fromkeys(keys, 2) for _ in range(4)]
    far = {key: 0 if index % 2 else 3 for index, key in enumerate(keys)}
    panel = [*good, far]
    assert experts.practised(good[0], panel) == 0
    assert experts.practised(far, panel) == Fraction(3, 2) > experts.TALKS
    assert experts.practised({}, panel) is None


def test_nobody_is_compared_before_three_have_practised_and_who_comes_later_moves_nobody() -> None:
    keys = [(plan, str(question)) for plan in ("one", "two") for question in range(10)]
    given = [dict.fromkeys(keys, mark) for mark in (1, 1, 3, 3, 3, 3)]
    assert experts.apart(given[:2], 0) is None
    assert [experts.apart(given, index) for index in range(6)] == [0, 0, 2, 1, 0, 0]
    assert [experts.apart(given[:3], index) for index in range(3)] == [0, 0, 2]


def test_marks_of_any_sheet_are_compared_as_four_steps() -> None:
    assert [experts.of_four_steps(mark, 3) for mark in range(4)] == [0, 1, 2, 3]
    assert experts.of_four_steps(13, 13) == 3
    assert experts.of_four_steps(0, 0) == 0
