"""The timetable of reminders."""

from datetime import time

import pytest

from bot.content.library import Library


def test_a_group_is_reminded_before_on_and_after_the_day(library: Library) -> None:
    assert [(moment.key, moment.days) for moment in library.reminders.moments] == [
        ("before", -3),
        ("due", 0),
        ("past", 3),
    ]
    assert library.reminders.hour == 8
    assert library.reminders.evening == time(17, 30)


def test_silence_is_told_to_the_leader_and_then_to_staff(library: Library) -> None:
    assert [(step.to, step.days) for step in library.reminders.escalations] == [("leader", 5), ("staff", 10)]


@pytest.mark.parametrize(
    ("at", "quiet"),
    [(time(6, 59), True), (time(7), False), (time(8), False), (time(19, 59), False), (time(20), True), (time(0), True)],
)
def test_nothing_rings_from_eight_in_the_evening_to_seven_in_the_morning(
    library: Library, at: time, quiet: bool
) -> None:
    assert library.reminders.quiet(at) is quiet


def test_quiet_hours_may_also_lie_within_one_day(copy_with_quiet_noon: Library) -> None:
    assert copy_with_quiet_noon.reminders.quiet(time(12, 30))
    assert not copy_with_quiet_noon.reminders.quiet(time(20))


@pytest.fixture
def copy_with_quiet_noon(copy, spoil) -> Library:  # type: ignore[no-untyped-def]
    spoil("reminders.yaml", '{from: "20:00", until: "07:00"}', '{from: "12:00", until: "13:00"}')
    return Library.load(copy)
