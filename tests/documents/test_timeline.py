"""The actions on a line of months."""

from datetime import date

from bot.documents import timeline


def test_bars_begin_and_end_where_the_days_are_in_their_months() -> None:
    drawn = timeline.drawn(
        [(date(2026, 12, 1), date(2027, 1, 31)), (date(2027, 2, 1), date(2027, 3, 31)), (None, None)]
    )
    assert drawn == {
        "months": [12, 1, 2, 3],
        "years": [{"year": 2026, "months": 1}, {"year": 2027, "months": 3}],
        "bars": [[0.0, 0.5], [0.5, 1.0], None],
    }


def test_an_action_with_a_due_day_only_is_a_point_there() -> None:
    drawn = timeline.drawn([(date(2027, 1, 1), date(2027, 1, 31)), (None, date(2027, 2, 28))])
    assert drawn is not None
    assert drawn["bars"][1] == [0.97, 1.0]


def test_without_any_day_there_is_no_line() -> None:
    assert timeline.drawn([]) is None
    assert timeline.drawn([(None, None)]) is None


def test_days_in_the_wrong_order_or_far_away_stay_on_the_line() -> None:
    drawn = timeline.drawn([(date(2027, 3, 31), date(2027, 1, 1)), (date(2027, 1, 1), date(2047, 1, 1))])
    assert drawn is not None
    assert len(drawn["months"]) == timeline.LONGEST
    assert all(0 <= begin < end <= 1 for begin, end in drawn["bars"])
