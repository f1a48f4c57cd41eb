"""The demo begins by day: at night nothing that may wait reaches anybody, and a stranger would see nothing happen."""

from datetime import UTC, datetime

import pytest

from bot.demo.clock import by_day


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2026, 11, 30, 18, 39, tzinfo=UTC), datetime(2026, 12, 1, 0, 30, tzinfo=UTC)),  # 01:39 in Laos
        (datetime(2026, 11, 30, 13, 0, tzinfo=UTC), datetime(2026, 12, 1, 0, 30, tzinfo=UTC)),  # 20:00
        (datetime(2026, 11, 30, 2, 0, tzinfo=UTC), datetime(2026, 11, 30, 2, 0, tzinfo=UTC)),  # 09:00
    ],
)
def test_a_night_is_passed(now: datetime, begins: datetime) -> None:
    assert by_day(now) == begins
