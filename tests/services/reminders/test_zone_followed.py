"""A group lives in the programme's zone, also when that is corrected, unless it has one of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.reminders import timetables
from bot.store.database import Database
from tests.follow_up import action, approved, remind
from tests.story import LIBRARY, Story


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


def start(story: Story, zone: str) -> int:
    """Phaen starts with this zone in its settings; returns how many groups moved."""
    with story.database.begin() as uow:
        return timetables.follow_zone(uow, LIBRARY, zone, now=story.now)


def test_groups_and_their_reminders_follow_the_corrected_zone(story: Story) -> None:
    """They had kept the zone of their first day."""
    noy = story.known("Noy")
    group = story.group(noy)
    start(story, "Asia/Vientiane")
    action(story, approved(story, group), story.now.date() + timedelta(days=30), noy)

    def rings() -> datetime:
        with story.database.begin() as uow:
            found = uow.reminders.next_at()
        assert found is not None
        return found.astimezone(UTC)

    with story.database.begin() as uow:
        timetables.spread(uow, LIBRARY, uow.rounds.kept()[0].id, after_id=0, now=story.now)
    before = rings()
    assert start(story, "UTC") == 1
    with story.database.begin() as uow:
        assert uow.groups.get(group).zone.key == "UTC"  # type: ignore[union-attr]
    assert rings() - before == timedelta(hours=7)  # the same hour of their clock
    assert start(story, "UTC") == 0


def test_what_was_there_before_the_zone_was_written_down_follows(story: Story) -> None:
    group = story.group(story.known("Noy"))
    assert start(story, "Asia/Bangkok") == 1
    with story.database.begin() as uow:
        assert uow.groups.get(group).zone.key == "Asia/Bangkok"  # type: ignore[union-attr]


def test_a_group_that_has_a_zone_of_its_own_keeps_it(story: Story) -> None:
    group = story.group(story.known("Noy"))
    start(story, "Asia/Vientiane")
    with story.database.begin() as uow:
        uow.groups.change(group, zone="Asia/Tokyo")
    assert start(story, "Asia/Bangkok") == 0
    with story.database.begin() as uow:
        assert uow.groups.get(group).zone.key == "Asia/Tokyo"  # type: ignore[union-attr]


def test_what_was_asked_already_is_not_asked_again_an_hour_later_by_another_zones_clock(story: Story) -> None:
    """It rang at eight o'clock in Laos; in the corrected zone eight o'clock is still to come."""
    noy = story.known("Noy")
    group = story.group(noy)
    start(story, "Asia/Vientiane")
    due = story.now.date() + timedelta(days=30)
    key = action(story, approved(story, group), due, noy)
    story.now = datetime(due.year, due.month, due.day, 1, 0, 1, tzinfo=UTC)
    while remind(story):
        pass
    asked = len(noy.phone)
    assert start(story, "Asia/Kolkata") == 1
    with story.database.begin() as uow:
        assert 0 not in [row.days for row in uow.reminders.waiting(key)]
    story.now += timedelta(hours=3)
    assert remind(story) == 0
    assert len(noy.phone) == asked
